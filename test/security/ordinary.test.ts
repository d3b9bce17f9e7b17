import {execFileSync} from 'node:child_process';
import {mkdirSync, readFileSync, symlinkSync} from 'node:fs';
import path from 'node:path';
import {expect, test} from 'vitest';
import {runBin} from '../support/bin.js';
import {temporaryDirectory} from '../support/directory.js';

const walk = ['--yes', '--package', 'six', '--until', 'preflight'];

/** Walks the first chapter, and again to see that it goes on there. */
async function twice(cwd: string, directory: string, setup: readonly string[] = []): Promise<void> {
	for (const _ of [1, 2]) {
		const run = await runBin([directory, ...walk], {cwd, ...(setup.length > 0 && {setup})});
		expect(run.exitCode, run.stderr).toBe(0);
	}

	expect(await runBin(['status', directory], {cwd})).toMatchObject({exitCode: 0});
}

test('umask 002, as where each user has a group of their own', async () => {
	const cwd = temporaryDirectory();
	await twice(cwd, 'w', ['umask 002']);
});

test('a drive of Windows in WSL, where everybody may do everything', async () => {
	const cwd = temporaryDirectory();
	await twice(cwd, 'w', ['umask 000']);
	execFileSync('chmod', ['-R', '777', path.join(cwd, 'w')]);
	await twice(cwd, 'w');
});

test('a workspace that is reached through a link', async () => {
	const cwd = temporaryDirectory();
	mkdirSync(path.join(cwd, 'real'));
	symlinkSync(path.join(cwd, 'real'), path.join(cwd, 'w'));
	await twice(cwd, 'w');
	expect(readFileSync(path.join(cwd, 'real/.layer-wizard/journal.jsonl'), 'utf8')).toContain('run.finished');
});

test('a folder above that lies on another disk, by a link', async () => {
	const cwd = temporaryDirectory();
	mkdirSync(path.join(cwd, 'disk/home'), {recursive: true});
	symlinkSync(path.join(cwd, 'disk/home'), path.join(cwd, 'home'));
	await twice(cwd, 'home/w');
});
