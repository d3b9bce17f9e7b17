import {describe, expect, test} from 'vitest';
import {fit, type Layout} from '../../../source/frontends/tui/layout.js';

const wanted: Layout = {hint: 1, chapters: 1, steps: 4, header: 1, warning: 1, commands: 4, rule: 1, numbers: 6, output: 6};
const sum = (layout: Layout) => Object.values(layout).reduce((total, rows) => total + rows, 0);

describe('fit', () => {
	test('stays below the rows of any terminal', () => {
		for (let rows = 1; rows <= 40; rows++) {
			expect(sum(fit(wanted, rows)), `${rows} rows`).toBeLessThan(rows);
		}
	});

	test('uses the room there is, and cuts nothing when there is enough', () => {
		expect(sum(fit(wanted, 20))).toBe(19);
		expect(fit(wanted, 26)).toEqual(wanted);
	});

	test('drops output lines first, then numbers, then commands', () => {
		expect(fit(wanted, 22)).toMatchObject({output: 2, numbers: 6, commands: 4, steps: 4});
		expect(fit(wanted, 18)).toMatchObject({output: 0, numbers: 4, commands: 4, steps: 4});
		expect(fit(wanted, 11)).toMatchObject({output: 0, numbers: 0, commands: 2, steps: 4});
	});

	test('keeps how to stop, and where the run stands, to the last', () => {
		expect(fit(wanted, 4)).toMatchObject({hint: 1, chapters: 1, steps: 1, header: 0});
		expect(fit(wanted, 2)).toMatchObject({hint: 1, chapters: 0, steps: 0});
	});
});
