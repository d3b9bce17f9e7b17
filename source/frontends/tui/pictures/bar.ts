import figures, {mainSymbols} from 'figures';

/** False on terminals that have no block characters, such as Linux's own console. */
const hasBlocks = figures === mainSymbols;

/** Blocks by how many eighths of a cell they fill. */
const eighths = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉', '█'] as const;

/**
A bar that fills a part of so many cells, to an eighth of a cell. What is more than nothing is always to be seen.

@param part From 0 to 1; more is taken for 1.
*/
export function bar(part: number, cells: number, blocks = hasBlocks): string {
	if (!(part > 0) || cells < 1) {
		return '';
	}

	const filled = Math.min(part, 1) * cells;
	if (!blocks) {
		return '#'.repeat(Math.max(1, Math.round(filled)));
	}

	const inEighths = Math.max(1, Math.round(filled * 8));
	return '█'.repeat(Math.floor(inEighths / 8)) + (eighths[inEighths % 8] ?? '');
}

export type Scale = 'linear' | 'log';

/** Where a scale begins: at 0, or at the power of ten that is next below the smallest value (a logarithm has no 0). */
export function scaleStart(values: readonly number[], scale: Scale): number {
	const smallest = Math.min(...values.filter(value => value > 0));
	return scale === 'log' && Number.isFinite(smallest) ? 10 ** Math.floor(Math.log10(smallest)) : 0;
}

/** How far along a scale a value lies, from 0 to 1; on a logarithmic one, each factor of ten takes the same part. */
export function partOf(value: number, start: number, max: number): number {
	if (value <= 0 || max <= start) {
		return value > 0 ? 1 : 0;
	}

	// Never 0 for more than nothing, even where the scale starts.
	return start > 0 ? Math.max(Number.MIN_VALUE, Math.log(value / start) / Math.log(max / start)) : value / max;
}
