import {execFileSync} from 'node:child_process';
import {mkdirSync, renameSync, symlinkSync, truncateSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {beforeAll, describe, expect, test} from 'vitest';
import {inspect} from '../../source/cli/inspect.js';
import type {CloudFlags} from '../../source/cli/layer-cloud.js';
import {CheckError, UsageError} from '../../source/engine/errors.js';
import type {StampedEvent} from '../../source/engine/events.js';
import type {Inspected} from '../../source/engine/findings.js';
import {filesBelow, readFileBelow} from '../../source/tools/folder-files.js';
import {suiteDirectory, temporaryDirectory} from '../support/directory.js';

const layers = suiteDirectory();

beforeAll(() => {
	execFileSync('python3', [path.resolve('test/support/layers.py'), layers]);
});

/** What is found in a layer, and what is thrown after that. */
async function inspected(subject: string | undefined, flags: CloudFlags = {}, {signal} = new AbortController()): Promise<{readonly found: Inspected | undefined; readonly warnings: readonly string[]; readonly error: unknown}> {
	let found: Inspected | undefined;
	const warnings: string[] = [];
	const listen = (event: StampedEvent) => {
		found = event.type === 'inspected' ? event : found;
		if (event.type === 'warning') {
			warnings.push(`${event.code}: ${event.message}`);
		}
	};

	const error: unknown = await inspect(subject, flags, {listen}, signal).then(() => undefined, (error_: unknown) => error_);
	return {found, warnings, error};
}

const fits = ({verdicts}: Inspected) => verdicts.filter(({faults}) => faults.length === 0).map(({runtime, architecture}) => `${runtime} ${architecture}`);
const faultsIn = ({verdicts}: Inspected, place: string) => verdicts.find(({runtime, architecture}) => place === `${runtime} ${architecture}`)?.faults;

const wholeList = ['3.14', '3.13', '3.12', '3.11', '3.10'].flatMap(version => ['x86_64', 'arm64'].map(architecture => `python${version} ${architecture}`));

describe('where a layer would run, and what speaks against it elsewhere', () => {
	test.each<readonly [string, readonly string[], string, readonly string[]]>([
		['x86_64', ['python3.11 x86_64'], 'python3.11 arm64', ['the wheel of demo 1.0 is for cp311-cp311-manylinux_2_17_x86_64', '_core.cpython-311-x86_64-linux-gnu.so is for x86_64']],
		['arm64', ['python3.11 arm64'], 'python3.11 x86_64', ['the wheel of demo 1.0 is for cp311-cp311-manylinux_2_17_aarch64', '_core.cpython-311-aarch64-linux-gnu.so is for aarch64']],
		['macos', [], 'python3.11 arm64', ['the wheel of demo 1.0 is for cp311-cp311-macosx_11_0_arm64', '_core.cpython-311-darwin.so is for macOS']],
		['glibc', [], 'python3.11 x86_64', ['the wheel of demo 1.0 is for cp311-cp311-manylinux_2_28_x86_64', '_core.cpython-311-x86_64-linux-gnu.so asks for glibc 2.28, and there is 2.26']],
		['glibc-unsaid', [], 'python3.11 x86_64', ['_core.cpython-311-x86_64-linux-gnu.so asks for glibc 2.38, and there is 2.26']],
		['no-python', [], 'python3.13 x86_64', ['Python finds nothing in it: modules belong into python/, or for one version into e.g. python/lib/python3.13/site-packages/, and it holds site-packages/']],
		['other-version', ['python3.12 x86_64', 'python3.12 arm64'], 'python3.13 arm64', ['Python finds nothing in it: modules belong into python/, or for one version into e.g. python/lib/python3.13/site-packages/, and it holds python/']],
		['heavy', [], 'python3.14 arm64', ['It is 262 MB unzipped, and Lambda takes 262,144,000 bytes (262 MB) at most, the function and all its layers together']],
		['mixed', [], 'python3.11 x86_64', ['the wheel of other 1.0 is for cp311-cp311-manylinux_2_17_aarch64', '_core.cpython-311-aarch64-linux-gnu.so is for aarch64']],
		['pure', wholeList, 'python3.10 arm64', []],
		['empty', [], 'python3.10 x86_64', ['Python finds nothing in it: modules belong into python/, or for one version into e.g. python/lib/python3.13/site-packages/, and it is empty']],
	])('%s', async (name, places, place, faults) => {
		const file = path.join(layers, `${name}.zip`);
		const {found, error} = await inspected(file);
		expect(fits(found!)).toEqual(places);
		expect(faultsIn(found!, place)).toEqual(faults);
		expect(error === undefined).toBe(places.length > 0);
		if (error !== undefined) {
			expect(error).toBeInstanceOf(CheckError);
		}

		// Unpacked it is the same.
		const folder = path.join(temporaryDirectory(), name);
		mkdirSync(folder);
		execFileSync('python3', ['-m', 'zipfile', '-e', file, folder]);
		const unpacked = await inspected(folder);
		expect(unpacked.found?.form).toBe('directory');
		expect(unpacked.found?.verdicts).toEqual(found?.verdicts);
		expect(unpacked.found?.unpackedBytes).toBe(found?.unpackedBytes);
	});
});

test('a directory of many files is looked through to the last', async () => {
	const folder = temporaryDirectory();
	mkdirSync(path.join(folder, 'python', 'deep'), {recursive: true});
	for (let index = 0; index < 300; index++) {
		writeFileSync(path.join(folder, 'python', index % 2 === 0 ? '' : 'deep', `${index}.py`), 'x');
	}

	symlinkSync('/etc', path.join(folder, 'python', 'elsewhere'));
	const {found} = await inspected(folder);
	expect(found).toMatchObject({unpackedBytes: 300, contents: {files: 300}});
});

describe('a directory has the bounds of a zip', () => {
	test('sizes are judged before anything is read, those of sparse files too', async () => {
		const folder = temporaryDirectory();
		mkdirSync(path.join(folder, 'python'));
		writeFileSync(path.join(folder, 'python', 'a.so'), '');
		truncateSync(path.join(folder, 'python', 'a.so'), 500_000_000_000);
		const {found, warnings, error} = await inspected(folder);
		expect(warnings).toEqual(['inspect.unread: The compiled files were not read: they are 1 file and 500 GB, and inspect reads at most 5,000 files and 262 MB of them.']);
		expect(found).toMatchObject({unpackedBytes: 500_000_000_000, binaries: []});
		expect(error).toBeInstanceOf(CheckError);
	});

	test('links count', async () => {
		const folder = temporaryDirectory();
		execFileSync('python3', ['-c', 'import os, sys\nfor n in range(65_536): os.symlink("x", f"{sys.argv[1]}/{n}")', folder]);
		const {error} = await inspected(folder);
		expect(error).toMatchObject({exitCode: 2, message: expect.stringContaining('it holds more than 65,535 files and folders')});
	});

	test('folders in folders', async () => {
		const folder = temporaryDirectory();
		mkdirSync(path.join(folder, ...Array.from({length: 101}, () => 'a')), {recursive: true});
		const {error} = await inspected(folder);
		expect(error).toMatchObject({exitCode: 2, message: expect.stringContaining('lies more than 100 folders deep')});
	});

	test.each<readonly [string, (file: string) => void]>([
		['a FIFO', file => {
			execFileSync('mkfifo', [file]);
		}],
		['a link', file => {
			symlinkSync('/etc/passwd', file);
		}],
		['another file', file => {
			writeFileSync(file, 'other');
		}],
	])('%s in the place of a file that was judged is not read', async (_, take) => {
		const folder = temporaryDirectory();
		const file = path.join(folder, 'a.so');
		writeFileSync(file, 'x');
		const [judged] = await filesBelow(folder);
		// Kept elsewhere, so that its number is not given to the next file.
		renameSync(file, path.join(folder, 'b'));
		take(file);
		await expect(readFileBelow(folder, judged!).next()).rejects.toThrow(/replaced|is a link|is neither a file/v);
	});

	test('of a file that grows no more is read than was judged', async () => {
		const folder = temporaryDirectory();
		const file = path.join(folder, 'a.so');
		writeFileSync(file, 'x');
		const [judged] = await filesBelow(folder);
		writeFileSync(file, 'x'.repeat(1000));
		let bytes = 0;
		for await (const chunk of readFileBelow(folder, judged!)) {
			bytes += chunk.length;
		}

		expect(bytes).toBe(1);
	});
});

test.each(['x86_64.zip', '.'])('a signal ends it: %s', async name => {
	const controller = new AbortController();
	const stopped = new Error('stopped');
	controller.abort(stopped);
	const {found, error} = await inspected(path.join(layers, name), {}, controller);
	expect(found).toBeUndefined();
	expect(error).toBe(stopped);
});

describe('what is no layer is refused in one sentence', () => {
	test.each<readonly [string, string | undefined, RegExp]>([
		['nothing named', undefined, /^inspect wants to know what to look into\.$/v],
		['what is not there', '/nowhere/layer.zip', /^\/nowhere\/layer\.zip cannot be looked into: ENOENT: no such file or directory/v],
		['no zip', path.resolve('package.json'), /package\.json cannot be read as a zip: it is none, or it is cut off\.$/v],
		['a device', '/dev/null', /^\/dev\/null cannot be looked into: it is neither a file nor a directory\.$/v],
	])('%s', async (_, subject, message) => {
		const {found, error} = await inspected(subject);
		expect(found).toBeUndefined();
		expect(error).toBeInstanceOf(UsageError);
		expect(error).toMatchObject({message: expect.stringMatching(message)});
	});
});
