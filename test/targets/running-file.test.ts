import {execFileSync} from 'node:child_process';
import {mkdirSync, readFileSync, symlinkSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {beforeAll, describe, expect, test} from 'vitest';
import type {Interpreter} from '../../source/tools/python/interpreter.js';
import {suiteDirectory, temporaryDirectory} from '../support/directory.js';
import {installed, launched} from '../support/launched.js';

describe('the file that says where the practice cloud runs', () => {
	const home = suiteDirectory();
	let interpreter: Interpreter;

	beforeAll(async () => {
		interpreter = await installed(home);
	});

	const found: ReadonlyArray<readonly [name: string, make: (running: string) => void, reason: string]> = [
		['a link', running => {
			symlinkSync(path.join(path.dirname(running), 'precious'), running);
		}, 'running cannot be opened: it is a link.'],
		['a pipe', running => {
			execFileSync('mkfifo', [running]);
		}, 'running cannot be opened: it is no regular file.'],
		['a directory', running => {
			mkdirSync(running);
		}, 'running cannot be opened: Is a directory.'],
	];

	test.each(found)('is refused if it is %s', async (_, make, reason) => {
		const directory = temporaryDirectory();
		const precious = path.join(directory, 'precious');
		writeFileSync(precious, 'precious');
		make(path.join(directory, 'running'));
		await expect(launched(interpreter, directory)).rejects.toMatchObject({exitCode: 3, details: {tail: [expect.stringContaining(reason)]}});
		expect(readFileSync(precious, 'utf8')).toBe('precious');
	});
});
