import {existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {describe, expect, test} from 'vitest';
import {runBin} from '../support/bin.js';
import {failureOf, smallWalk} from '../support/small-walk.js';

// Only root may mount, and only Linux has mounts that no other process sees.
const canMount = process.platform === 'linux' && process.getuid?.() === 0;

/** A workspace that was only begun, and something outside of it. */
async function begin() {
	const {cwd, walk} = smallWalk();
	const begun = await walk({}, ['w', '--until', 'preflight']);
	expect(begun.exitCode, begun.stdout.slice(-2000)).toBe(0);
	const outside = path.join(cwd, 'outside');
	mkdirSync(outside);
	writeFileSync(path.join(outside, 'mine.txt'), 'mine');
	return {cwd, outside, workspace: path.join(cwd, 'w')};
}

describe.skipIf(!canMount)('clean --files with a file system mounted in the workspace (Linux, as root)', () => {
	test.each([
		['a file system', 'my disk', 'mount -t tmpfs tmpfs "w/my disk"'],
		['the workspace itself', '.', 'mount --bind w w'],
		['a directory of the same file system', 'data', 'mount --bind outside w/data'],
	])('%s: named, and nothing is removed', async (_, name, mount) => {
		const {cwd, outside, workspace} = await begin();
		mkdirSync(path.join(workspace, name), {recursive: true});
		const before = readdirSync(workspace);
		const run = await runBin(['clean', 'w', '--files', '--yes', '--json'], {cwd, setup: [mount]});
		const point = path.join(workspace, name);
		expect(run.exitCode, run.stdout.slice(-2000)).toBe(3);
		expect(failureOf(run)).toMatchObject({
			code: 'ToolError',
			message: `${point} is a mount point, so nothing of ${workspace} was removed.`,
			tryThis: `Unmount it first: umount ${name.includes(' ') ? `'${point}'` : point}`,
		});
		expect(readdirSync(workspace)).toEqual(before);
		expect(readFileSync(path.join(outside, 'mine.txt'), 'utf8')).toBe('mine');
		const again = await runBin(['clean', 'w', '--files', '--yes', '--json'], {cwd});
		expect(again.exitCode, again.stdout.slice(-2000)).toBe(0);
		expect(existsSync(workspace)).toBe(false);
	});

	test('without a list of mount points, as on other systems: what is left is named', async () => {
		const {cwd, workspace} = await begin();
		const point = path.join(workspace, 'data');
		mkdirSync(point);
		// The shell of the setup becomes the wizard, with the same id.
		const run = await runBin(['clean', 'w', '--files', '--yes', '--json'], {cwd, setup: ['mount -t tmpfs tmpfs w/data', 'mount --bind /dev/null /proc/$$/mountinfo']});
		expect(run.exitCode, run.stdout.slice(-2000)).toBe(3);
		expect(failureOf(run)).toMatchObject({
			code: 'ToolError',
			message: `${point} is a mount point or in use, so it was not removed.`,
			tryThis: `Unmount it with umount ${point} or end the program that uses it, then remove the rest: rm -r ${workspace}`,
		});
		expect(readdirSync(workspace)).toContain('data');
	});
});
