import {execFileSync} from 'node:child_process';
import {linkSync, mkdirSync, rmSync, symlinkSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {expect, test} from 'vitest';
import {writeLine} from '../../source/engine/journal-line.js';
import {runBin} from '../support/bin.js';
import {temporaryDirectory} from '../support/directory.js';
import {answers, forgeWorkspace} from './support/forged.js';
import {makeOutside, snapshot} from './support/outside.js';

/** A workspace beside a folder that must stay as it is. */
function beside() {
	const cwd = temporaryDirectory();
	const outside = makeOutside(path.join(cwd, 'outside'));
	return {cwd, outside, workspace: forgeWorkspace(path.join(cwd, 'w'))};
}

const walk = ['w', '--yes', '--until', 'preflight'] as const;
const restart = ['w', '--yes', '--restart', '--until', 'preflight'] as const;
const check = ['check', 'w'] as const;

test.each([
	['sls-layers-python', '', restart],
	['sls-layers-python', '', walk],
	['sls-layers-python-requirements/venv', 'venv', walk],
	['node_modules', 'node_modules', walk],
	['package-lock.json', 'package-lock.json', walk],
	['sls-layers-python/handler.py', 'handler.py', walk],
	['.layer-wizard/practice-cloud', 'practice-cloud', check],
	['.layer-wizard/practice-cloud/state', 'state', check],
	['.layer-wizard/practice-cloud/running', 'running', check],
	['.layer-wizard/logs', 'logs', check],
	['.layer-wizard/written', 'written', walk],
	['.layer-wizard/lock', 'lock', walk],
	['.layer-wizard/journal.jsonl', 'journal.jsonl', ['status', 'w']],
	['.layer-wizard/shell', 'state', ['shell', 'w']],
] as const)('%s is a link to %j outside: refused, and nothing there changes (%j)', async (place, target, argv) => {
	const {cwd, outside, workspace} = beside();
	const link = path.join(workspace, place);
	mkdirSync(path.dirname(link), {recursive: true});
	rmSync(link, {recursive: true, force: true});
	symlinkSync(path.join(outside, target), link);
	const before = snapshot(outside);
	const {exitCode, stderr} = await runBin(argv, {cwd});
	expect(stderr).toContain(`${link} is a link, and the wizard follows none there.`);
	expect(exitCode).toBe(2);
	expect(snapshot(outside)).toEqual(before);
});

test('.layer-wizard is a link to the folder above: --restart leaves what lies beside the workspace', async () => {
	const {cwd, outside, workspace} = beside();
	rmSync(path.join(workspace, '.layer-wizard'), {recursive: true});
	forgeWorkspace(path.join(cwd, 'other'));
	symlinkSync('..', path.join(workspace, '.layer-wizard'));
	writeFileSync(path.join(cwd, 'journal.jsonl'), '');
	const before = snapshot(cwd);
	const {exitCode, stderr} = await runBin(restart, {cwd});
	expect(stderr).toContain('.layer-wizard is a link');
	expect(exitCode).toBe(2);
	expect(snapshot(cwd)).toEqual(before);
	expect(snapshot(outside).length).toBeGreaterThan(0);
});

test('a log with a second name elsewhere is not written', async () => {
	const {cwd, outside, workspace} = beside();
	mkdirSync(path.join(workspace, '.layer-wizard/logs'));
	linkSync(path.join(outside, 'handler.py'), path.join(workspace, '.layer-wizard/logs/check.log'));
	const before = snapshot(outside);
	const {exitCode, stderr} = await runBin(check, {cwd});
	expect(stderr).toContain('has a second name (a hard link)');
	expect(exitCode).toBe(2);
	expect(snapshot(outside)).toEqual(before);
});

test.each([
	['a pipe', (file: string) => execFileSync('mkfifo', [file]), 'is neither a file nor a directory'],
	['a link to /dev/zero', (file: string) => {
		symlinkSync('/dev/zero', file);
	}, 'is a link'],
	['a link to a file outside', (file: string) => {
		symlinkSync('/etc/hostname', file);
	}, 'is a link'],
] as const)('transcript: %s in the place of a log is refused and not read', async (_, make, fault) => {
	const cwd = temporaryDirectory();
	const [chapter, step, at] = ['function', 'function.npm', '2026-11-28T00:00:00.000Z'];
	const lines = [
		{type: 'run.started', config: {...answers}, plan: [{chapter, step, title: 'npm', command: 'npm install'}]},
		{type: 'step.finished', step, ms: 1, status: 'done'},
	].map(event => writeLine({v: 1, at, ...event}));
	const workspace = forgeWorkspace(path.join(cwd, 'w'), {lines});
	mkdirSync(path.join(workspace, '.layer-wizard/logs'));
	const log = path.join(workspace, '.layer-wizard/logs', `${step}.log`);
	make(log);
	const {exitCode, stdout, stderr} = await runBin(['transcript', 'w'], {cwd});
	expect(stderr).toContain(`${log} ${fault}`);
	expect(exitCode).toBe(2);
	expect(stdout).toBe('');
});

test('a link deep in what a tool fills is refused before the tool runs', async () => {
	const {cwd, outside, workspace} = beside();
	const packages = path.join(workspace, 'sls-layers-python/venv/lib/python3/site-packages');
	mkdirSync(packages, {recursive: true});
	symlinkSync(path.join(outside, 'venv'), path.join(packages, 'numpy'));
	const {exitCode, stderr} = await runBin(walk, {cwd});
	expect(stderr).toContain(`${path.join(packages, 'numpy')} is a link that leads out of the workspace.`);
	expect(exitCode).toBe(2);
});
