import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {readdirSync, readFileSync, truncateSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {text} from 'node:stream/consumers';
import {stripVTControlCharacters} from 'node:util';
import {crc32} from 'node:zlib';
import {expect} from 'vitest';
import {binFile, readEvents, runBin} from '../support/bin.js';
import {temporaryDirectory} from '../support/directory.js';
import {fault} from '../support/fault.js';

const promise = 'The journal';
const walk = ['w', '--yes', '--package', 'six', '--until', 'preflight'];

/** A directory with a workspace in `w`, whose first chapter is done. */
async function begun() {
	const cwd = temporaryDirectory();
	const {exitCode, stderr} = await runBin(walk, {cwd});
	expect(exitCode, stderr).toBe(0);
	const journal = path.join(cwd, 'w', '.layer-wizard', 'journal.jsonl');
	return {cwd, journal, size: readFileSync(journal).length};
}

/** A line as any version seals it. */
const sealed = (body: string) => `${body},"crc":"${crc32(body).toString(16).padStart(8, '0')}"}\n`;

/** Runs a script of the shell where it may mount; both of its streams as one text. */
async function inNamespace(cwd: string, script: string) {
	const child = spawn('unshare', ['-m', 'sh', '-c', `exec 2>&1\n${script}`], {cwd, stdio: ['ignore', 'pipe', 'inherit']});
	const [stdout] = await Promise.all([text(child.stdout), once(child, 'close')]);
	return {stdout, exitCode: child.exitCode};
}

const lineWith = (text: string, part: string) => text.split('\n').find(line => line.includes(part))?.trim() ?? '';

fault({promise, fault: 'a crash cut its last line off', then: 'goes on without a word about it, and says what was done before'}, async tell => {
	const {cwd, journal, size} = await begun();
	truncateSync(journal, size - 40);
	const {exitCode, stderr} = await runBin(walk, {cwd});
	expect(exitCode).toBe(0);
	expect(stderr).toMatch(/^Going on in this workspace\. Steps done before: 5 of 5, the last on \d{4}-\d\d-\d\d \d\d:\d\d\./mv);
	expect(stderr).not.toContain('of the journal cannot be read');
	tell(lineWith(stderr, 'Going on'));
});

fault({promise, fault: 'one bit in the middle of it flips', then: 'says so once; nothing is taken for done that may not be; everything is looked at again'}, async tell => {
	const {cwd, journal, size} = await begun();
	const bytes = readFileSync(journal);
	bytes[Math.floor(size * 0.8)] = (bytes[Math.floor(size * 0.8)] ?? 0) + 1;
	writeFileSync(journal, bytes);
	const status = await runBin(['status', 'w'], {cwd});
	expect(status.exitCode).toBe(0);
	expect(status.stdout).toContain('Warning: 1 line of the journal cannot be read any more');
	expect(status.stdout).toMatch(/· What is needed +[0-4] of 5/v);
	const next = await runBin([...walk, '--json'], {cwd});
	expect(next.exitCode).toBe(0);
	const told = (events: ReturnType<typeof next.events>) => events.filter(({code}) => code === 'journal.damaged').map(({message}) => String(message));
	expect(told(next.events())).toHaveLength(1);
	const last = await runBin([...walk, '--json'], {cwd});
	expect(told(last.events())).toEqual([]);
	tell(told(next.events()).join(''));
});

fault({promise, fault: 'a newer layer-wizard wrote it', then: 'refuses with exit 2, and touches nothing'}, async tell => {
	const {cwd, journal} = await begun();
	writeFileSync(journal, sealed('{"v":2,"at":"2030-01-01T00:00:00.000Z","kind":"of the future"'), {flag: 'a'});
	const before = readFileSync(journal);
	const files = readdirSync(path.join(cwd, 'w'));
	for (const flags of [walk, ['status', 'w'], ['clean', 'w', '--yes'], ['shell', 'w']]) {
		const {exitCode, stderr} = await runBin(flags, {cwd});
		expect(exitCode, flags.join(' ')).toBe(2);
		expect(stderr).toContain('A newer layer-wizard wrote');
		tell(lineWith(stderr, 'A newer'));
	}

	expect(readFileSync(journal)).toEqual(before);
	expect(readdirSync(path.join(cwd, 'w'))).toEqual(files);
});

fault({promise, fault: 'the disk is full when it is written', then: 'exit 3 with the cure; no half line stays, and with room again it goes on'}, async tell => {
	const {cwd, journal, size} = await begun();
	const state = path.dirname(journal);
	// A disk of its own for the journal, with room for the half of a line.
	const pages = Math.ceil((size + 1000) / 4096);
	const note = '{"v":1,"at":"2026-01-01T00:00:00.000Z","type":"note","id":"filler","value":"';
	const rest = '",'.length + ',"crc":"00000000"}'.length;
	writeFileSync(journal, sealed(`${note}${'x'.repeat((pages * 4096) - size - note.length - rest - 50)}"`), {flag: 'a'});
	const before = readFileSync(journal, 'utf8');
	const {stdout: script, exitCode} = await inNamespace(cwd, `
		cp '${journal}' '${cwd}/copy'
		mount -t tmpfs -o size=${pages * 4}k tmpfs '${state}'
		cp '${cwd}/copy' '${journal}'
		'${process.execPath}' '${binFile}' ${walk.join(' ')}
		code=$?
		cp '${journal}' '${cwd}/full'
		exit $code`);
	expect(exitCode, script).toBe(3);
	expect(script).toMatch(/Error: The journal cannot be written: ENOSPC.*\n +Try: Make room on the disk/v);
	const full = readFileSync(path.join(cwd, 'full'), 'utf8');
	expect(full.startsWith(before)).toBe(true);
	expect(full.endsWith('\n')).toBe(true);
	expect(full.length).toBeLessThanOrEqual(pages * 4096);
	writeFileSync(journal, full);
	const {stderr} = await runBin(walk, {cwd});
	expect(stderr).toContain('Steps done before: 5 of 5');
	expect(stderr).not.toContain('cannot be read any more');
	tell(lineWith(script, 'The journal cannot'));
});

fault({promise, fault: 'status is asked while a run goes on, and after kill -9 of it', then: 'answers at once from what is there, and calls nothing done that has not ended'}, async tell => {
	const cwd = temporaryDirectory();
	let told = '';
	let during: Promise<Awaited<ReturnType<typeof runBin>>> | undefined;
	await runBin(['w', '--yes', '--package', 'six', '--until', 'function', '--json'], {
		cwd,
		onStart(child) {
			child.stdout?.on('data', (chunk: Uint8Array) => {
				told += new TextDecoder().decode(chunk);
				if (!during && told.includes('"type":"step.started","chapter":"function","step":"function.venv"')) {
					during = runBin(['status', 'w', '--json'], {cwd}).finally(() => {
						child.kill('SIGKILL');
					});
				}
			});
		},
	});
	const answer = await during;
	expect(answer?.exitCode).toBe(0);
	const finished = (events: ReturnType<typeof readEvents>) => events.filter(({type}) => type === 'step.finished').map(({step}) => step);
	const really = finished(readEvents(told.slice(0, told.lastIndexOf('\n') + 1)));
	const afterwards = await runBin(['status', 'w', '--json'], {cwd});
	for (const events of [answer?.events() ?? [], afterwards.events()]) {
		expect(really).toEqual(expect.arrayContaining([...finished(events)]));
		expect(finished(events)).toContain('preflight.tools');
		expect(finished(events)).not.toContain('function.venv');
		expect(events.filter(({type}) => type === 'warning').map(({code}) => code)).toEqual(['status.unended']);
	}

	const {stdout} = await runBin(['status', 'w'], {cwd});
	expect(stripVTControlCharacters(stdout)).toContain('Make the function\'s virtualenv: begun and not finished');
	tell(lineWith(stdout, 'The last run'));
});
