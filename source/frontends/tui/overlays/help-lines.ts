import {widthOf} from '../text/cells.js';
import {wrap, type Line} from '../text/wrap.js';

/** A key as it is called, and what it does. */
export type KeyHelp = {readonly key: string; readonly text: string};

const gap = 2;
/** Between two columns. */
const gutter = 4;

/** A list of keys: in two columns where each fits on one row there, otherwise in one. */
export function helpLines(keys: readonly KeyHelp[], columns: number): readonly Line[] {
	const keyWidth = Math.max(0, ...keys.map(({key}) => widthOf(key)));
	const half = Math.floor((columns - gutter) / 2);
	const fits = keys.every(({text}) => keyWidth + gap + widthOf(text) <= half);
	if (!fits || keys.length < 2) {
		return keys.flatMap(help => entry(help, keyWidth, columns));
	}

	const height = Math.ceil(keys.length / 2);
	return keys.slice(0, height).map((help, row) => {
		const [left = []] = entry(help, keyWidth, half);
		const beside = keys[height + row];
		const [right = []] = beside ? entry(beside, keyWidth, half) : [];
		return right.length === 0 ? left : [...left, blank(half + gutter - widthOfLine(left)), ...right];
	});
}

/** The text beside its key; where there is hardly room for that, below it. */
function entry({key, text}: KeyHelp, keyWidth: number, columns: number): readonly Line[] {
	const indent = keyWidth + gap;
	if (indent * 2 > columns) {
		return [...wrap([{text: key, style: 'accent'}], columns), ...wrap([{text}], columns, {first: '  ', rest: '  '})];
	}

	return wrap([{text}], columns - indent).map((line, row) => [
		...(row === 0 ? [{text: key, style: 'accent'} as const, blank(indent - widthOf(key))] : [blank(indent)]),
		...line,
	]);
}

const blank = (width: number) => ({text: ' '.repeat(width)});

const widthOfLine = (line: Line) => line.reduce((sum, {text}) => sum + widthOf(text), 0);
