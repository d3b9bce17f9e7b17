import {execFileSync, type ChildProcess} from 'node:child_process';
import {existsSync, readdirSync, readFileSync, readlinkSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {setImmediate as nextTurn} from 'node:timers/promises';
import {describe, expect, test} from 'vitest';
import {z} from 'zod';
import {runBin} from '../support/bin.js';
import {suiteDirectory, temporaryDirectory} from '../support/directory.js';
import {failureOf} from '../support/small-walk.js';

const zips = suiteDirectory();
const usage = z.object({seconds: z.number(), bytes: z.number()});

/** Makes a zip of one of the kinds of hostile_zips.py, once. */
function make(kind: string): string {
	const file = path.join(zips, `${kind}.zip`);
	if (!existsSync(file)) {
		execFileSync('python3', [path.resolve('test/support/hostile_zips.py'), kind, file]);
	}

	return file;
}

describe('any archive is inspected within 5 s and 150 MB', () => {
	test.each<readonly [string, number]>([
		['shared-member', 2],
		['versions', 5],
		['medium-binaries', 5],
		['many-binaries', 0],
		['many-small-streams', 0],
		['many-binary-names', 0],
		['many-wheels', 0],
		['tags', 5],
		['wheels', 5],
		['tops', 5],
		['deep-names', 0],
		['wide-names', 0],
		['allowed-extra-fields', 0],
		['spread-extra-fields', 5],
		['large-extra-fields', 2],
		['comments', 2],
	])('%s', async (kind, exitCode) => {
		const measured = path.join(temporaryDirectory(), 'usage.json');
		const run = await runBin(['inspect', make(kind), '--json'], {cwd: zips, under: ['python3', path.resolve('test/support/measured.py'), measured]});
		expect(run.exitCode, run.stderr).toBe(exitCode);
		const {seconds, bytes} = usage.parse(JSON.parse(readFileSync(measured, 'utf8')));
		// Seconds of the processor: other work on this machine does not count.
		expect(seconds).toBeLessThan(5);
		expect(bytes).toBeLessThan(150e6);
	});
});

test('an honest layer that is too large is inspected by its directory, and a warning names what was not read', async () => {
	const run = await runBin(['inspect', make('heavy'), '--json'], {cwd: zips});
	const events = run.events();
	expect(events.map(({type}) => type)).toEqual(['warning', 'inspected', 'run.failed']);
	expect(events[0]).toMatchObject({code: 'inspect.unread', message: 'The compiled files were not read: they are 10 files and 944 MB, and inspect reads at most 5,000 files and 262 MB of them.'});
	expect(events[1]).toMatchObject({contents: {files: 11}, wheels: [{distribution: 'torch-2.0'}], binaries: []});
	expect(failureOf(run)).toMatchObject({exitCode: 5, tryThis: expect.stringContaining('It is 944 MB unzipped')});
});

/** True while a process has a file open (Linux). */
const hasOpen = ({pid}: ChildProcess, file: string): boolean => readdirSync(`/proc/${pid}/fd`).some(number => {
	try {
		return readlinkSync(`/proc/${pid}/fd/${number}`) === file;
	} catch {
		// It was closed meanwhile.
		return false;
	}
});

describe.runIf(process.platform === 'linux')('a signal ends it within a second', () => {
	test.each(['SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGINT'] as const)('%s', async signal => {
		const file = make('versions');
		let signalled: Promise<number> | undefined;
		const run = await runBin(['inspect', file], {
			cwd: zips,
			onStart(child) {
				signalled = signalWhenOpen(child, file, signal);
			},
		});
		const ended = performance.now();
		expect(run.exitCode).toBe(130);
		expect(run.stdout).toBe('');
		expect(ended - await signalled!).toBeLessThan(1000);
	});
});

/** Sends a signal as soon as a process has a file open, and returns when that was. */
async function signalWhenOpen(child: ChildProcess, file: string, signal: NodeJS.Signals): Promise<number> {
	while (!hasOpen(child, file)) {
		await nextTurn();
	}

	child.kill(signal);
	return performance.now();
}
