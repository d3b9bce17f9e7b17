import {readAnswer} from '../../../chapters/answer.js';
import {fill, type Strings} from '../../../lessons/strings.js';
import {printable} from '../../printable.js';
import {cut} from '../text/cells.js';
import type {Theme} from '../theme.js';

export type PaneRow = {readonly text: string; readonly style?: keyof Theme};

type Words = Strings['invocation'];

/** What the function gave back, as it is to be read: a handler's answer without what is around it. */
export function answerLines(answer: string): readonly string[] {
	return linesOf(readAnswer(answer)?.body ?? answer);
}

export function logLines(log: string, words: Words): readonly string[] {
	return log.trim() === '' ? [words.silent] : linesOf(log);
}

/** The answer in so many rows: the title, the first lines, and, where there is room, where the module was loaded from. */
export function answerRows({answer, modulePath, words, columns, rows}: {
	readonly answer: string;
	readonly modulePath: string | undefined;
	readonly words: Words;
	readonly columns: number;
	readonly rows: number;
}): readonly PaneRow[] {
	const path: readonly PaneRow[] = modulePath === undefined || rows < 5
		? []
		: [{text: words.modulePath, style: 'quiet'}, {text: cut(printable(modulePath), columns, 'end'), style: 'good'}];
	const lines = answerLines(answer);
	const room = rows - 1 - path.length;
	const shown: readonly PaneRow[] = lines.length <= room
		? lines.map(text => ({text}))
		: [...lines.slice(0, Math.max(0, room - 1)).map(text => ({text})), {text: fill(words.more, {count: lines.length - Math.max(0, room - 1)}), style: 'quiet'}];
	return fitted([{text: words.answer, style: 'strong'}, ...shown, ...path], columns, rows);
}

/** The log in so many rows: the title and the last lines. */
export function logRows({log, words, columns, rows}: {
	readonly log: string;
	readonly words: Words;
	readonly columns: number;
	readonly rows: number;
}): readonly PaneRow[] {
	const lines = logLines(log, words);
	const room = rows - 1;
	const left = lines.length - Math.max(0, room - 1);
	const shown: readonly PaneRow[] = lines.length <= room
		? lines.map(text => ({text, style: 'quiet'}))
		: [{text: fill(words.earlier, {count: left}), style: 'quiet'}, ...lines.slice(left).map((text): PaneRow => ({text, style: 'quiet'}))];
	return fitted([{text: words.log, style: 'strong'}, ...shown], columns, rows);
}

function fitted(paneRows: readonly PaneRow[], columns: number, rows: number): readonly PaneRow[] {
	return paneRows.slice(0, Math.max(0, rows)).map(row => ({...row, text: cut(row.text, columns)}));
}

function linesOf(text: string): readonly string[] {
	// Lambda's REPORT line has tabs between its parts, and little room here.
	return text.trimEnd().split('\n').map(line => printable(line.replaceAll('\t', '  ')));
}
