import {clusters} from './cells.js';

/** A line of text that is being typed. */
export type LineEdit = {
	/** What stands before the cursor, and what behind it; each element is one character as a person counts them. */
	readonly before: readonly string[];
	readonly after: readonly string[];
};

export const emptyLine: LineEdit = {before: [], after: []};

export const textOf = ({before, after}: LineEdit): string => [...before, ...after].join('');

const moves: Readonly<Record<string, (line: LineEdit) => LineEdit>> = {
	backspace: ({before, after}) => ({before: before.slice(0, -1), after}),
	left: ({before, after}) => ({before: before.slice(0, -1), after: [...before.slice(-1), ...after]}),
	right: ({before, after}) => ({before: [...before, ...after.slice(0, 1)], after: after.slice(1)}),
	home: ({before, after}) => ({before: [], after: [...before, ...after]}),
	end: ({before, after}) => ({before: [...before, ...after], after: []}),
};

/** The line after a key: its name, or the character that it types. */
export function edited(line: LineEdit, stroke: string): LineEdit {
	const move = moves[stroke];
	if (move) {
		return move(line);
	}

	// Names of other keys are longer than one character.
	const typed = [...clusters(stroke)];
	return typed.length === 1 ? {before: [...line.before, stroke], after: line.after} : line;
}
