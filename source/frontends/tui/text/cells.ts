import stringWidth from 'string-width';

/** What a terminal draws as one character, and how many of its cells that takes. */
export type Cluster = {readonly text: string; readonly width: number};

const segmenter = new Intl.Segmenter(undefined, {granularity: 'grapheme'});
const ascii = /^[ -~]*$/v;

/** A text's characters as a person counts them. */
export function * clusters(text: string): Generator<Cluster, void> {
	if (ascii.test(text)) {
		for (const character of text) {
			yield {text: character, width: 1};
		}

		return;
	}

	for (const {segment} of segmenter.segment(text)) {
		yield {text: segment, width: clusterWidth(segment)};
	}
}

/** Terminals disagree on joined emoji: some draw one picture, some draw the parts. The wider is counted, so that a row fits in both. */
function clusterWidth(cluster: string): number {
	const parts = [...cluster];
	return parts.length === 1 ? stringWidth(cluster) : Math.max(stringWidth(cluster), parts.reduce((sum, part) => sum + stringWidth(part), 0));
}

/** In terminal cells. */
export function widthOf(text: string): number {
	let width = 0;
	for (const cluster of clusters(text)) {
		width += cluster.width;
	}

	return width;
}

/**
A text of one line as it fits into so many cells.

@param keep Which part stays when it is too long; the rest becomes `…`.
*/
export function cut(text: string, columns: number, keep: 'start' | 'end' | 'ends' = 'start'): string {
	if (widthOf(text) <= columns) {
		return text;
	}

	if (columns < 1) {
		return '';
	}

	const room = columns - 1;
	const parts = [...clusters(text)];
	const atStart = {start: room, end: 0, ends: Math.floor(room / 2)}[keep];
	const start = upTo(parts, atStart);
	const end = upTo(parts.toReversed(), keep === 'start' ? 0 : room - widthOf(start.join(''))).toReversed();
	return `${start.join('')}…${end.join('')}`;
}

/** A text cut or filled with spaces to take exactly so many cells. */
export function pad(text: string, columns: number, side: 'start' | 'end' = 'end', keep: 'start' | 'end' | 'ends' = 'start'): string {
	const fitting = cut(text, columns, keep);
	const spaces = ' '.repeat(Math.max(0, columns - widthOf(fitting)));
	return side === 'end' ? fitting + spaces : spaces + fitting;
}

/** A text in rows of at most so many cells, broken anywhere, as a terminal does. */
export function rowsOfCells(text: string, columns: number): readonly string[] {
	const parts = [...clusters(text)];
	const rows: string[] = [];
	for (let from = 0; from < parts.length;) {
		const row = upTo(parts.slice(from), columns);
		// A single character that is wider than a row is left out.
		rows.push(...row.length > 0 ? [row.join('')] : []);
		from += Math.max(1, row.length);
	}

	return rows.length > 0 ? rows : [''];
}

function upTo(parts: readonly Cluster[], columns: number): readonly string[] {
	let left = columns;
	const end = parts.findIndex(({width}) => {
		left -= width;
		return left < 0;
	});
	return (end === -1 ? parts : parts.slice(0, end)).map(({text}) => text);
}
