import {mkdirSync, rmSync} from 'node:fs';
import path from 'node:path';
import {createInterface} from 'node:readline';
import {beforeAll, describe, expect} from 'vitest';
import type {BinOptions, BinResult} from '../support/bin.js';
import {suiteDirectory, temporaryDirectory} from '../support/directory.js';
import {fault} from '../support/fault.js';
import {parseAll, parseTexts} from '../support/parse-all.js';
import {failureOf, smallWalk} from '../support/small-walk.js';
import {SmallDisk} from '../support/small-disk.js';
import {makeWheels} from '../support/wheel.js';

const promise = 'The disk';
const comesBack = 'exit 3 and where there is no room; after room was made the same command comes to its end';
const MB = 1_000_000;

/** What a package takes that is large once it is unpacked, and small as a wheel and in a zip. */
const heavy = 30 * MB;

/** Does something when a line of the run tells of a step's event, e.g. of `step.finished` of `ship.invoke`. */
const when = (type: string, step: string, act: () => void): Required<Pick<BinOptions, 'onStart'>> => ({
	onStart(child) {
		if (!child.stdout) {
			throw new Error('no pipe');
		}

		createInterface({input: child.stdout}).on('line', line => {
			if (line.includes(`"type":"${type}"`) && line.includes(`"step":"${step}"`)) {
				act();
			}
		});
	},
});

/** Expects a run to have failed for want of room, and gives its words. */
function expectNoRoom(run: BinResult): string {
	const failure = failureOf(run);
	expect(failure.exitCode, JSON.stringify(run.events().at(-1))).toBe(3);
	expect(run.exitCode).toBe(3);
	expect(failure.message).toMatch(/no space left on device/iv);
	expect(failure.tryThis).toContain('Make room');
	return failure.message;
}

function expectEnd(run: BinResult): void {
	expect(run.exitCode, run.stdout.slice(-2000)).toBe(0);
	expect(run.facts()['invoke.cloud.payload']).toContain('demo 1.0');
}

describe('a small file system, in a mount namespace of its own', () => {
	const project = 'sls-layers-python';
	const place = suiteDirectory();
	const wheels = suiteDirectory();
	let disk: SmallDisk;

	const inSeen = (...names: readonly string[]) => path.join(disk.seen, 'w', ...names);
	const walk = async (options: Omit<BinOptions, 'cwd' | 'under'> = {}, name = 'w') =>
		disk.run([path.join(place, name), '--yes', '--json', '--package', 'demo'], {...options, env: {PIP_FIND_LINKS: wheels, ...options.env}});

	beforeAll(async () => {
		makeWheels(wheels, [{name: 'demo', version: '1.0', files: {'demo.py': '__version__ = "1.0"\n', 'demo.bin': heavy}}]);
		disk = await SmallDisk.mount(place);
		expectEnd(await walk());
	});

	type FillsUp = {
		readonly fault: string;
		/** What has to be made again by the step that meets the full disk. */
		readonly gone: readonly string[];
		readonly at: string;
		/** What is left then, in bytes: enough to begin with, and not enough for all. */
		readonly free: number;
		/** Of whom the failure tells: the tool, or the log of what it prints, which is on the same disk. */
		readonly says: RegExp;
	};

	async function fillUp({gone, at, free, says}: FillsUp): Promise<string> {
		// A row that failed may have left it small.
		disk.makeRoom();
		for (const name of gone) {
			rmSync(inSeen(name), {recursive: true, force: true});
		}

		const message = expectNoRoom(await walk(when('step.started', at, () => {
			disk.leave(free);
		})));
		expect(message).toMatch(says);
		parseTexts(inSeen());
		disk.makeRoom();
		expectEnd(await walk());
		parseAll(inSeen());
		return message;
	}

	const fillingUp: readonly FillsUp[] = [
		{fault: 'the disk fills up while pip installs the function\'s packages', gone: [path.join(project, 'venv')], at: 'function.venv', free: 40 * MB, says: /^pip failed: |function\.install\.log'/v},
		{fault: 'the disk fills up while npm installs Serverless', gone: ['node_modules'], at: 'function.npm', free: 50 * MB, says: /^npm failed: |function\.npm\.log'/v},
		{fault: 'the disk fills up while sls package makes the fat zip', gone: [path.join(project, 'package-fat'), path.join(project, '.serverless')], at: 'weigh.package', free: 10 * MB, says: /^osls failed: |weigh\.package\.log'/v},
	];
	for (const row of fillingUp) {
		fault({promise, fault: row.fault, then: comesBack}, async tell => {
			tell(await fillUp(row));
		});
	}

	fault({promise, fault: 'a finished walkthrough is run again on a disk with 150 MB left', then: 'it is not refused for the room that a new one would take'}, async tell => {
		disk.leave(150 * MB);
		expectEnd(await walk());
		disk.leave(50 * MB);
		const {message} = failureOf(await walk());
		expect(message).toMatch(/^The disk of .* has \d+ MB free, and the rest of this walkthrough takes about 100 MB\.$/v);
		disk.makeRoom();
		tell(`exit 0; with 50 MB left: ${message}`);
	});

	fault({promise, fault: 'the disk has no room for a log of what a tool prints', then: comesBack}, async tell => {
		rmSync(inSeen('node_modules'), {recursive: true});
		const logs = path.join(place, 'w', '.layer-wizard', 'logs');
		disk.command('mount', '-t', 'tmpfs', '-o', 'size=16k', 'tmpfs', logs);
		const message = expectNoRoom(await walk());
		expect(message).toContain(logs);
		disk.command('mount', '-o', 'remount,size=100M', logs);
		expectEnd(await walk());
		disk.command('umount', logs);
		tell(message);
	});

	fault({
		promise,
		fault: 'the practice cloud cannot save its state at the end, because the disk is full',
		then: 'the work is done, and a warning says what was not saved and where; the next run deploys it again',
	}, async tell => {
		const state = path.join(place, 'w', '.layer-wizard', 'practice-cloud', 'state');
		// The cloud writes there only when it ends.
		disk.command('mount', '-t', 'tmpfs', '-o', 'size=8k', 'tmpfs', state);
		const run = await walk();
		expectEnd(run);
		const warning = run.events().find(({code}) => code === 'cloud.unsaved');
		expect(warning?.message).toMatch(/^The practice cloud could not save all that it holds in .*\/state: no space left on device: .* Make room on the disk/v);
		disk.command('mount', '-o', 'remount,size=100M', state);
		const next = await walk();
		expectEnd(next);
		expect(next.events().filter(({code}) => code === 'cloud.lost').length).toBeGreaterThan(0);
		expect(next.events().filter(({code}) => code === 'cloud.unsaved')).toEqual([]);
		disk.command('umount', state);
		tell(String(warning?.message));
	});

	fault({
		promise,
		fault: 'the file system of a project becomes read-only in the middle of a run',
		then: 'exit 3, and the reason; when it can be written to again the same command comes to its end',
	}, async tell => {
		const folder = path.join(place, 'w', project);
		rmSync(inSeen(project, 'venv'), {recursive: true});
		disk.command('mount', '--bind', folder, folder);
		const run = await walk(when('step.started', 'function.install', () => {
			// Refused as long as a file is open for writing there.
			disk.command('sh', '-c', 'until mount -o remount,bind,ro "$0" 2> /dev/null; do :; done', folder);
		}));
		const failure = failureOf(run);
		expect(run.exitCode, run.stdout.slice(-2000)).toBe(3);
		expect(failure.message).toMatch(/read-only file system/iv);
		expect(failure.tryThis).toContain('writable again');
		parseTexts(inSeen());
		disk.command('umount', folder);
		expectEnd(await walk());
		tell(failure.message);
	});

	fault({
		promise,
		fault: 'the file system of the workspace is read-only from the beginning of a run',
		then: 'exit 2, and the reason; when it can be written to again the same command comes to its end',
	}, async tell => {
		disk.command('mount', '-o', 'remount,ro', place);
		const run = await walk();
		const failure = failureOf(run);
		expect(run.exitCode, run.stdout.slice(-2000)).toBe(2);
		expect(failure.message).toMatch(/read-only file system/iv);
		expect(failure.tryThis).toContain('Name a directory that you can write to');
		disk.command('mount', '-o', 'remount,rw', place);
		expectEnd(await walk());
		tell(failure.message);
	});

	/** The most small files that a folder has room for in these rows. */
	const mostFiles = 5;

	/** A new walkthrough in a workspace of whose folders one is on a disk with room for so many small files. */
	async function beginWithRoomFor(files: number, folder: string): Promise<string> {
		const name = `new-${folder}-${files}`;
		const small = path.join(place, name, folder);
		for (const each of ['.layer-wizard', project]) {
			mkdirSync(path.join(disk.seen, name, each), {recursive: true});
		}

		disk.command('mount', '-t', 'tmpfs', '-o', `size=${files * 4}k`, 'tmpfs', small);
		const message = expectNoRoom(await walk({}, name));
		expect(message).toContain(small);
		parseTexts(path.join(disk.seen, name));
		if (files === mostFiles) {
			disk.command('mount', '-o', 'remount,size=200M', small);
			expectEnd(await walk({}, name));
			parseAll(path.join(disk.seen, name));
		}

		disk.command('umount', small);
		rmSync(path.join(disk.seen, name), {recursive: true});
		return message;
	}

	for (const folder of [project, '.layer-wizard']) {
		fault({
			promise,
			fault: `a new walkthrough where ${folder} has room for one small file, then for one more, and so on`,
			then: 'each time exit 3 and where there is no room, and every file that is there is whole; after room was made the same command comes to its end',
		}, async tell => {
			const messages: string[] = [];
			for (let files = 1; files <= mostFiles; files++) {
				messages.push(await beginWithRoomFor(files, folder));
			}

			tell(`first: ${messages[0]}`);
		});
	}
});

fault({
	promise,
	fault: 'the file system of XDG_CACHE_HOME is full when the practice cloud is put there',
	then: comesBack,
}, async tell => {
	const {cwd, wheels} = smallWalk();
	const cache = temporaryDirectory();
	const small = await SmallDisk.mount(cache);
	small.leave(30 * MB);
	const walk = async () => small.run([path.join(cwd, 'w'), '--yes', '--json', '--package', 'demo'], {env: {PIP_FIND_LINKS: wheels, XDG_CACHE_HOME: cache}});
	const message = expectNoRoom(await walk());
	small.makeRoom();
	expectEnd(await walk());
	tell(message);
});

fault({
	promise,
	fault: 'no file may be larger than 1 MB (ulimit -f)',
	then: 'exit 3 and the reason; with the limit raised the same command comes to its end',
}, async tell => {
	const {cwd, walk} = smallWalk();
	const run = await walk({}, ['w'], {setup: ['ulimit -f 2048']});
	const failure = failureOf(run);
	expect(run.exitCode, run.stdout.slice(-2000)).toBe(3);
	expect(failure.message).toMatch(/file too large/iv);
	expect(failure.tryThis).toContain('ulimit -f unlimited');
	parseTexts(path.join(cwd, 'w'));
	expectEnd(await walk());
	tell(failure.message);
});
