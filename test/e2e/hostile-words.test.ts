import {mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {describe, expect, test} from 'vitest';
import {writeLine} from '../../source/engine/journal-line.js';
import {runBin} from '../support/bin.js';
import {temporaryDirectory} from '../support/directory.js';
import {hostile, hostileText, injected, rawIn, unseen} from '../support/hostile.js';

const touch = 'touch pwned';
const at = '2026-01-01T00:00:00.000Z';
const steps = ['function.scaffold', 'function.venv', 'function.install', 'layer.scaffold', 'layer.deploy', 'ship.deploy', 'evil'];
const config = {target: 'practice', region: 'us-east-1', stage: 'dev', packages: ['numpy'], runtime: 'python3.13', arch: 'x86_64', python: `/tmp/evil; ${touch}`};

/** Makes a workspace with a journal that somebody else wrote; every line of it is sealed as it should be. */
function forgedWorkspace(changes: Readonly<Record<string, unknown>> = {}): string {
	const home = temporaryDirectory();
	const state = path.join(home, 'w', '.layer-wizard');
	mkdirSync(path.join(state, 'logs'), {recursive: true});
	const evil = `x\n${touch}\n${hostile}`;
	const plan = steps.map(step => ({chapter: step === 'evil' ? 'function' : step.split('.')[0], step, title: evil, command: `${evil}; ${touch}`}));
	const entries = [
		{type: 'run.started', target: 'practice', directory: hostile, chapters: ['function', hostile], config: {...config, ...changes}, plan, isResumed: false, guesses: {}},
		...steps.map(step => ({type: 'step.finished', step, ms: 1, status: 'done'})),
		{type: 'fact', id: 'layer.arn', value: hostileText},
		{type: 'fact', id: 'invoke.cloud.payload', value: JSON.stringify({statusCode: 200, body: hostileText, modules: {}})},
		{type: 'run.failed', error: {code: 'ToolError', message: hostile, tryThis: hostile, exitCode: 3}},
	];
	writeFileSync(path.join(state, 'journal.jsonl'), entries.map(entry => writeLine({v: 1, at, ...entry})).join(''));
	writeFileSync(path.join(state, 'logs', 'function.install.log'), `$ pip\n${hostileText}\n`);
	const project = path.join(home, 'w', 'sls-layers-python');
	mkdirSync(project);
	writeFileSync(path.join(project, 'serverless.yml'), 'service: x\nprovider:\n  runtime: python3.13\n  architecture: x86_64\n');
	return home;
}

test('script takes no word of a forged journal for a command', async () => {
	const cwd = forgedWorkspace();
	const {stdout, exitCode} = await runBin(['script', 'w'], {cwd});
	expect(exitCode).toBe(0);
	expect(rawIn(stdout)).toEqual([]);
	expect(stdout).not.toMatch(/pwned|evil/v);
	expect(stdout).not.toContain(injected);
	expect(stdout).toContain('(cd sls-layers-python && python3.13 -m venv venv && cp _manylinux.py venv/lib/python3.13/site-packages/)\n');
	expect(stdout).toContain(' && python -m pip install --prefer-binary numpy && python -m pip freeze > requirements.txt)\n');
});

test.each([
	{packages: ['--index-url=http://127.0.0.1:9/']},
	{packages: ['numpy', `a\n${touch}`]},
	{region: `us-east-1\n${touch}`},
])('script refuses a forged answer: %j', async changes => {
	const {stdout, exitCode} = await runBin(['script', 'w'], {cwd: forgedWorkspace(changes)});
	expect({stdout, exitCode}).toEqual({stdout: '', exitCode: 2});
});

test('transcript shows nothing raw, and no word of it is markup', async () => {
	const {stdout, exitCode} = await runBin(['transcript', 'w'], {cwd: forgedWorkspace()});
	expect(exitCode).toBe(0);
	expect(stdout).toContain('bfdpc');
	expect(rawIn(stdout)).toEqual([]);
	expect(stdout).not.toMatch(new RegExp(`^(?:${touch}|${injected})`, 'mv'));
});

describe('status', () => {
	test('shows nothing raw', async () => {
		const {stdout, stderr, exitCode} = await runBin(['status', 'w'], {cwd: forgedWorkspace()});
		expect(exitCode).toBe(0);
		expect(stdout).toContain('bfdpc');
		expect(rawIn(stdout + stderr)).toEqual([]);
		expect(stdout).not.toMatch(new RegExp(String.raw`^\s*(?:${touch}|${injected})`, 'mv'));
	});

	test('tells all of it as JSON, escaped', async () => {
		const {stdout, exitCode, events} = await runBin(['status', 'w', '--json'], {cwd: forgedWorkspace()});
		expect(exitCode).toBe(0);
		expect(stdout).not.toMatch(unseen);
		expect(events().find(({type}) => type === 'fact')?.value).toBe(hostileText);
	});
});

test('what cannot be read is named harmlessly', async () => {
	const cwd = temporaryDirectory();
	writeFileSync(path.join(cwd, 'a\u202E\u001B]0;x\u0007b.zip'), 'no zip');
	const {stdout, stderr, exitCode} = await runBin(['inspect', 'a\u202E\u001B]0;x\u0007b.zip'], {cwd});
	expect(exitCode).toBe(2);
	expect(stderr).toContain('ab.zip');
	expect(rawIn(stdout + stderr)).toEqual([]);
	expect(readFileSync(path.join(cwd, 'a\u202E\u001B]0;x\u0007b.zip'), 'utf8')).toBe('no zip');
});
