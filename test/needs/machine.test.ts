import {writeFileSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {describe, expect, onTestFinished, test} from 'vitest';
import {UsageError} from '../../source/engine/errors.js';
import {machineNeeds} from '../../source/needs/machine.js';
import type {Surroundings} from '../../source/needs/need.js';
import {temporaryDirectory} from '../support/directory.js';
import {surroundings} from './support/surroundings.js';

/** Below it nobody may make anything, not even root. */
const unwritable = '/proc/sys/kernel';

const look = async (id: string, at: Partial<Surroundings> = {}) => machineNeeds.find(need => need.id === id)?.look(surroundings(at));

function pretendToBeOn(platform: string): void {
	const real = process.platform;
	Object.defineProperty(process, 'platform', {value: platform});
	onTestFinished(() => {
		Object.defineProperty(process, 'platform', {value: real});
	});
}

describe('the operating system', () => {
	test.each([['linux', /^Linux/v], ['darwin', /^macOS/v]])('%s is fine', async (platform, found) => {
		pretendToBeOn(platform);
		expect(await look('system')).toMatch(found);
	});

	test('Windows alone is not: WSL is the cure', async () => {
		pretendToBeOn('win32');
		await expect(look('system')).rejects.toMatchObject({exitCode: 3, details: {tryThis: expect.stringContaining('WSL')}});
	});
});

describe('the directory', () => {
	test('need not be there', async () => {
		const directory = path.join(temporaryDirectory(), 'a', 'b');
		expect(await look('directory', {directory})).toBe(directory);
	});

	test('is missing where nothing can be made, with the disk that has no room', async () => {
		const directory = path.join(unwritable, 'a', 'b');
		await expect(look('directory', {directory})).rejects.toMatchObject({code: 'UsageError', message: `The directory ${unwritable} is not writable.`});
		await expect(look('disk', {directory})).rejects.toThrow(/The disk of \/proc\/sys\/kernel has 0 MB free, and a walkthrough takes about 1000 MB\./v);
	});

	test('is missing when no walkthrough may be made there, and its disk is looked at all the same', async () => {
		const directory = temporaryDirectory();
		writeFileSync(path.join(directory, 'mine.txt'), 'mine');
		const usable = Promise.reject(new UsageError('It holds mine.txt.'));
		await expect(look('directory', {directory, usable})).rejects.toThrow('It holds mine.txt.');
		expect(await look('disk', {directory})).toMatch(/^[\d.]+ .B free$/v);
	});
});

test('npm that is too old, or is not there', async () => {
	const tools = temporaryDirectory();
	const {PATH} = process.env;
	process.env.PATH = tools;
	onTestFinished(() => {
		process.env.PATH = PATH;
	});
	await expect(look('npm')).rejects.toMatchObject({code: 'ToolError', message: 'npm was not found on PATH, or does not run.'});
	writeFileSync(path.join(tools, 'npm'), '#!/bin/sh\necho 6.14.18\n', {mode: 0o755});
	await expect(look('npm')).rejects.toMatchObject({code: 'ToolError', message: 'npm on PATH is 6.14.18, and the workspace needs npm 7 or newer.'});
	writeFileSync(path.join(tools, 'npm'), '#!/bin/sh\necho 7.0.0\n', {mode: 0o755});
	expect(await look('npm')).toBe('7.0.0');
});
