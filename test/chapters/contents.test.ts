import {describe, expect, test} from 'vitest';
import {hasModule, leftover, outdated} from '../../source/chapters/contents.js';
import type {Archive} from '../../source/tools/archive.js';

const zip = (...paths: readonly string[]): Archive => ({bytes: 0, unpackedBytes: 0, entries: paths.map(path => ({path, bytes: 1})), texts: new Map()});

describe('hasModule', () => {
	test.each([
		['a package', 'numpy/__init__.py', '', 'numpy', true],
		['a file', 'six.py', '', 'six', true],
		['a compiled file', '_brotli.cpython-311-x86_64-linux-gnu.so', '', '_brotli', true],
		['below python/', 'python/numpy/__init__.py', 'python/', 'numpy', true],
		['not below python/', 'numpy/__init__.py', 'python/', 'numpy', false],
		['another of a longer name', 'numpydoc/__init__.py', '', 'numpy', false],
		['only its libraries', 'numpy.libs/libblas.so', '', 'numpy', false],
	] as const)('%s', (...[, path, folder, module, expected]) => {
		expect(hasModule(zip(path), folder, module)).toBe(expected);
	});
});

describe('leftover', () => {
	test('nothing in a zip of the handler alone, whatever the modules are called', () => {
		expect(leftover(zip('handler.py', 'requirements.txt'), ['requirements', 'hand'])).toBeUndefined();
	});

	test.each(['numpy/__init__.py', 'numpy.libs/libblas.so', 'numpy-2.2.6.dist-info/WHEEL', 'numpy.py'])('%s is one', path => {
		expect(leftover(zip('handler.py', path), ['numpy'])).toBe(path.startsWith('numpy/') || path === 'numpy.py' ? 'numpy' : path.split('/')[0]);
	});
});

test('a zip is outdated when it holds another version than is installed', () => {
	const archive: Archive = {...zip(), texts: new Map([['python/python_dateutil-2.9.0.post0.dist-info/WHEEL', 'Tag: py3-none-any\n']])};
	expect(outdated(archive, [{name: 'python-dateutil', version: '2.9.0.post0'}])).toBeUndefined();
	expect(outdated(archive, [{name: 'python-dateutil', version: '3.0'}])).toBe('the zip does not hold python-dateutil 3.0, which is installed');
});
