import {existsSync} from 'node:fs';
import path from 'node:path';
import {expect, test} from 'vitest';
import {runBin} from '../support/bin.js';
import {temporaryDirectory} from '../support/directory.js';
import {python} from '../support/python.js';
import {commandsIn, forgeWorkspace, markingProgram} from './support/forged.js';

const inspected = ['inspect', 'arn:aws:lambda:us-east-1:000000000000:layer:mine:1'];

test.each([...commandsIn('.'), ['inspect', inspected] as const])('the Python that a journal names is not started: %s', async (_, argv) => {
	const cwd = temporaryDirectory();
	const mark = path.join(cwd, 'ran');
	forgeWorkspace(path.join(cwd, 'w'), {python: markingProgram(path.join(cwd, 'evil/python3'), mark)});
	await runBin(argv, {cwd: path.join(cwd, 'w')});
	expect(existsSync(mark)).toBe(false);
});

test('where only the journal\'s Python would fit, the flag that starts it is named', async () => {
	const cwd = temporaryDirectory();
	const program = markingProgram(path.join(cwd, 'evil/python3'), path.join(cwd, 'ran'));
	forgeWorkspace(path.join(cwd, 'w'), {python: program});
	const {exitCode, stderr} = await runBin(['check', 'w'], {cwd, env: {PATH: '/nowhere'}});
	expect(stderr).toContain(`This workspace was made with ${program}, which is not on PATH, and no other Python there fits.`);
	expect(stderr).toContain(`add --python ${program}`);
	expect(exitCode).toBe(2);
	expect(existsSync(path.join(cwd, 'ran'))).toBe(false);
});

test('the Python of PATH is taken instead, and one that the user names', async () => {
	const cwd = temporaryDirectory();
	forgeWorkspace(path.join(cwd, 'w'), {python: path.join(cwd, 'gone/python3')});
	for (const flags of [[], ['--python', python.executable]]) {
		expect(await runBin(['w', '--dry-run', ...flags], {cwd})).toMatchObject({exitCode: 0});
	}
});
