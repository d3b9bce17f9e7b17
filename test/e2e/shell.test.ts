import {existsSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {beforeAll, describe, expect, test} from 'vitest';
import {runBin} from '../support/bin.js';
import {suiteDirectory, temporaryDirectory} from '../support/directory.js';
import {processesIn} from '../support/processes.js';
import {openTerminal, type TestTerminal} from '../support/terminal.js';

/** What Ctrl-C sends. */
const controlC = '\u0003';

describe('layer-wizard shell', () => {
	const cwd = suiteDirectory();
	const home = path.join(cwd, 'home');
	const project = path.join(cwd, 'w', 'sls-layers-python');
	const bash = {SHELL: '/bin/bash', HOME: home, XDG_CACHE_HOME: process.env.XDG_CACHE_HOME ?? path.join(process.env.HOME ?? '', '.cache')};

	beforeAll(async () => {
		const made = await runBin(['w', '--yes', '--plain', '--package', 'six', '--until', 'function'], {cwd});
		expect(made.exitCode, made.stderr).toBe(0);
		mkdirSync(home);
		// A person's own file that would lead elsewhere.
		writeFileSync(path.join(home, '.bashrc'), 'PS1="mine> "\nexport PATH="/usr/bin:/bin" AWS_PROFILE=production AWS_ENDPOINT_URL=http://127.0.0.1:1 HTTP_PROXY=http://127.0.0.1:1\nalias greet="echo hello from my alias"\n');
	});

	const open = (env: Readonly<Record<string, string>> = bash): TestTerminal => openTerminal(['shell', 'w'], {cwd, columns: 100, rows: 30, env});

	test('in a terminal: the person\'s own settings with the lesson\'s environment; Ctrl-C is the shell\'s; exit ends all with its code', async () => {
		const terminal = open();
		await terminal.until(screen => screen.includes('(layers) mine> '));
		expect(terminal.scrollback()).toMatch(/The practice cloud answers at http:\/\/127\.0\.0\.1:\d+, region us-east-1/v);
		terminal.type('sls --version; echo "venv:$VIRTUAL_ENV"; pwd\r');
		await terminal.until(screen => /osls version: \d/v.test(screen) && screen.includes(`venv:${path.join(project, 'venv')}\n${project}\n`));
		terminal.type('clear; greet; echo "profile:$AWS_PROFILE proxy:$HTTP_PROXY"; command -v python sls layer-wizard\r');
		await terminal.until(screen => screen.includes(`hello from my alias\nprofile: proxy:\n${project}/venv/bin/python\n${cwd}/w/node_modules/.bin/sls\n${cwd}/w/.layer-wizard/shell/bin/layer-wizard\n`));
		// Once it says ready the shell no longer reads the keys itself.
		terminal.type('clear; echo ready; cat\r');
		await terminal.until(screen => screen.startsWith('ready\n'));
		terminal.type('typed\r');
		await terminal.until(screen => screen.includes('typed\ntyped'));
		terminal.type(controlC);
		await terminal.until(screen => screen.includes('^C\n(layers) mine> '));
		terminal.type('exit 9\r');
		expect(await terminal.exitCode).toBe(9);
		expect(processesIn(cwd)).toEqual([]);
	});

	test('a closed terminal ends the shell, what runs in it, and the cloud', async () => {
		const terminal = open();
		await terminal.until(screen => screen.includes('(layers) mine> '));
		terminal.type('clear; echo asleep; sleep 600\r');
		await terminal.until(screen => screen.startsWith('asleep\n'));
		terminal.signal('SIGHUP');
		expect(await terminal.exitCode).toBe(130);
		expect(processesIn(cwd)).toEqual([]);
	});

	test('without a terminal it reads commands from standard input, keeps the key out of files, and gives their exit code', async () => {
		const {exitCode, stdout, stderr} = await runBin(['shell', 'w'], {cwd, env: {SHELL: ''}, input: 'python -c "import six; print(six.__file__)"\necho "$AWS_SECRET_ACCESS_KEY"\nfalse || exit 4\n'});
		const [module, secret] = stdout.split('\n');
		expect(module).toContain(path.join(project, 'venv', 'lib'));
		expect(secret).toBe(readFileSync(path.join(cwd, 'w', '.layer-wizard', 'practice-cloud', 'secret'), 'utf8'));
		expect(stderr).not.toContain(secret);
		expect(exitCode).toBe(4);
		expect(processesIn(cwd)).toEqual([]);
	});

	test('SIGTERM ends what a script runs, and the cloud', async () => {
		const {exitCode, stderr} = await runBin(['shell', 'w'], {
			cwd,
			input: 'echo started; sleep 600\n',
			onStart(child) {
				child.stdout?.once('data', () => {
					child.kill('SIGTERM');
				});
			},
		});
		expect(stderr).toContain('Stopped before the end.');
		expect(exitCode).toBe(130);
		expect(processesIn(cwd)).toEqual([]);
	});

	test('a shell in the shell is refused', async () => {
		const {exitCode, stdout} = await runBin(['shell', 'w'], {cwd, env: {SHELL: '/bin/sh'}, input: 'layer-wizard shell 2>&1 < /dev/null\n'});
		expect(stdout).toContain(`Error: This is the shell of ${path.join(cwd, 'w')} already.`);
		expect(exitCode).toBe(2);
	});

	test('a shell that is not there: exit 3 with what to do', async () => {
		const {exitCode, stderr} = await runBin(['shell', 'w'], {cwd, env: {SHELL: '/no/such/shell'}});
		expect(stderr).toContain('Error: /no/such/shell cannot be started');
		expect(stderr).toContain('SHELL=/bin/sh');
		expect(exitCode).toBe(3);
		expect(processesIn(cwd)).toEqual([]);
	});

	test('a walkthrough that was not begun, or has not come far enough: exit 2, and nothing is made', async () => {
		const empty = temporaryDirectory();
		for (const command of ['shell', 'check']) {
			const {exitCode, stderr} = await runBin([command, 'nowhere'], {cwd: empty, env: {npm_command: undefined}});
			expect(stderr).toContain(`Error: There is no walkthrough in ${path.join(empty, 'nowhere')}.\n  Try: Make one there: layer-wizard nowhere,`);
			expect(exitCode).toBe(2);
		}

		expect(existsSync(path.join(empty, 'nowhere'))).toBe(false);
		await runBin(['w', '--yes', '--plain', '--until', 'preflight'], {cwd: empty});
		const {exitCode, stderr} = await runBin(['shell', 'w'], {cwd: empty, env: {npm_command: undefined}});
		expect(stderr).toContain('has not come far enough: there is no sls-layers-python/venv/bin/python.\n  Try: Go on with it first: layer-wizard w.');
		expect(exitCode).toBe(2);
	});
});
