import {execFileSync} from 'node:child_process';
import {chmodSync, existsSync, mkdirSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {afterEach, describe, expect, test, vi} from 'vitest';
import {installation} from '../../source/targets/practice/install.js';
import {findInterpreter} from '../../source/tools/python/interpreter.js';
import {runBin} from '../support/bin.js';
import {temporaryDirectory} from '../support/directory.js';
import {commandsIn, forgeWorkspace, markingProgram} from './support/forged.js';

/** Only root can make files of another user. */
const isRoot = process.getuid?.() === 0;
const nobody = '65534';

const give = (file: string) => execFileSync('chown', ['-hR', nobody, file]);

describe.skipIf(!isRoot)('what another user made (as root only)', () => {
	test.each(commandsIn('w'))('a workspace: %s refuses it in one sentence and runs nothing of it', async (_, argv) => {
		const cwd = temporaryDirectory();
		const mark = path.join(cwd, 'ran');
		const directory = forgeWorkspace(path.join(cwd, 'w'), {python: markingProgram(path.join(cwd, 'w/python'), mark)});
		give(directory);
		const {exitCode, stdout, stderr} = await runBin(argv, {cwd});
		expect(stdout + stderr).toContain(`${directory} belongs to another user (uid ${nobody})`);
		expect(stdout + stderr).toContain('--trust-workspace');
		expect(exitCode).toBe(2);
		expect(existsSync(mark)).toBe(false);
	});

	test('a workspace that a flag vouches for is worked in', async () => {
		const cwd = temporaryDirectory();
		give(forgeWorkspace(path.join(cwd, 'w')));
		expect(await runBin(['status', 'w', '--trust-workspace'], {cwd})).toMatchObject({exitCode: 0});
	});

	test('a directory that is still empty: no walkthrough begins in it', async () => {
		const cwd = temporaryDirectory();
		mkdirSync(path.join(cwd, 'w'));
		give(path.join(cwd, 'w'));
		const {exitCode, stderr} = await runBin(['w', '--yes', '--until', 'preflight'], {cwd});
		expect(stderr).toContain('belongs to another user');
		expect(exitCode).toBe(2);
		expect(existsSync(path.join(cwd, 'w/.layer-wizard'))).toBe(false);
	});

	test('the user that called sudo is no other user', async () => {
		const cwd = temporaryDirectory();
		give(forgeWorkspace(path.join(cwd, 'w')));
		expect(await runBin(['status', 'w'], {cwd, env: {SUDO_UID: nobody}})).toMatchObject({exitCode: 0});
	});
});

describe('caches', () => {
	afterEach(() => {
		vi.unstubAllEnvs();
	});

	/** The practice cloud's folder below a cache, as an attacker can compute it too. */
	async function plantIn(cache: string): Promise<string> {
		const interpreter = await findInterpreter({target: 'practice', packages: []});
		vi.stubEnv('XDG_CACHE_HOME', path.join(temporaryDirectory(), 'empty'));
		const name = path.basename(installation(interpreter).directory);
		const directory = path.join(cache, 'layer-wizard', name);
		mkdirSync(path.join(directory, 'bin'), {recursive: true});
		writeFileSync(path.join(directory, 'launcher.py'), 'raise SystemExit\n');
		return directory;
	}

	const makeshiftIn = (temporary: string) => path.join(temporary, `layer-wizard-cache-${process.getuid?.()}`);

	test('the makeshift cache is not looked at while the usual one can be written to', async () => {
		const temporary = temporaryDirectory();
		const planted = await plantIn(makeshiftIn(temporary));
		const own = path.join(temporaryDirectory(), 'cache');
		vi.stubEnv('TMPDIR', temporary);
		vi.stubEnv('XDG_CACHE_HOME', own);
		const {directory} = installation(await findInterpreter({target: 'practice', packages: []}));
		expect(directory).not.toBe(planted);
		expect(directory.startsWith(own)).toBe(true);
	});

	test.skipIf(!isRoot)('a makeshift cache that another user made is refused', async () => {
		const temporary = temporaryDirectory();
		const interpreter = await findInterpreter({target: 'practice', packages: []});
		await plantIn(makeshiftIn(temporary));
		give(makeshiftIn(temporary));
		vi.stubEnv('TMPDIR', temporary);
		// Below a file there is no place for a cache.
		writeFileSync(path.join(temporary, 'file'), '');
		vi.stubEnv('XDG_CACHE_HOME', path.join(temporary, 'file/cache'));
		expect(() => installation(interpreter)).toThrow('is not yours alone');
	});

	test.skipIf(!isRoot)('what another user put into the usual cache is refused', async () => {
		const cache = temporaryDirectory();
		const interpreter = await findInterpreter({target: 'practice', packages: []});
		give(await plantIn(cache));
		vi.stubEnv('XDG_CACHE_HOME', cache);
		expect(() => installation(interpreter)).toThrow('is not yours alone');
	});

	test('a cache that all may write to is refused, and one of umask 002 is used', async () => {
		const cache = temporaryDirectory();
		const interpreter = await findInterpreter({target: 'practice', packages: []});
		await plantIn(cache);
		vi.stubEnv('XDG_CACHE_HOME', cache);
		chmodSync(path.join(cache, 'layer-wizard'), 0o775);
		expect(installation(interpreter).directory.startsWith(cache)).toBe(true);
		chmodSync(path.join(cache, 'layer-wizard'), 0o777);
		expect(() => installation(interpreter)).toThrow('is not yours alone');
	});
});
