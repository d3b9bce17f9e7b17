export type TerminalSize = {readonly columns: number; readonly rows: number};

/** What the screen is designed for. */
export const roomy: TerminalSize = {columns: 80, rows: 24};

/** The smallest terminal that the pages fit into. */
export const smallest: TerminalSize = {columns: 60, rows: 20};

export const isTooSmall = ({columns, rows}: TerminalSize): boolean => columns < smallest.columns || rows < smallest.rows;

/** How many rows each part of the overview has; 0 leaves it out. */
export type Layout = {
	readonly hint: number;
	readonly chapters: number;
	readonly steps: number;
	readonly header: number;
	readonly warning: number;
	readonly commands: number;
	readonly rule: number;
	readonly numbers: number;
	readonly output: number;
};

/**
Fits what each part would like to have into the terminal, what matters least going first.
The sum stays below the terminal's rows: at that height Ink would clear the whole screen for each frame.
*/
export function fit(wanted: Layout, rows: number): Layout {
	let left = Math.max(0, rows - 1);
	const take = (rowsWanted: number) => {
		const taken = Math.min(rowsWanted, left);
		left -= taken;
		return taken;
	};

	// The order of these lines is the order of importance.
	return {
		hint: take(wanted.hint),
		chapters: take(wanted.chapters),
		steps: take(wanted.steps),
		header: take(wanted.header),
		warning: take(wanted.warning),
		commands: take(wanted.commands),
		rule: take(wanted.rule),
		numbers: take(wanted.numbers),
		output: take(wanted.output),
	};
}
