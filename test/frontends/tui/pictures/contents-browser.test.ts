import {describe, expect, test} from 'vitest';
import type {Contents} from '../../../../source/engine/findings.js';
import {entrance, moved, rest, trail, type Move} from '../../../../source/frontends/tui/pictures/contents-browser.js';
import {largestOf} from '../../../../source/frontends/tui/pictures/contents-largest.js';

const file = (name: string, bytes: number): Contents => ({name, bytes, files: 1, members: []});
const folder = (name: string, ...members: readonly Contents[]): Contents => ({
	name,
	bytes: members.reduce((sum, {bytes}) => sum + bytes, 0),
	files: members.reduce((sum, {files}) => sum + files, 0),
	members,
});

const zip = folder('a.zip', folder('numpy/', folder('_core/', file('a.so', 50), file('b.so', 40)), file('c.py', 20)), folder('libs/', file('blas.so', 60)), file('handler.py', 1));

const walk = (...moves: readonly Move[]) => {
	let place = entrance;
	for (const move of moves) {
		place = moved(zip, place, move);
	}

	return place;
};

describe('moved', () => {
	test.each([
		['down', ['down'], [], 1],
		['not below the last', ['down', 'down', 'down', 'down'], [], 2],
		['not above the first', ['down', 'up', 'up'], [], 0],
		['into a folder, to its first member', ['down', 'open'], [1], 0],
		['not into a file', ['down', 'open', 'open'], [1], 0],
		['out again, to the folder that was left', ['down', 'open', 'leave'], [], 1],
		['not out of the whole', ['down', 'leave'], [], 1],
		['two folders deep', ['open', 'open', 'down'], [0, 0], 1],
	] as const)('%s', (...[, moves, opened, chosen]) => {
		expect(walk(...moves)).toEqual({opened, chosen});
	});

	test('nothing to choose in an empty archive', () => {
		expect(moved(folder('a.zip'), entrance, 'down')).toEqual(entrance);
		expect(moved(folder('a.zip'), entrance, 'open')).toEqual(entrance);
	});
});

test('the trail leads from the whole to the folder that is open', () => {
	expect(trail(zip, walk('open', 'open')).map(({name}) => name)).toEqual(['a.zip', 'numpy/', '_core/']);
});

test('what members do not show is the rest', () => {
	expect(rest({...folder('docs/', file('a', 5)), bytes: 9, files: 3})).toEqual({bytes: 4, files: 2});
	expect(rest(zip)).toBeUndefined();
	expect(rest(file('a', 1))).toBeUndefined();
});

describe('largestOf', () => {
	test.each([
		[2, ['numpy/', 'libs/']],
		[3, ['numpy/', 'libs/', 'handler.py']],
		[4, ['numpy/_core/', 'libs/', 'numpy/c.py', 'handler.py']],
		[5, ['libs/', 'numpy/_core/a.so', 'numpy/_core/b.so', 'numpy/c.py', 'handler.py']],
		[9, ['libs/blas.so', 'numpy/_core/a.so', 'numpy/_core/b.so', 'numpy/c.py', 'handler.py']],
	])('%i things', (count, expected) => {
		expect(largestOf(zip, count).map(({name}) => name)).toEqual(expected);
	});

	test('an empty archive has none', () => {
		expect(largestOf(folder('a.zip'), 5)).toEqual([]);
	});
});
