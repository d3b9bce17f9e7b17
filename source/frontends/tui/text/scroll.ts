/** How many of the lines show: where there are more than rows, the last row is the hint's. */
export function shownRows(total: number, rows: number): number {
	return total <= rows || rows < 2 ? Math.min(total, rows) : rows - 1;
}

/** The first line to show after scrolling by `delta` lines; it never leaves empty rows at the end. */
export function scrollTo(offset: number, delta: number, total: number, rows: number): number {
	return Math.max(0, Math.min(offset + delta, total - shownRows(total, rows)));
}
