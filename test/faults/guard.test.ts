import {readFileSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {expect, vi} from 'vitest';
import {runBin, type BinResult} from '../support/bin.js';
import {temporaryDirectory} from '../support/directory.js';
import {fault} from '../support/fault.js';
import {processesIn} from '../support/processes.js';
import {stubbornPackage} from '../support/stubborn-package.js';

const sentence = (text: string) => text.split('\n').find(line => line.startsWith('Error: ')) ?? '';

/** The processes whose command line names a workspace's lock: its guard. */
const guardOf = (workspace: string) => processesIn(path.join(workspace, '.layer-wizard', 'lock'));

/** Runs a walkthrough until pip builds a package that ignores signals, and then does something to it. */
async function whileBuilding(cwd: string, act: (wizard: number, build: number) => Promise<void> | void): Promise<BinResult> {
	const {flags, env, started} = stubbornPackage(temporaryDirectory());
	let acting: Promise<void> | undefined;
	const result = await runBin(['w', '--plain', ...flags], {
		cwd,
		env,
		onStart({pid}) {
			acting = (async () => {
				await act(Number(pid), await started());
			})();
		},
	});
	await acting;
	return result;
}

/** Waits until a lock is held by another wizard than before. A line without its end is that of children being ended. */
async function heldAnew(lock: string, before: string): Promise<void> {
	await vi.waitUntil(() => {
		const line = readFileSync(lock, 'utf8');
		return line !== before && line.endsWith('\n');
	}, {timeout: 20_000, interval: 1});
}

fault({
	promise: 'kill -9',
	fault: 'kill -9 of the wizard while pip builds a package that ignores signals, npm installs, and the practice cloud runs; then clean at once',
	then: 'clean waits until the children are gone, and does its work; no process is left',
}, async tell => {
	const cwd = temporaryDirectory();
	const workspace = path.join(cwd, 'w');
	const lock = path.join(workspace, '.layer-wizard', 'lock');
	let build = 0;
	let before = '';
	await whileBuilding(cwd, (wizard, pid) => {
		build = pid;
		before = readFileSync(lock, 'utf8');
		process.kill(wizard, 'SIGKILL');
	});
	const killed = performance.now();
	const cleaning = runBin(['clean', 'w', '--yes', '--files', '--plain'], {cwd});
	await heldAnew(lock, before);
	expect(processesIn(workspace)).not.toContain(String(build));
	const {exitCode, stderr} = await cleaning;
	expect(exitCode, stderr).toBe(0);
	expect(processesIn(workspace)).toEqual([]);
	tell(`clean had ended after ${Math.round((performance.now() - killed) / 1000)} s: nothing is left, the workspace neither`);
});

fault({
	promise: 'kill -9',
	fault: 'kill -9 of the wizard and its guard together while pip builds a package that ignores signals; then clean at once',
	then: 'clean holds the workspace only when the children are gone; no process is left',
}, async tell => {
	const cwd = temporaryDirectory();
	const workspace = path.join(cwd, 'w');
	const lock = path.join(workspace, '.layer-wizard', 'lock');
	let build = 0;
	let before = '';
	await whileBuilding(cwd, (wizard, pid) => {
		build = pid;
		before = readFileSync(lock, 'utf8');
		const guards = guardOf(workspace);
		expect(guards).toHaveLength(1);
		process.kill(wizard, 'SIGKILL');
		process.kill(Number(guards[0]), 'SIGKILL');
	});
	const killed = performance.now();
	const cleaning = runBin(['clean', 'w', '--yes', '--files', '--plain'], {cwd});
	await heldAnew(lock, before);
	expect(processesIn(workspace)).not.toContain(String(build));
	const {exitCode, stderr} = await cleaning;
	expect(exitCode, stderr).toBe(0);
	await vi.waitUntil(() => processesIn(workspace).length === 0, {timeout: 5000, interval: 20});
	tell(`clean had ended after ${Math.round((performance.now() - killed) / 1000)} s: nothing is left, the workspace neither`);
});

fault({
	promise: 'kill -9',
	fault: 'kill -9 of the guard that watches over the wizard\'s children',
	then: 'the wizard stops in good order and says why: exit 3, no process is left',
}, async tell => {
	const cwd = temporaryDirectory();
	const workspace = path.join(cwd, 'w');
	const {exitCode, stderr} = await whileBuilding(cwd, () => {
		const guards = guardOf(workspace);
		expect(guards).toHaveLength(1);
		process.kill(Number(guards[0]), 'SIGKILL');
	});
	expect(processesIn(workspace)).toEqual([]);
	expect(exitCode, stderr).toBe(3);
	expect(sentence(stderr)).toContain(`The guard of ${workspace} was ended`);
	tell(sentence(stderr));
});

fault({
	promise: 'Two wizards',
	fault: 'a second walkthrough, and clean, in a workspace in which a wizard works',
	then: 'both say who works there since when, exit 2; the first goes on',
}, async tell => {
	const cwd = temporaryDirectory();
	const workspace = path.join(cwd, 'w');
	await whileBuilding(cwd, async wizard => {
		const before = readFileSync(path.join(workspace, '.layer-wizard', 'lock'), 'utf8');
		const {exitCode, stderr} = await runBin(['w', '--yes', '--plain'], {cwd});
		expect(exitCode, stderr).toBe(2);
		expect(sentence(stderr)).toMatch(new RegExp(String.raw`^Error: layer-wizard \(process ${wizard}\) has been working in .*/w since (?:\d{4}-\d\d-\d\d )?\d\d:\d\d\.$`, 'v'));
		const other = await runBin(['clean', 'w', '--yes', '--plain'], {cwd});
		expect(other.exitCode, other.stderr).toBe(2);
		expect(sentence(other.stderr)).toBe(sentence(stderr));
		expect(readFileSync(path.join(workspace, '.layer-wizard', 'lock'), 'utf8')).toBe(before);
		tell(sentence(stderr));
		process.kill(wizard, 'SIGTERM');
	});
	expect(processesIn(workspace)).toEqual([]);
});

fault({
	promise: 'Two wizards',
	fault: 'two walkthroughs begin in the same new directory at the same moment',
	then: 'one walks, the other says who has it, exit 2',
}, async tell => {
	const cwd = temporaryDirectory();
	const runs = await Promise.all(['one', 'other'].map(async () => runBin(['w', '--plain', '--package', 'six', '--until', 'preflight'], {cwd})));
	expect(runs.map(({exitCode}) => String(exitCode)).toSorted()).toEqual(['0', '2']);
	const refused = runs.find(({exitCode}) => exitCode === 2);
	expect(refused?.stderr.match(/^Error: /gmv)).toHaveLength(1);
	expect(sentence(String(refused?.stderr))).toMatch(/^Error: (?:layer-wizard \(process \d+\) has been working in .*\/w since \d\d:\d\d|.*\/w was begun by another layer-wizard a moment ago)\.$/v);
	tell(sentence(String(refused?.stderr)));
});
