import {execFileSync} from 'node:child_process';
import {existsSync, readFileSync, readdirSync, rmSync, statSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {describe, expect, onTestFinished, test, vi} from 'vitest';
import {Interrupted, ToolError} from '../../source/engine/errors.js';
import {execute, type Execution} from '../../source/tools/process.js';
import {temporaryDirectory} from '../support/directory.js';
import {processesIn} from '../support/processes.js';
import {python} from '../support/python.js';

/** Runs a Python program with a log in a directory of its own. */
function running(program: string, more: Partial<Execution> = {}) {
	const cwd = temporaryDirectory();
	const log = path.join(cwd, 'log');
	const lines: string[] = [];
	const outcome = execute({
		file: python.executable,
		arguments: ['-c', program, cwd],
		cwd,
		env: {PATH: process.env.PATH ?? ''},
		log,
		onLine(stream, line) {
			lines.push(`${stream} ${line}`);
		},
		...more,
	});
	return {cwd, log, lines, outcome};
}

const manyLines = Array.from({length: 100_000}, (_, number) => `line ${number} 层🧪`);

describe('what a program prints', () => {
	test('100,000 lines are all told, and all in the log byte for byte', async () => {
		const {log, lines, outcome} = running('for number in range(100000): print(f"line {number} 层🧪")');
		const {exitCode, tail} = await outcome;
		expect(exitCode).toBe(0);
		expect(readFileSync(log, 'utf8') === `${manyLines.join('\n')}\n`).toBe(true);
		expect(lines.join('\n') === manyLines.map(line => `stdout ${line}`).join('\n')).toBe(true);
		expect(tail).toEqual(manyLines.slice(-60));
	});

	test('both streams are told and logged in the order in which they were printed', async () => {
		const {log, lines, outcome} = running(String.raw`
import os
for number in range(200):
    os.write(1, b"out %d\r\n" % number)
    os.write(2, b"err %d\n" % number)
`);
		await outcome;
		const numbers = Array.from({length: 200}, (_, number) => number);
		for (const stream of ['out', 'err']) {
			expect(lines.filter(line => line.startsWith(`std${stream} ${stream}`)), stream).toEqual(numbers.map(number => `std${stream} ${stream} ${number}`));
		}

		// Of two streams the second can be read late, but never is anything told before what was printed there earlier.
		const told = lines.map(line => line.slice('stdout '.length));
		for (const number of numbers) {
			expect(told.indexOf(`err ${number}`)).toBeGreaterThan(told.indexOf(`out ${number}`));
		}

		expect(readFileSync(log, 'utf8').trimEnd().split(/\r?\n/v).toSorted()).toEqual(told.toSorted());
	});

	test('what it is appended to stays', async () => {
		const directory = temporaryDirectory();
		const log = path.join(directory, 'log');
		await running('print("first")', {log}).outcome;
		await running('print("second")', {log}).outcome;
		expect(readFileSync(log, 'utf8')).toBe('first\nsecond\n');
	});

	test('bytes that are no text are in the log as they are', async () => {
		const {log, outcome} = running('import sys; sys.stdout.buffer.write(bytes(range(256)) * 1000)');
		await outcome;
		expect(readFileSync(log).equals(Uint8Array.from({length: 256_000}, (_, index) => index % 256))).toBe(true);
	});

	test('a line of 10 MB is whole in the log and comes in pieces', async () => {
		const {cwd, log, lines, outcome} = running('print("x" * 10_000_000)');
		await outcome;
		expect(statSync(log).size).toBe(10_000_001);
		expect(readdirSync(cwd)).toEqual(['log']);
		expect(Math.max(...lines.map(line => line.length))).toBeLessThan(70_000);
		expect(lines.map(line => line.slice('stdout '.length)).join('').length).toBe(10_000_000);
	});

	test('it is collected without its last line end when that is asked for', async () => {
		expect(await running(String.raw`print("层\n\n", end="")`, {collect: true}).outcome).toMatchObject({stdout: '层\n', exitCode: 0});
		expect(await running('print("hello")').outcome).toMatchObject({stdout: ''});
	});

	test('more than can be collected ends the program with an error', async () => {
		const {cwd, outcome} = running('while True: print("x" * 100_000)', {collect: true});
		await expect(outcome).rejects.toThrow('printed more than 16777216 bytes');
		expect(processesIn(cwd)).toEqual([]);
	});
});

describe('a program that is stopped', () => {
	test('in the middle of printing: all that it was seen to print is in the log, and nothing of it runs on', async () => {
		const abort = new AbortController();
		const {cwd, log, lines, outcome} = running(`
import subprocess, sys
subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)", sys.argv[1]])
number = 0
while True:
    print(f"line {number}")
    number += 1
`, {signal: abort.signal});
		await vi.waitFor(() => {
			expect(lines.length).toBeGreaterThan(10_000);
		});
		abort.abort();
		await expect(outcome).rejects.toThrow(Interrupted);
		const logged = readFileSync(log, 'utf8').trimEnd().split('\n');
		expect(lines.length).toBeGreaterThan(10_000);
		expect(lines.map(line => line.slice('stdout '.length))).toEqual(logged.at(-1) === '' ? logged.slice(0, -1) : logged);
		expect(processesIn(cwd)).toEqual([]);
	});

	test('before it starts: it never does', async () => {
		const {cwd, outcome} = running('import pathlib, sys; pathlib.Path(sys.argv[1], "ran").touch()', {signal: AbortSignal.abort()});
		await expect(outcome).rejects.toThrow(Interrupted);
		expect(existsSync(path.join(cwd, 'ran'))).toBe(false);
	});
});

/** A file on a disk that has one page of memory, which the program's own output takes. Only root can mount one. */
function fullDisk(): string {
	const directory = temporaryDirectory();
	execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=4k', 'tmpfs', directory]);
	onTestFinished(() => {
		execFileSync('umount', ['--lazy', directory]);
	});
	return path.join(directory, 'log');
}

const isRoot = process.getuid?.() === 0;

describe('a log that cannot be written', () => {
	test.runIf(isRoot)('a full disk ends the program and says what to do', async () => {
		const {cwd, outcome} = running('while True: print("x" * 1000)', {log: fullDisk()});
		const error = await outcome.catch((error_: unknown) => error_);
		expect(error).toBeInstanceOf(ToolError);
		expect(error).toMatchObject({message: expect.stringContaining('ENOSPC'), details: {tryThis: expect.stringContaining('Make room')}});
		expect(processesIn(cwd)).toEqual([]);
	});

	test.runIf(isRoot)('a full disk that shows only at the end of the program is told too', async () => {
		await expect(running('print("hello")', {log: fullDisk()}).outcome).rejects.toThrow('ENOSPC');
	});

	test('without its directory nothing is started', async () => {
		const directory = temporaryDirectory();
		rmSync(directory, {recursive: true});
		const {cwd, outcome} = running('import pathlib, sys; pathlib.Path(sys.argv[1], "ran").touch()', {log: path.join(directory, 'log')});
		await expect(outcome).rejects.toThrow(ToolError);
		expect(existsSync(path.join(cwd, 'ran'))).toBe(false);
	});
});

test('a program that is not there is told as the system tells it', async () => {
	expect(await running('', {file: 'no-such-program-of-layer-wizard'}).outcome).toMatchObject({exitCode: undefined, startError: 'ENOENT', tail: []});
});
