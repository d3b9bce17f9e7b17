import stringWidth from 'string-width';
import {expect} from 'vitest';

/** The rows of what is shown now, of which none takes more cells than the terminal has, and which are no more than told. */
export function fittingRows({lastFrame}: {lastFrame(): string | undefined}, columns: number, most = Infinity): readonly string[] {
	const rows = (lastFrame() ?? '').split('\n');
	expect(rows.filter(row => stringWidth(row) > columns)).toEqual([]);
	expect(rows.length).toBeLessThanOrEqual(most);
	return rows;
}
