import figures from 'figures';
import {printable} from '../../printable.js';
import {rowsOfCells, widthOf} from '../text/cells.js';
import {rowsOfWords} from '../text/wrap.js';

/** What to say of a changed line that contains a text. */
export type DiffNote = {readonly line: string; readonly note: string};

/** What a row of a diff shows; `note` is a note in a row of its own. */
export type DiffKind = 'file' | 'hunk' | 'added' | 'removed' | 'same' | 'note';

export type DiffRow = {
	readonly kind: DiffKind;
	/** Of an added or removed line with its sign, also where a long one goes on. */
	readonly text: string;
	/** What stands to the right of it, with the spaces between; empty where nothing does. */
	readonly beside: string;
};

type DiffLine = {
	readonly kind: DiffKind;
	readonly rows: readonly string[];
	readonly note: string | undefined;
};

/** Between a line and what is said of it. */
const gap = 3;
/** Where a line goes on that is longer than a row, after its sign. */
const continued = '    ';

/**
A unified diff as rows of at most so many cells, with notes at changed lines: to the right where there is room, all
at the same place if they can, or else below. Long lines go on in the next row.
*/
export function serviceDiffRows(lines: readonly string[], notes: readonly DiffNote[], columns: number): readonly DiffRow[] {
	const parts = kinds(lines).map(({kind, line}): DiffLine => ({
		kind,
		rows: rowsOf(kind, line, columns),
		note: isChange(kind) ? notes.find(each => line.includes(each.line))?.note : undefined,
	}));
	const noteColumn = Math.max(0, ...parts.filter(part => fitsBeside(part, columns)).map(({rows}) => widthOf(rows.at(-1) ?? '') + gap));
	return parts.flatMap(part => {
		const {kind, rows, note} = part;
		const isBeside = fitsBeside(part, columns);
		return [
			...rows.map((text, index): DiffRow => ({kind, text, beside: isBeside && index === rows.length - 1 ? beside(text, note ?? '', noteColumn, columns) : ''})),
			...note !== undefined && !isBeside ? below(note, columns) : [],
		];
	});
}

const isChange = (kind: DiffKind) => kind === 'added' || kind === 'removed';

/** Up to the first `@@`, lines that begin with signs are the file's names. */
function kinds(lines: readonly string[]): ReadonlyArray<{readonly kind: DiffKind; readonly line: string}> {
	let isInside = false;
	return lines.flatMap(raw => {
		const line = printable(raw);
		if (/^={5,}$/v.test(line)) {
			// What the library draws above each file.
			isInside = false;
			return [];
		}

		isInside ||= line.startsWith('@@');
		return [{kind: isInside ? kindOf(line) : 'file', line}];
	});
}

function kindOf(line: string): DiffKind {
	return ({'@': 'hunk', '+': 'added', '-': 'removed'} as const)[line.charAt(0)] ?? 'same';
}

function rowsOf(kind: DiffKind, line: string, columns: number): readonly string[] {
	if (widthOf(line) <= columns) {
		return [line];
	}

	const start = isChange(kind) ? line.charAt(0) + continued : continued;
	const [first = ''] = rowsOfCells(line, columns);
	return [first, ...rowsOfCells(line.slice(first.length), columns - start.length).map(row => start + row)];
}

function fitsBeside({rows, note}: DiffLine, columns: number): boolean {
	return note !== undefined && widthOf(rows.at(-1) ?? '') + gap + widthOf(note) + 2 <= columns;
}

function beside(text: string, note: string, noteColumn: number, columns: number): string {
	const words = `${figures.arrowLeft} ${note}`;
	const start = Math.min(noteColumn, columns - widthOf(words));
	return ' '.repeat(start - widthOf(text)) + words;
}

function below(note: string, columns: number): readonly DiffRow[] {
	return rowsOfWords(note, columns - continued.length - 2).map((row, index) => ({
		kind: 'note',
		text: `${continued}${index === 0 ? figures.arrowUp : ' '} ${row}`,
		beside: '',
	}));
}
