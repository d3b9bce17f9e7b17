import {execFileSync, spawnSync} from 'node:child_process';
import {readFileSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {describe, expect} from 'vitest';
import {z} from 'zod';
import {binFile, readEvents} from '../support/bin.js';
import {temporaryDirectory} from '../support/directory.js';
import {fault} from '../support/fault.js';
import {openTerminal} from '../support/terminal.js';

const promise = 'The disk';

describe('standard output', () => {
	for (const words of [['--version'], ['doctor'], ['w', '--yes', '--json', '--dry-run']] as const) {
		fault({promise, fault: `the disk that takes the output is full: layer-wizard ${words.join(' ')} > /dev/full`, then: 'an exit code that is not 0'}, async tell => {
			const {status, stderr} = spawnSync('sh', ['-c', 'exec "$0" "$@" > /dev/full', process.execPath, binFile, ...words], {cwd: temporaryDirectory(), encoding: 'utf8'});
			expect(status).toBe(3);
			tell(`exit ${status} ${stderr.split('\n', 1)[0]}`.trim());
		});
	}
});

describe('a pipe that nobody reads any more, as after | head -1', () => {
	/** Starts a program that prints to a pipe whose reader is gone. */
	const unread = 'rm -f pipe; mkfifo pipe; exec 3<>pipe 4>pipe 3<&-; exec "$@" >&4 4>&-';

	for (const words of [['--help'], ['doctor'], ['w', '--yes', '--json']] as const) {
		fault({promise, fault: `nobody reads the output: layer-wizard ${words.join(' ')} | head -1`, then: 'it ends with the exit code of a closed pipe (141) and says nothing'}, async tell => {
			const {status, stderr} = spawnSync('sh', ['-c', unread, 'sh', process.execPath, binFile, ...words], {cwd: temporaryDirectory(), encoding: 'utf8'});
			expect({status, stderr}).toEqual({status: 141, stderr: ''});
			tell('exit 141');
		});
	}

	fault({promise, fault: 'nobody reads the output of a walkthrough, and somebody sits at the terminal', then: 'one line says how to go on'}, async tell => {
		const terminal = openTerminal(['w', '--yes', '--json'], {cwd: temporaryDirectory(), columns: 200, rows: 10, script: unread, env: {npm_command: ''}});
		expect(await terminal.exitCode).toBe(141);
		const said = terminal.scrollback().trim();
		expect(said).toBe('Stopped before the end, because nobody reads the output any more. Go on where it stopped: layer-wizard w');
		tell(said);
	});
});

describe('a small file system, in a mount namespace of its own', () => {
	/** Runs the wizard twice: with a file system that is too small at a place, and after it was made larger. */
	const script = [
		'place=$1; options=$2; shift 2',
		'mount -t tmpfs -o "$options" tmpfs "$place"',
		'"$@" > "$OUT/first.json"; echo $? > "$OUT/first.code"',
		'mount -o remount,size=1500M,nr_inodes=300k "$place"',
		'"$@" > "$OUT/second.json"; echo $? > "$OUT/second.code"',
	].join('\n');

	const rows: ReadonlyArray<{readonly fault: string; readonly options: string; readonly variable?: string}> = [
		{fault: 'the temporary directory is full', options: 'size=4k', variable: 'TMPDIR'},
		{fault: 'the file system of npm\'s cache is full', options: 'size=1M', variable: 'npm_config_cache'},
		{fault: 'the file system of the workspace has no more files (inodes)', options: 'size=1200M,nr_inodes=2000'},
	];

	for (const {fault: what, options, variable} of rows) {
		fault({promise, fault: what, then: 'exit 3 and where there is no room; after room was made the same command comes to its end'}, async tell => {
			const [place, out] = [temporaryDirectory(), temporaryDirectory()];
			const workspace = path.join(variable === undefined ? place : temporaryDirectory(), 'w');
			const wizard = [process.execPath, binFile, workspace, '--yes', '--json', '--package', 'six', '--until', 'function'];
			execFileSync('unshare', ['--mount', 'sh', '-c', script, 'sh', place, options, ...wizard], {
				env: {...process.env, OUT: out, ...(variable !== undefined && {[variable]: place})},
				stdio: 'ignore',
			});
			const read = (name: string) => readFileSync(path.join(out, name), 'utf8');
			const failed = readEvents(read('first.json')).at(-1);
			expect(read('first.code').trim(), JSON.stringify(failed)).toBe('3');
			const {message, tryThis} = z.object({message: z.string(), tryThis: z.string()}).parse(failed?.error);
			expect(message).toMatch(/no space left on device/iv);
			expect(message).toContain(variable === undefined ? path.join(place, 'w') : place);
			expect(tryThis).toContain('Make room');
			expect(read('second.code').trim(), read('second.json')).toBe('0');
			tell(message);
		});
	}
});
