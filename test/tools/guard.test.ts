import {execFileSync, spawn, type ChildProcess} from 'node:child_process';
import {randomUUID} from 'node:crypto';
import {once} from 'node:events';
import {mkdirSync, readFileSync, symlinkSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {describe, expect, onTestFinished, test} from 'vitest';
import {guard} from '../../source/tools/guard/guard.js';
import {temporaryDirectory} from '../support/directory.js';
import {python} from '../support/python.js';

const take = async (lock: string) => guard({lock, python: python.executable, onLost: () => undefined});

/** Takes a lock that is free, and gives it back after the test. */
async function taken(lock: string): Promise<void> {
	const result = await take(lock);
	expect(result).toHaveProperty('release');
	onTestFinished(async () => {
		if ('release' in result) {
			await result.release();
		}
	});
}

/** Starts a process that bears a mark, ignores SIGTERM if it is stubborn, and is ended after the test. */
async function bearing(mark: string, isStubborn = false): Promise<ChildProcess> {
	const [name = '', value = ''] = mark.split('=');
	const code = `import signal, time${isStubborn ? '; signal.signal(signal.SIGTERM, signal.SIG_IGN)' : ''}; print("runs", flush=True); time.sleep(600)`;
	const child = spawn(python.executable, ['-I', '-c', code], {env: {[name]: value}, stdio: ['ignore', 'pipe', 'inherit']});
	onTestFinished(() => {
		child.kill('SIGKILL');
	});
	await once(child.stdout, 'data');
	return child;
}

/** True for a process that has not ended; one that has, and that nobody has asked for, has no environment left. */
function runs({pid}: ChildProcess): boolean {
	try {
		return readFileSync(`/proc/${pid}/environ`, 'utf8') !== '';
	} catch {
		return false;
	}
}

const since = '2030-01-01T00:00:00.000+00:00';
const line = (mark: string) => `${JSON.stringify({pid: 1, since, mark}).replaceAll('":', '": ').replaceAll(',"', ', "')}\n`;

describe('what a killed guard left in the lock file', () => {
	test.each([['', false], ['', true], ['\n', false], ['\n', true]])('ends the children that it names before the lock is held (line end %j, stubborn %j)', async (end, isStubborn) => {
		const lock = path.join(temporaryDirectory(), 'lock');
		const mark = `LAYER_WIZARD_RUN=${randomUUID()}`;
		const child = await bearing(mark, isStubborn);
		writeFileSync(lock, line(mark).trimEnd() + end);
		await taken(lock);
		expect(runs(child)).toBe(false);
	});

	test.each(['PATH=/nowhere', 'LAYER_WIZARD_RUN=', 'LAYER_WIZARD_RUN=other'])('nothing else is ended on its word: %s', async mark => {
		const lock = path.join(temporaryDirectory(), 'lock');
		const child = await bearing(mark);
		writeFileSync(lock, line(mark));
		await taken(lock);
		expect(runs(child)).toBe(true);
	});

	test('names the mark of this run\'s children while it is held, and nothing after that', async () => {
		const lock = path.join(temporaryDirectory(), 'lock');
		const held = await take(lock);
		expect(readFileSync(lock, 'utf8')).toMatch(/^\{"pid": \d+, "since": "[^"]+", "mark": "LAYER_WIZARD_RUN=[0-9a-f\-]{36}"\}\n$/v);
		await ('release' in held && held.release());
		expect(readFileSync(lock, 'utf8')).toBe('');
	});
});

describe('a lock file that was found', () => {
	const found: ReadonlyArray<readonly [name: string, make: (lock: string) => void, reason: string]> = [
		['a link to a file', lock => {
			writeFileSync(`${lock}-elsewhere`, 'precious');
			symlinkSync(`${lock}-elsewhere`, lock);
		}, 'lock is a link'],
		['a link to nothing', lock => {
			symlinkSync(`${lock}-elsewhere`, lock);
		}, 'lock is a link'],
		['a pipe', lock => {
			execFileSync('mkfifo', [lock]);
		}, 'lock is no regular file'],
		['a directory', lock => {
			mkdirSync(lock);
		}, 'Is a directory'],
	];

	test.skipIf(process.getuid?.() !== 0)('is refused if it is a device (only root makes one)', async () => {
		const lock = path.join(temporaryDirectory(), 'lock');
		execFileSync('mknod', [lock, 'c', '1', '5']);
		expect(await take(lock)).toEqual({failed: expect.stringContaining('lock is no regular file')});
	});

	test.each(found)('is refused if it is %s', async (name, make, reason) => {
		const lock = path.join(temporaryDirectory(), 'lock');
		make(lock);
		expect(await take(lock)).toEqual({failed: expect.stringContaining(reason)});
		if (name === 'a link to a file') {
			expect(readFileSync(lock, 'utf8')).toBe('precious');
		}
	});

	test.each(['{"pid": "x"}\n', `${'['.repeat(4000)}\n`, line('LAYER_WIZARD_RUN=x')])('says nothing of its holder if nobody wrote it so', async text => {
		const lock = path.join(temporaryDirectory(), 'lock');
		writeFileSync(lock, text);
		const code = 'import fcntl, sys, time; lock = open(sys.argv[1]); fcntl.flock(lock, fcntl.LOCK_EX); print("held", flush=True); time.sleep(600)';
		const holder = spawn(python.executable, ['-I', '-c', code, lock], {stdio: ['ignore', 'pipe', 'inherit']});
		onTestFinished(() => {
			holder.kill('SIGKILL');
		});
		await once(holder.stdout, 'data');
		expect(await take(lock)).toEqual({});
	});
});
