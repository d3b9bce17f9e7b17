import {readdirSync, readFileSync, truncateSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {stripVTControlCharacters} from 'node:util';
import {crc32} from 'node:zlib';
import {expect} from 'vitest';
import {readEvents, runBin} from '../support/bin.js';
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
	const body = '{"v":2,"at":"2030-01-01T00:00:00.000Z","kind":"of the future"';
	writeFileSync(journal, `${body},"crc":"${crc32(body).toString(16).padStart(8, '0')}"}\n`, {flag: 'a'});
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

fault({promise, fault: 'status is asked while a run goes on, and after kill -9 of it', then: 'answers at once from what is there, and calls nothing done that has not ended'}, async tell => {
	const cwd = temporaryDirectory();
	let told = '';
	let during: Promise<Awaited<ReturnType<typeof runBin>>> | undefined;
	await runBin(['w', '--yes', '--package', 'six', '--until', 'function', '--json'], {
		cwd,
		onStart(child) {
			child.stdout?.on('data', (chunk: Uint8Array) => {
				told += new TextDecoder().decode(chunk);
				if (!during && told.includes('"step":"function.venv","title"')) {
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
	for (const events of [answer?.events() ?? [], readEvents((await runBin(['status', 'w', '--json'], {cwd})).stdout)]) {
		expect(really).toEqual(expect.arrayContaining([...finished(events)]));
		expect(finished(events)).toContain('preflight.tools');
		expect(finished(events)).not.toContain('function.venv');
		expect(events.filter(({type}) => type === 'warning').map(({code}) => code)).toEqual(['status.unended']);
	}

	const {stdout} = await runBin(['status', 'w'], {cwd});
	expect(stripVTControlCharacters(stdout)).toContain('Make the function\'s virtualenv: begun and not finished');
	tell(lineWith(stdout, 'The last run'));
});
