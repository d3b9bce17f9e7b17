import {describe, expect, test} from 'vitest';
import {cut, pad, rowsOfCells, widthOf} from '../../../../source/frontends/tui/text/cells.js';
import {crop} from '../../../../source/frontends/tui/text/crop.js';

test.each([
	['', 0],
	['abc', 3],
	['层', 2],
	['e\u0301', 1],
	['🎉', 2],
	['👍🏽', 4],
	['👩‍💻', 4],
])('%j is %i cells wide at most', (text, width) => {
	expect(widthOf(text)).toBe(width);
});

test.each([
	['abcdef', 6, 'abcdef'],
	['abcdef', 5, 'abcd…'],
	['函数和层', 8, '函数和层'],
	['函数和层', 7, '函数和…'],
	['函数和层', 6, '函数…'],
	['函数', 1, '…'],
	['abc', 0, ''],
])('%j in %i cells is %j', (text, columns, expected) => {
	expect(cut(text, columns)).toBe(expected);
});

test.each([
	[0, 4, [{text: 'ab', style: 'found'}, {text: '层'}]],
	[0, 3, [{text: 'ab', style: 'found'}]],
	[1, 4, [{text: 'b', style: 'found'}, {text: '层c'}]],
	// The right half of a wide character cannot be shown.
	[3, 4, [{text: ' cd'}]],
	[6, 4, []],
] as const)('a row shifted by %i, %i cells of it', (shifted, columns, expected) => {
	expect(crop([{text: 'ab', style: 'found'}, {text: '层cd'}], shifted, columns)).toEqual(expected);
});

describe('cut', () => {
	test.each([
		['what fits stays', 'numpy', 5, 'start', 'numpy'],
		['the start', 'numpy.libs', 6, 'start', 'numpy…'],
		['the end', 'numpy.libs', 6, 'end', '….libs'],
		['both ends', 'numpy.libs', 6, 'ends', 'nu…ibs'],
		['wide characters are not split', '函数的日志', 6, 'start', '函数…'],
		['what a wide character leaves at the start goes to the end', '函数的日志', 8, 'ends', '函…日志'],
		['a joined emoji is one character, as wide as its parts', '👩‍🔬👩‍🔬', 5, 'start', '👩‍🔬…'],
		['one cell', 'numpy', 1, 'ends', '…'],
		['no cell', 'numpy', 0, 'start', ''],
	] as const)('%s', (...[, text, columns, keep, expected]) => {
		expect(cut(text, columns, keep)).toBe(expected);
	});
});

test.each([
	['函数', 6, 'end', '函数  '],
	['函数', 6, 'start', '  函数'],
	['函数的', 4, 'end', '函… '],
	['a', 0, 'end', ''],
] as const)('pad %s to %i cells at the %s', (text, columns, side, expected) => {
	expect(pad(text, columns, side)).toBe(expected);
});

test('rowsOfCells breaks anywhere but inside a character', () => {
	expect(rowsOfCells('a函数b', 3)).toEqual(['a函', '数b']);
	expect(rowsOfCells('a函b', 1)).toEqual(['a', 'b']);
	expect(rowsOfCells('', 3)).toEqual(['']);
});
