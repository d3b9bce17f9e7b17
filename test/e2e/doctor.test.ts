import {chmodSync, mkdirSync, readdirSync, symlinkSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import stringWidth from 'string-width';
import {describe, expect, onTestFinished, test} from 'vitest';
import {runBin} from '../support/bin.js';
import {temporaryDirectory} from '../support/directory.js';
import {startEmulator} from '../support/emulator.js';
import {freePort, takePort} from '../support/port.js';
import {processesIn} from '../support/processes.js';
import {writeProfiles} from '../support/profiles.js';
import {python} from '../support/python.js';
import {openTerminal} from '../support/terminal.js';

/** The rows of a table: each title with its mark, in their order. */
function marks(table: string): Readonly<Record<string, string>> {
	return Object.fromEntries([...table.matchAll(/^(?<mark>[✓✗!–]) (?<title>.+?)(?: {2}|$)/gmv)].map(({groups = {}}) => [groups.title ?? '', groups.mark ?? '']));
}

const required = ['Operating system', 'Node.js', 'npm', 'Directory', 'Room on the disk', 'Python', 'venv and ensurepip', 'pip for virtualenvs', 'Architecture'];
const useful = ['Practice cloud', 'Package index of pip', 'Registry of npm', 'git', 'AWS command line', 'unzip', 'Proxies', 'Terminal', 'Locale'];

/** A folder for PATH with these programs and no others. */
function onlyOnPath(...programs: ReadonlyArray<readonly [string, string]>): string {
	const folder = temporaryDirectory();
	for (const [name, file] of programs) {
		symlinkSync(file, path.join(folder, name));
	}

	return folder;
}

describe('this machine', () => {
	test('has all that is required: exit 0, a row for each need, and nothing is made', async () => {
		const cwd = temporaryDirectory();
		const {exitCode, stdout, stderr} = await runBin(['doctor'], {cwd, env: {NO_COLOR: '1'}});
		expect(exitCode, stdout + stderr).toBe(0);
		const rows = marks(stdout);
		expect(Object.keys(rows)).toEqual([...required, ...useful]);
		expect(required.map(title => rows[title])).toEqual(required.map(() => '✓'));
		expect(rows).toMatchObject({'Package index of pip': '✓', 'Registry of npm': '✓'});
		expect(stdout).toContain(`✓ Node.js               ${process.versions.node}\n`);
		expect(stdout).toContain(`${cwd}/lambda-layers-walkthrough`);
		expect(stdout).toMatch(/\nAll that is required is there; .+\.\n$/v);
		expect(stderr).toBe('');
		expect(readdirSync(cwd)).toEqual([]);
	});

	test('with --json: a step for each need with what was found, and nothing else', async () => {
		const {exitCode, stderr, events} = await runBin(['doctor', 'w', '--json'], {cwd: temporaryDirectory()});
		expect(exitCode).toBe(0);
		expect(stderr).toBe('');
		const [started, ...rest] = events();
		expect(started).toMatchObject({type: 'run.started', target: 'practice', chapters: ['required', 'useful'], directory: expect.stringMatching(/\/w$/v)});
		expect(started?.plan).toEqual(rest.flatMap(({type, chapter, step, title}) => type === 'step.started' ? [{chapter, step, title}] : []));
		expect(rest).toContainEqual(expect.objectContaining({type: 'output', step: 'doctor.node', stream: 'stdout', line: process.versions.node}));
		expect(rest).toContainEqual(expect.objectContaining({type: 'step.finished', step: 'doctor.npm', status: 'done'}));
		expect(rest).toContainEqual(expect.objectContaining({type: 'chapter.finished', chapter: 'required'}));
		expect(rest.at(-1)).toMatchObject({type: 'run.finished', facts: {}});
	});

	test('with an empty cache: the practice cloud would be installed', async () => {
		const cwd = temporaryDirectory();
		const {exitCode, stdout} = await runBin(['doctor', 'w'], {cwd, env: {XDG_CACHE_HOME: path.join(cwd, 'cache')}});
		expect(exitCode).toBe(0);
		expect(stdout).toMatch(/^! Practice cloud +It is not in the cache yet/mv);
		expect(stdout).toContain('layer-wizard --yes --until preflight');
		expect(readdirSync(cwd)).toEqual([]);
	});

	test.each([[80, 24], [60, 20]])('in a terminal of %i columns and %i rows no row is wider', async (columns, rows) => {
		const cwd = temporaryDirectory();
		const terminal = openTerminal(['doctor', '--lang', 'zh', '--python', python.withoutEnsurepip(path.join(cwd, 'bare'))], {cwd, columns, rows, env: {LC_ALL: 'C.UTF-8'}});
		expect(await terminal.exitCode).toBe(3);
		const shown = terminal.scrollback();
		expect(shown).toContain(`✓ 终端               ${columns}x${rows}`);
		expect(shown).toContain('✗ venv 与 ensurepip');
		expect(shown).toContain('缺少 1 项必需的');
		// A row that the terminal wrapped would be one long line here.
		for (const line of shown.split('\n')) {
			expect(stringWidth(line), line).toBeLessThanOrEqual(columns);
		}
	});
});

describe('a machine that lacks something required: exit 3 with the cures', () => {
	test('npm', async () => {
		const {exitCode, stdout} = await runBin(['doctor'], {cwd: temporaryDirectory(), env: {PATH: onlyOnPath(['python3', python.executable])}});
		expect(exitCode).toBe(3);
		expect(stdout).toMatch(/^✗ npm +npm was not found on PATH, or does not run\.\n +→ Node\.js from nodejs\.org brings npm with it/mv);
		expect(marks(stdout)).toMatchObject({Python: '✓', 'pip for virtualenvs': '✓', 'Registry of npm': '–', git: '!', 'AWS command line': '!', unzip: '!'});
		expect(stdout).toMatch(/\n1 required thing is missing; \d+ useful things are missing\.\n$/v);
	});

	test('ensurepip', async () => {
		const cwd = temporaryDirectory();
		const {exitCode, stdout} = await runBin(['doctor', '--python', python.withoutEnsurepip(path.join(cwd, 'bare'))], {cwd});
		expect(exitCode).toBe(3);
		expect(marks(stdout)).toMatchObject({Python: '✓', 'venv and ensurepip': '✗', 'pip for virtualenvs': '–', 'Package index of pip': '–', npm: '✓'});
		expect(stdout.replaceAll(/\n +/gv, ' ')).toContain(`→ On Debian and Ubuntu: sudo apt install ${python.runtime}-venv.`);
	});

	test('a place to write to, and a Python, and npm: all at once, in the table and in one event', async () => {
		// Not even root may make anything there.
		const options = {cwd: temporaryDirectory(), env: {PATH: onlyOnPath()}};
		const {exitCode, stdout, stderr} = await runBin(['doctor', '/proc/sys/kernel/w'], options);
		expect(exitCode).toBe(3);
		expect(stderr).toBe('');
		const rows = marks(stdout);
		expect(required.filter(title => rows[title] === '✗')).toEqual(['npm', 'Directory', 'Room on the disk', 'Python']);
		expect(required.filter(title => rows[title] === '–')).toEqual(['venv and ensurepip', 'pip for virtualenvs', 'Architecture']);
		expect(stdout).toMatch(/^✗ Directory +The directory \/proc\/sys\/kernel is not writable\.\n +→ Name a directory that is/mv);
		expect(stdout).toContain('\n4 required things are missing; ');

		const json = await runBin(['doctor', '/proc/sys/kernel/w', '--json'], options);
		expect(json.exitCode).toBe(3);
		const events = json.events();
		expect(events.filter(({type}) => type === 'warning').slice(0, 4)).toEqual([
			expect.objectContaining({code: 'doctor.npm.missing', message: 'npm was not found on PATH, or does not run.', tryThis: expect.stringContaining('nodejs.org')}),
			expect.objectContaining({code: 'doctor.directory.missing', tryThis: expect.stringContaining('Name a directory')}),
			expect.objectContaining({code: 'doctor.disk.missing', tryThis: expect.stringContaining('Make room')}),
			expect.objectContaining({code: 'doctor.python.missing', message: 'No Python was found on PATH.', tryThis: expect.stringContaining('sudo apt install python3')}),
		]);
		expect(events).toContainEqual(expect.objectContaining({type: 'step.finished', step: 'doctor.venv', status: 'skipped'}));
		expect(events.filter(({type}) => type === 'chapter.finished')).toEqual([]);
		expect(events.at(-1)).toMatchObject({
			type: 'run.failed',
			error: {
				code: 'ToolError',
				exitCode: 3,
				message: 'What a walkthrough requires is missing: npm, Directory, Room on the disk, Python.',
				tryThis: expect.stringMatching(/nodejs\.org.*Name a directory.*Make room.*sudo apt install python3/v),
			},
		});
	});

	test('a directory that is free, the one named or the default', async () => {
		const cwd = temporaryDirectory();
		mkdirSync(path.join(cwd, 'lambda-layers-walkthrough'));
		writeFileSync(path.join(cwd, 'lambda-layers-walkthrough', 'mine.txt'), 'mine');
		const {exitCode, stdout} = await runBin(['doctor'], {cwd});
		expect(exitCode).toBe(3);
		expect(stdout.replaceAll(/\n +/gv, ' ')).toMatch(/✗ Directory +The directory .+ is not empty and not a workspace: it holds mine\.txt\. → Name an empty or a new directory\./v);
		expect(marks(stdout)).toMatchObject({'Room on the disk': '✓', Python: '✓'});
	});
});

describe('the network, asked with the person\'s own settings, is useful and not required', () => {
	test('nothing listens: said without the passwords of indexes and proxies', async () => {
		const address = `127.0.0.1:${await freePort()}`;
		const {exitCode, stdout, stderr} = await runBin(['doctor'], {
			cwd: temporaryDirectory(),
			env: {
				PIP_INDEX_URL: `http://me:geheim@${address}/simple`,
				npm_config_registry: `http://me:geheim@${address}/`,
				HTTPS_PROXY: `http://me:ge@heim@${address}`,
				https_proxy: undefined,
				no_proxy: '127.0.0.1',
			},
		});
		expect(exitCode).toBe(0);
		expect(marks(stdout)).toMatchObject({'Package index of pip': '!', 'Registry of npm': '!', Proxies: '✓'});
		const text = stdout.replaceAll(/\n +/gv, ' ');
		expect(text).toContain('pip cannot get numpy: the package index cannot be reached.');
		expect(text).toContain(`HTTPS_PROXY=http://${address}`);
		expect(stdout + stderr).not.toMatch(/geheim|heim@/v);
	});

	test('what listens never answers: not waited for long', async () => {
		const {port, server} = await takePort();
		onTestFinished(() => {
			server.close();
		});
		const address = `http://127.0.0.1:${port}/`;
		const {exitCode, stdout, ms} = await runBin(['doctor'], {cwd: temporaryDirectory(), env: {PIP_INDEX_URL: address, npm_config_registry: address}});
		expect(exitCode).toBe(0);
		expect(marks(stdout)).toMatchObject({'Package index of pip': '!', 'Registry of npm': '!'});
		// With pip's and npm's own patience it would be minutes.
		expect(ms).toBeLessThan(45_000);
	});
});

test('Ctrl-C while it looks: exit 130, and nothing runs on', async () => {
	// A program that never answers.
	const folder = onlyOnPath(['python3', python.executable]);
	const npm = path.join(folder, 'npm');
	writeFileSync(npm, '#!/bin/sh\n/bin/sleep 600\n');
	chmodSync(npm, 0o755);
	const {exitCode, stdout, stderr} = await runBin(['doctor'], {
		cwd: temporaryDirectory(),
		env: {PATH: folder},
		onStart(child) {
			child.stdout?.once('data', () => {
				child.kill('SIGINT');
			});
		},
	});
	expect(stderr).toContain('Stopped before the end.');
	expect(stdout).not.toContain('missing');
	expect(exitCode).toBe(130);
	expect(processesIn(folder)).toEqual([]);
});

test.each([
	['a flag of the walkthrough alone', ['--yes'], /doctor does not take --yes\./v],
	['a region that is none', ['--region', 'nowhere'], /--region is the name of an AWS region/v],
	['a directory without a name', [''], /The directory has no name\./v],
])('%s: exit 2', async (_, flags, sentence) => {
	const {exitCode, stdout, stderr} = await runBin(['doctor', ...flags], {cwd: temporaryDirectory()});
	expect(stderr).toMatch(sentence);
	expect(stdout).toBe('');
	expect(exitCode).toBe(2);
});

describe('on AWS', () => {
	const account = ['AWS credentials', 'AWS region', 'AWS account'];

	test('credentials, a region and an account that answers are required, and told', async () => {
		const cwd = temporaryDirectory();
		const emulator = await startEmulator();
		onTestFinished(emulator.stop);
		const env = writeProfiles(cwd, [{name: 'work', region: emulator.region, endpoint: emulator.endpoint, credentials: emulator.credentials}]);
		const {exitCode, stdout} = await runBin(['doctor', '--target', 'aws', '--profile', 'work'], {cwd, env});
		expect(exitCode).toBe(0);
		expect(account.map(title => marks(stdout)[title])).toEqual(['✓', '✓', '✓']);
		expect(stdout.replaceAll(/\s+/gv, ' ')).toContain(`AWS account ${emulator.account}, arn:aws:iam::${emulator.account}:root, at ${emulator.endpoint}`);
	});

	test('what is missing is told at once, and what hangs on it is not looked at: exit 3', async () => {
		const cwd = temporaryDirectory();
		const {exitCode, stdout} = await runBin(['doctor', '--target', 'aws'], {cwd, env: writeProfiles(cwd, [])});
		expect(exitCode).toBe(3);
		expect(account.map(title => marks(stdout)[title])).toEqual(['✗', '✗', '–']);
		expect(stdout.replaceAll(/\s+/gv, ' ')).toContain('Neither AWS_REGION nor the profile names a region.');
	});
});

test('an AWS command line without aws sso login is told as such', async () => {
	const old = temporaryDirectory();
	writeFileSync(path.join(old, 'aws'), '#!/bin/sh\necho aws-cli/1.45.11 Python/3.11\n', {mode: 0o755});
	const {exitCode, stdout} = await runBin(['doctor'], {cwd: temporaryDirectory(), env: {PATH: `${old}${path.delimiter}${process.env.PATH ?? ''}`}});
	expect(exitCode).toBe(0);
	expect(marks(stdout)['AWS command line']).toBe('!');
	expect(stdout.replaceAll(/\s+/gv, ' ')).toContain('aws on PATH is 1.45.11; only signing in to AWS with aws sso login, which it has from version 2 on, needs it.');
});
