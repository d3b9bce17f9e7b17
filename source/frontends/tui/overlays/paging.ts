import {printable} from '../../printable.js';
import {widthOf} from '../text/cells.js';
import {linesWith} from './log-lines.js';

/** What the pager shows of a text. */
export type Paging = {
	/** Undefined: not read yet. */
	readonly lines: readonly string[] | undefined;
	/** The first row's line, from 0; at the end it stays there while lines come. */
	readonly top: number | 'end';
	/** By how many cells the lines are shifted to the left. */
	readonly left: number;
	/** What is being typed to be searched for; undefined: nothing is. */
	readonly typed: string | undefined;
	/** What was searched for last; empty: nothing. */
	readonly query: string;
	/** The lines that have it, in order. */
	readonly matches: readonly number[];
	/** Which of the matches was gone to, from 0. */
	readonly match: number;
	readonly isClosed: boolean;
};

/** The text's own place, in cells. */
export type Page = {readonly columns: number; readonly rows: number};

export type PagingAction
	= | {readonly type: 'read'; readonly lines: readonly string[]}
		| {readonly type: 'key'; readonly stroke: string; readonly page: Page};

/** It begins at the end, which is where a step at work writes and where a failure says why. */
export const atEnd: Paging = {lines: undefined, top: 'end', left: 0, typed: undefined, query: '', matches: [], match: 0, isClosed: false};

/** By how many cells an arrow key shifts the lines. */
const shift = 16;

type Handler = (paging: Paging, page: Page) => Paging;

const handlers: Readonly<Record<string, Handler>> = {
	up: (paging, {rows}) => scrolled(paging, -1, rows),
	down: (paging, {rows}) => scrolled(paging, 1, rows),
	pageUp: (paging, {rows}) => scrolled(paging, -rows, rows),
	pageDown: (paging, {rows}) => scrolled(paging, rows, rows),
	home: (paging, {rows}) => scrolled(paging, Number.NEGATIVE_INFINITY, rows),
	end: paging => ({...paging, top: 'end'}),
	left: paging => ({...paging, left: Math.max(0, paging.left - shift)}),
	right: (paging, page) => isCut(paging, page) ? {...paging, left: paging.left + shift} : paging,
	'/': paging => ({...paging, typed: ''}),
	n: (paging, {rows}) => atMatch(paging, paging.match + 1, rows),
	N: (paging, {rows}) => atMatch(paging, paging.match - 1, rows),
	escape: paging => ({...paging, isClosed: true}),
};

const aliases: Readonly<Record<string, string>> = {j: 'down', k: 'up', ' ': 'pageDown', b: 'pageUp', g: 'home', G: 'end', o: 'escape', q: 'escape'};

export function page(paging: Paging, action: PagingAction): Paging {
	if (action.type === 'read') {
		return read(paging, action.lines);
	}

	const {stroke} = action;
	if (paging.isClosed) {
		return paging;
	}

	return paging.typed === undefined
		? handlers[aliases[stroke] ?? stroke]?.(paging, action.page) ?? paging
		: typing(paging, paging.typed, stroke, action.page);
}

/** The line of the first row. */
export function topLine({lines = [], top}: Paging, rows: number): number {
	const last = Math.max(0, lines.length - rows);
	return top === 'end' ? last : Math.min(top, last);
}

/** The lines on the page, as they can be shown. */
export function shownLines(paging: Paging, rows: number): readonly string[] {
	const top = topLine(paging, rows);
	return (paging.lines ?? []).slice(top, top + rows).map(line => printable(line));
}

/** Finds a text as it is typed, in capital or small letters. */
export function patternOf(query: string): RegExp {
	return new RegExp(query.replaceAll(/[\\^$.*+?\(\)\[\]\{\}\|\/]/gv, String.raw`\$&`), 'giv');
}

/** Takes in a text; where it only became longer, just what is new is searched. */
function read(paging: Paging, lines: readonly string[]): Paging {
	const {lines: before = [], query, matches, match} = paging;
	// Its last line may have been written in part.
	const whole = before.length - 1;
	const known = lines.length > whole && lines[0] === before[0] && lines[whole - 1] === before[whole - 1] ? Math.max(0, whole) : 0;
	const found = query === '' ? [] : [...matches.filter(line => line < known), ...linesWith(lines, patternOf(query), known)];
	return {...paging, lines, matches: found, match: Math.max(0, Math.min(match, found.length - 1))};
}

function scrolled(paging: Paging, delta: number, rows: number): Paging {
	const last = Math.max(0, (paging.lines?.length ?? 0) - rows);
	const top = Math.max(0, topLine(paging, rows) + delta);
	return {...paging, top: top >= last ? 'end' : top};
}

function isCut(paging: Paging, {columns, rows}: Page): boolean {
	return shownLines(paging, rows).some(line => widthOf(line) > paging.left + columns);
}

function typing(paging: Paging, typed: string, stroke: string, page: Page): Paging {
	switch (stroke) {
		case 'escape': {
			return {...paging, typed: undefined};
		}

		case 'backspace': {
			return {...paging, typed: [...typed].slice(0, -1).join('')};
		}

		case 'enter': {
			return searched({...paging, typed: undefined}, typed, page);
		}

		default: {
			// Other keys with names move a cursor that there is not.
			return [...stroke].length === 1 ? {...paging, typed: typed + stroke} : paging;
		}
	}
}

/** Searches on from the page, and from the beginning where nothing follows. */
function searched(paging: Paging, query: string, {rows}: Page): Paging {
	const next = {...paging, query, matches: query === '' ? [] : linesWith(paging.lines ?? [], patternOf(query))};
	const top = topLine(paging, rows);
	return atMatch(next, Math.max(0, next.matches.findIndex(line => line >= top)), rows);
}

/** Goes to a match, round from the last to the first, and shows some of what stands before it. */
function atMatch(paging: Paging, index: number, rows: number): Paging {
	const {matches} = paging;
	const match = matches.length === 0 ? 0 : (index + matches.length) % matches.length;
	const line = matches[match];
	return line === undefined ? {...paging, match} : {...paging, match, top: Math.max(0, line - Math.floor(rows / 3))};
}
