import {afterEach, describe, expect, test, vi} from 'vitest';
import {broadcast} from '../../source/engine/events.js';
import type {Declared, Inspected} from '../../source/engine/findings.js';
import {inspectionLines} from '../../source/frontends/inspection.js';

const found: Inspected = {
	type: 'inspected',
	subject: 'a.zip',
	form: 'zip',
	zipBytes: 60_000_000,
	unpackedBytes: 131_072_000,
	contents: {name: 'a.zip', bytes: 131_072_000, files: 3, members: [{name: 'python/demo/', bytes: 131_000_000, files: 2, members: []}, {name: 'python/\u001B[2Jx', bytes: 72_000, files: 1, members: []}]},
	wheels: [{distribution: 'demo-1.0', tags: ['cp311-cp311-manylinux_2_17_x86_64', 'cp311-cp311-manylinux2014_x86_64']}],
	binaries: [
		{path: 'python/demo/a.so', system: 'Linux', machines: ['x86_64'], glibc: [2, 9]},
		{path: 'python/demo/b.so', system: 'Linux', machines: ['x86_64'], glibc: [2, 17]},
		{path: 'python/demo/c.dylib', system: 'macOS', machines: ['arm64', 'x86_64']},
	],
	verdicts: [
		{runtime: 'python3.12', architecture: 'x86_64', faults: ['one', 'two']},
		{runtime: 'python3.12', architecture: 'arm64', faults: ['one']},
		{runtime: 'python3.9', architecture: 'x86_64', faults: ['one']},
		{runtime: 'python3.9', architecture: 'arm64', faults: []},
	],
};

function told(event: Inspected, color = false): string {
	let text = '';
	const stdout = {
		write(written: string) {
			text += written;
		},
	};
	broadcast([inspectionLines({stdout, stderr: stdout, color}).listen])(event);
	return text;
}

test('what it is, what is in it, where it would run, and each fault once with where it is one', () => {
	expect(told(found)).toBe(`a.zip: a zip of 60 MB, 131 MB unpacked, 3 files
That is 50 % of the 262,144,000 bytes that a function and its layers may have.
It is too large to be sent with the call (50 MiB); through S3 it can be.
    131 MB  python/demo/  (2 files)
     72 kB  python/x
Package: demo 1.0, wheel for cp311-cp311-manylinux_2_17_x86_64, cp311-cp311-manylinux2014_x86_64
Compiled for Linux on x86_64: 2 files, glibc 2.17 or newer
Compiled for macOS on arm64 and x86_64: 1 file

            x86_64  arm64
python3.12  ✗       ✗
python3.9   ✗       ✓

Why not:
  all on x86_64; python3.12 on arm64:
    one
  python3.12 on x86_64:
    two
`);
});

test('of a folder that holds all, what is in it; a fault that is one everywhere', () => {
	const text = told({
		...found,
		contents: {name: 'a.zip', bytes: 9, files: 2, members: [{name: 'python/', bytes: 9, files: 2, members: [{name: 'a.py', bytes: 5, files: 1, members: []}, {name: 'b.py', bytes: 4, files: 1, members: []}]}]},
		verdicts: found.verdicts.map(verdict => ({...verdict, faults: ['one']})),
	});
	expect(text).toContain('       5 B  python/a.py\n       4 B  python/b.py\n');
	expect(text).toMatch(/Why not:\n {2}everywhere:\n {4}one\n$/v);
});

test('what runs everywhere has no reasons', () => {
	const {verdicts, ...rest} = found;
	const fine = told({...rest, verdicts: verdicts.map(each => ({...each, faults: []}))}, true);
	expect(fine).not.toContain('Why not');
	expect(fine).toContain('python3.9   \u001B[32m✓     \u001B[39m  \u001B[32m✓    \u001B[39m\n');
});

describe('a layer version', () => {
	const declared: Declared = {
		region: 'eu-west-1',
		account: '123456789012',
		runtimes: ['python3.12', 'python3.8'],
		architectures: ['x86_64', 'arm64'],
		broken: [{runtime: 'python3.12', architecture: 'x86_64'}, {runtime: 'python3.12', architecture: 'arm64'}],
		description: 'all\u001B[2J you need',
		licence: 'MIT',
		publisher: {is: 'unlisted', asOf: '2026-11-23'},
	};
	const version = (more: Partial<Declared> = {}): Inspected => ({...found, subject: 'arn:x', form: 'layer version', declared: {...declared, ...more}});

	afterEach(() => {
		vi.useRealTimers();
	});

	test('what it says of itself, and what of that is not so', () => {
		vi.useFakeTimers({now: new Date('2027-02-23T12:00:00Z')});
		const text = told(version());
		expect(text).toContain(`arn:x: a layer version of 60 MB, 131 MB unpacked, 3 files
That is 50 % of the 262,144,000 bytes that a function and its layers may have.
It is too large to be sent with the call (50 MiB); through S3 it can be.
In eu-west-1. Nobody in the list of public layers, as of 2026-11-23 (3 months ago), has its account 123456789012: judge it before you use it.
It says that it is compatible with python3.12, python3.8 on x86_64, arm64.
Not judged here: python3.8.
Description: all you need
Licence: MIT
    131 MB  python/demo/`);
		expect(text).toContain('\npython3.9   ✗       ✓\n\nIt says that it is compatible with these, and would not run there: python3.12 on x86_64, python3.12 on arm64.\n\nWhy not:\n');
	});

	test.each<readonly [string, Partial<Declared>, string]>([
		['from a publisher in the list', {publisher: {is: 'listed', name: 'Klayers', publisher: 'Keith Rozario', source: 'https://example.com/', asOf: '2026-11-23'}}, 'In eu-west-1. Published by Keith Rozario (Klayers), as of 2026-11-23 ('],
		['of the account that asks', {publisher: {is: 'own'}}, 'In eu-west-1.\nIt says'],
		['that says nothing', {runtimes: [], architectures: [], broken: []}, 'It does not say what it is compatible with.\n'],
		['that names runtimes alone', {architectures: [], broken: [{runtime: 'python3.12'}]}, 'would not run there: python3.12.\n'],
	])('%s', (_, more, line) => {
		expect(told(version(more))).toContain(line);
	});

	test('of which nothing is said that is not so', () => {
		expect(told(version({broken: []}))).not.toContain('would not run there');
	});
});
