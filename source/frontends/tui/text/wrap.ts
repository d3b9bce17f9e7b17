import {cjk} from '../../../lessons/cjk.js';
import {clusters, widthOf, type Cluster} from './cells.js';

/** A part of a row that looks the same throughout. `found` and `match` are what a search found, `match` where it stands now. */
export type Span = {
	readonly text: string;
	readonly style?: 'strong' | 'code' | 'quiet' | 'accent' | 'good' | 'bad' | 'caution' | 'found' | 'match';
};

/** One row of the terminal. */
export type Line = readonly Span[];

/** What stands before the first row and before each later one. */
export type Indent = {readonly first: string; readonly rest: string};

type Cell = Cluster & Pick<Span, 'style'>;

const closing = /^[，。、；：！？）」』》〉】〕〗〙〛｝］”’…,.;:!?\)\]\}]/v;
const opening = /^[（「『《〈【〔〖〘〚｛［“‘\(\[\{]/v;
const space = /^[ \t\r\n]/v;

const noIndent: Indent = {first: '', rest: ''};

/** With less room than this, a wide character would not fit beside the indent, which is then left out. */
const leastRoom = 2;

/**
Breaks a text into rows of at most `columns` cells (2 or more): at spaces and between Chinese or Japanese characters, and
within a word only where it is longer than a row. Closing punctuation begins no row and opening punctuation ends none.
Line ends in the text count as spaces.
*/
export function wrap(spans: readonly Span[], columns: number, indent = noIndent): readonly Line[] {
	const cells = cellsOf(spans);
	const lines: Line[] = [];
	let from = nextWord(cells, 0);
	while (from < cells.length) {
		const wanted = lines.length === 0 ? indent.first : indent.rest;
		const prefix = widthOf(wanted) + leastRoom <= columns ? wanted : '';
		const {end, next} = rowFrom(cells, from, columns - widthOf(prefix));
		lines.push([...(prefix ? [{text: prefix}] : []), ...spansOf(cells.slice(from, end))]);
		from = next;
	}

	return lines;
}

function cellsOf(spans: readonly Span[]): readonly Cell[] {
	return spans.flatMap(({text, ...style}) => Array.from(clusters(text), cluster => space.test(cluster.text) ? {text: ' ', width: 1, ...style} : {...cluster, ...style}));
}

/** The row that begins with the cell `from`: the cell after its last one, and the one that begins the next row. */
function rowFrom(cells: readonly Cell[], from: number, room: number): {readonly end: number; readonly next: number} {
	let full = from;
	for (let left = room; full < cells.length && cells[full]!.width <= left; full++) {
		left -= cells[full]!.width;
	}

	for (let next = nextWord(cells, full); next > from; next--) {
		const end = endOfWord(cells, next);
		if (end > from && (next === cells.length || mayBreak(cells[end - 1]!, cells[next]!, end < next))) {
			return {end, next};
		}
	}

	for (let end = full; end > from; end--) {
		if (!isKeptTogether(cells[end - 1]!, cells[end]!)) {
			return {end, next: end};
		}
	}

	const end = Math.max(full, from + 1);
	return {end, next: end};
}

/** The first cell from here on that is no space. */
function nextWord(cells: readonly Cell[], from: number): number {
	let index = from;
	while (cells[index]?.text === ' ') {
		index++;
	}

	return index;
}

/** The cell after the last one before here that is no space. */
function endOfWord(cells: readonly Cell[], before: number): number {
	let index = before;
	while (cells[index - 1]?.text === ' ') {
		index--;
	}

	return index;
}

function mayBreak(last: Cell, first: Cell, hasSpace: boolean): boolean {
	return first.text !== ' ' && (hasSpace || cjk.test(last.text) || cjk.test(first.text)) && !isKeptTogether(last, first);
}

function isKeptTogether(last: Cell, first: Cell): boolean {
	return closing.test(first.text) || opening.test(last.text);
}

function spansOf(cells: readonly Cell[]): readonly Span[] {
	const spans: Array<{text: string; style?: NonNullable<Span['style']>}> = [];
	for (const {text, style} of cells) {
		const last = spans.at(-1);
		if (last && last.style === style) {
			last.text += text;
		} else {
			spans.push({text, ...(style && {style})});
		}
	}

	return spans;
}

/** A text without styles in rows. */
export function rowsOfWords(text: string, columns: number): readonly string[] {
	return wrap([{text}], columns).map(line => line.map(span => span.text).join(''));
}
