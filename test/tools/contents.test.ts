import {expect, test} from 'vitest';
import type {Contents} from '../../source/engine/findings.js';
import {contentsOf} from '../../source/tools/contents.js';

const zip = (sizes: Readonly<Record<string, number>>) => {
	const entries = Object.entries(sizes).map(([path, bytes]) => ({path, bytes}));
	return {entries, unpackedBytes: entries.reduce((sum, {bytes}) => sum + bytes, 0)};
};

/** The tree as lines: depth, name, bytes, files. */
const lines = ({name, bytes, files, members}: Contents, depth = 0): readonly string[] => [
	`${' '.repeat(depth)}${name} ${bytes} ${files}`,
	...members.flatMap(member => lines(member, depth + 1)),
];

test('folders hold what is in them, the largest first', () => {
	expect(lines(contentsOf(zip({'handler.py': 10, 'numpy/a.so': 300, 'numpy/lib/b.py': 50, 'numpy/lib/c.py': 40, 'numpy.libs/blas.so': 600}), 'fat.zip'))).toEqual([
		'fat.zip 1000 5',
		' numpy.libs/ 600 1',
		'  blas.so 600 1',
		' numpy/ 390 3',
		'  a.so 300 1',
		'  lib/ 90 2',
		'   b.py 50 1',
		'   c.py 40 1',
		' handler.py 10 1',
	]);
});

test('a folder keeps its five largest members, and none below half a percent of the whole', () => {
	const {members} = contentsOf(zip({a: 100, b: 600, c: 200, d: 50, e: 20, f: 30, g: 0}), 'a.zip');
	expect(members.map(({name}) => name)).toEqual(['b', 'c', 'a', 'd', 'f']);
	expect(lines(contentsOf(zip({large: 9900, 'half-a-percent': 50, less: 49, least: 1}), 'a.zip'))).toEqual(['a.zip 10000 4', ' large 9900 1', ' half-a-percent 50 1']);
});

test('what is too small to be listed still counts in its folder', () => {
	expect(lines(contentsOf(zip({large: 9999, 'docs/a': 60, 'docs/b': 1, 'docs/c': 1}), 'a.zip')).slice(2)).toEqual([' docs/ 62 3', '  a 60 1']);
});

test('a folder in a folder with nothing else is one with it, up to the first that has something beside it', () => {
	expect(lines(contentsOf(zip({'python/lib/numpy/_core/a.so': 5, 'python/lib/numpy/_core/tests/b.py': 5}), 'layer.zip'))).toEqual([
		'layer.zip 10 2',
		' python/lib/numpy/_core/ 10 2',
		'  a.so 5 1',
		'  tests/ 5 1',
		'   b.py 5 1',
	]);
});

test('a small file beside a folder keeps the two folders apart', () => {
	expect(lines(contentsOf(zip({'python/numpy/a.so': 9999, 'python/six.py': 1}), 'layer.zip'))).toEqual(['layer.zip 10000 2', ' python/ 10000 2', '  numpy/ 9999 1', '   a.so 9999 1']);
});

test('five levels deep, then only sums', () => {
	const deep = contentsOf(zip({'a/b/c/d/e/f/g.so': 5, 'a/x': 1, 'a/b/x': 1, 'a/b/c/x': 1, 'a/b/c/d/x': 1, 'a/b/c/d/e/x': 1}), 'a.zip');
	expect(lines(deep)).toContain('     e/ 6 2');
	expect(lines(deep).some(line => line.startsWith('      '))).toBe(false);
});

test('entries of folders are no files, and names that objects have are names like others', () => {
	expect(lines(contentsOf(zip({'numpy/': 0, 'numpy/__proto__/constructor': 7, 'numpy/a': 3}), 'a.zip'))).toEqual([
		'a.zip 10 2',
		' numpy/ 10 2',
		'  __proto__/ 7 1',
		'   constructor 7 1',
		'  a 3 1',
	]);
});

test('an empty zip has no members', () => {
	expect(contentsOf(zip({}), 'a.zip')).toEqual({name: 'a.zip', bytes: 0, files: 0, members: []});
});
