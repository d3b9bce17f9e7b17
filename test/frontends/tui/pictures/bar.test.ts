import {describe, expect, test} from 'vitest';
import {bar, partOf, scaleStart} from '../../../../source/frontends/tui/pictures/bar.js';

describe('bar', () => {
	test.each([
		[0, 4, ''],
		[-1, 4, ''],
		[Number.NaN, 4, ''],
		[0.000_001, 4, '▏'],
		[0.125, 1, '▏'],
		[0.5, 1, '▌'],
		[0.5, 5, '██▌'],
		[0.99, 1, '█'],
		[1, 4, '████'],
		[7, 4, '████'],
		[0.5, 0, ''],
	])('%d of %i cells', (part, cells, expected) => {
		expect(bar(part, cells, true)).toBe(expected);
	});

	test.each([
		[0, ''],
		[0.001, '#'],
		[0.5, '##'],
		[1, '####'],
		[7, '####'],
	])('%d of 4 cells without blocks', (part, expected) => {
		expect(bar(part, 4, false)).toBe(expected);
	});
});

test('a linear scale starts at nothing, a logarithmic one at a power of ten below all values', () => {
	expect(scaleStart([437, 21_000_000], 'linear')).toBe(0);
	expect(scaleStart([437, 21_000_000], 'log')).toBe(100);
	expect(scaleStart([0, 1000], 'log')).toBe(1000);
	expect(scaleStart([0], 'log')).toBe(0);
	expect(scaleStart([], 'log')).toBe(0);
});

describe('partOf', () => {
	test.each([
		['half', 50, 0, 100, 0.5],
		['nothing', 0, 0, 100, 0],
		['more than all', 200, 0, 100, 2],
		['a factor of ten of three', 100, 10, 10_000, 1 / 3],
		['nothing on a logarithmic scale', 0, 10, 10_000, 0],
		['something where nothing is the most', 5, 0, 0, 1],
	] as const)('%s', (...[, value, start, max, expected]) => {
		expect(partOf(value, start, max)).toBeCloseTo(expected);
	});

	test('the start of a logarithmic scale is more than nothing', () => {
		expect(partOf(10, 10, 10_000)).toBeGreaterThan(0);
	});
});
