import path from 'node:path';
import {beforeAll, describe, expect, test} from 'vitest';
import {inventory} from '../support/account.js';
import {runBin} from '../support/bin.js';
import {suiteDirectory} from '../support/directory.js';
import {startEmulator, type Emulator} from '../support/emulator.js';
import {writeProfiles} from '../support/profiles.js';
import {plant} from '../support/somebody-else.js';
import {openTerminal} from '../support/terminal.js';

const region = 'eu-central-1';
const stack = 'sls-layers-python-dev';

describe('after a walkthrough in an account', () => {
	const cwd = suiteDirectory();
	let emulator: Emulator;
	let env: Readonly<Record<string, string | undefined>>;
	/** As a terminal's environment takes it: without the variables that are to be absent. */
	const variables = () => Object.fromEntries(Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined));

	beforeAll(async () => {
		emulator = await startEmulator({account: '111122223333', region});
		const {endpoint, credentials, credentialsOf} = emulator;
		env = writeProfiles(path.join(cwd, 'aws'), [
			{name: 'learner', region, endpoint, credentials},
			{name: 'same-account', region, endpoint, credentials},
			{name: 'other-account', region, endpoint, credentials: credentialsOf('444455556666')},
		]);
		const walked = await runBin(['w', '--target', 'aws', '--profile', 'learner', '--region', region, '--yes', '--json', '--package', 'six'], {cwd, env});
		expect(walked.exitCode, walked.stdout.slice(-2000)).toBe(0);
		return emulator.stop;
	});

	test('with the profile of another account it is refused', async () => {
		const {exitCode, stderr} = await runBin(['clean', 'w', '--yes', '--profile', 'other-account'], {cwd, env});
		expect([exitCode, stderr]).toEqual([2, expect.stringMatching(/deploys to the account 111122223333, and these credentials are of the account 444455556666/v)]);
	});

	test('the function\'s stack is typed by name: nothing else removes anything, and Enter alone keeps it', async () => {
		const before = await inventory(emulator);
		const terminal = openTerminal(['clean', 'w'], {cwd, columns: 80, rows: 24, env: variables()});
		await terminal.until(screen => screen.includes('type the name of the function\'s stack') && screen.includes(`CloudFormation stacks: ${stack}`) && screen.includes('Enter alone keeps everything'));
		terminal.type(`${stack}x\r`);
		await terminal.until(screen => screen.includes(`❯ ${stack}x`));
		terminal.type('\u007F'.repeat(stack.length + 1));
		await terminal.until(screen => !screen.includes(`❯ ${stack}`));
		terminal.type('\r');
		expect(await terminal.exitCode).toBe(0);
		expect(terminal.scrollback()).toMatch(/Clean up another time: .* clean w\n/v);
		expect(await inventory(emulator)).toEqual(before);
	});

	test('typed, all of it goes and nothing of others, by another profile of the account', async () => {
		const theirs = await plant(emulator);
		const terminal = openTerminal(['clean', 'w', '--profile', 'same-account'], {cwd, columns: 80, rows: 24, env: variables()});
		await terminal.until(screen => screen.includes('type the name of the function\'s stack') && screen.includes('Enter alone keeps everything'));
		terminal.type(`${stack}\r`);
		expect(await terminal.exitCode).toBe(0);
		expect(terminal.scrollback()).toContain('✓ Look whether anything is left');
		expect(await inventory(emulator)).toEqual(theirs);
	});

	test('a script walks again with the answers of the workspace, cleans with --yes, and cleans again', async () => {
		const theirs = await inventory(emulator);
		const walked = await runBin(['w', '--yes', '--json'], {cwd, env});
		expect(walked.exitCode, walked.stdout.slice(-2000)).toBe(0);
		expect(await inventory(emulator)).toMatchObject({stacks: [stack, 'sls-layers-python-requirements-dev', 'their-stack']});
		for (const _ of ['clean', 'again']) {
			const clean = await runBin(['clean', 'w', '--yes', '--json'], {cwd, env});
			expect(clean.exitCode, clean.stdout.slice(-2000)).toBe(0);
			expect(clean.events()[0]).toMatchObject({type: 'run.started', target: 'aws', chapters: ['cleanup']});
			expect(await inventory(emulator)).toEqual(theirs);
		}
	});
});
