import {expect, test} from 'vitest';
import {broadcast, type Inspected} from '../../source/engine/events.js';
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
