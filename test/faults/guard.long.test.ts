import {existsSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {GetFunctionCommand, LambdaClient} from '@aws-sdk/client-lambda';
import {expect, vi} from 'vitest';
import {runBin} from '../support/bin.js';
import {temporaryDirectory} from '../support/directory.js';
import {fault} from '../support/fault.js';
import {startWorkspaceCloud} from '../support/practice-cloud.js';
import {processesIn, wizardIn} from '../support/processes.js';
import {openTerminal, thenStty} from '../support/terminal.js';

fault({
	promise: 'kill -9',
	fault: 'kill -9 of layer-wizard shell while a program runs in that shell',
	then: 'within 5 s the shell, the program and the practice cloud have ended; the terminal is the outer shell\'s again',
}, async tell => {
	const cwd = temporaryDirectory();
	const workspace = path.join(cwd, 'w');
	const made = await runBin(['w', '--yes', '--plain', '--package', 'six', '--until', 'function'], {cwd});
	expect(made.exitCode, made.stderr).toBe(0);
	const terminal = openTerminal(['shell', 'w'], {cwd, columns: 100, rows: 30, env: {SHELL: '/bin/bash'}, script: thenStty});
	await terminal.until(screen => screen.includes('(layers)'));
	terminal.type('clear; echo asleep; sleep 600\r');
	await terminal.until(screen => screen.includes('asleep\n'));
	const killed = performance.now();
	process.kill(wizardIn(workspace), 'SIGKILL');
	await vi.waitUntil(() => processesIn(workspace).length === 0, {timeout: 5000, interval: 20});
	tell(`all had ended after ${((performance.now() - killed) / 1000).toFixed(1)} s`);
	await terminal.exitCode;
	expect(terminal.scrollback()).toContain('exit code 137\n');
	expect(terminal.scrollback()).toMatch(/ icanon .* echo /v);
});

fault({
	promise: 'kill -9',
	fault: 'kill -9 of the wizard while the practice cloud runs a function that sleeps',
	then: 'after 5 s nothing runs, and the cloud started again knows what was deployed',
}, async tell => {
	const cwd = temporaryDirectory();
	const workspace = path.join(cwd, 'w');
	const made = await runBin(['w', '--yes', '--plain', '--package', 'six'], {cwd});
	expect(made.exitCode, made.stderr).toBe(0);
	const note = path.join(cwd, 'invoked');
	writeFileSync(path.join(workspace, 'sls-layers-python', 'handler.py'), [
		'import time',
		'def hello(event, context):',
		'    with open(event["note"], "w") as note:',
		'        note.write("invoked")',
		'    time.sleep(600)',
		'',
	].join('\n'));
	let killed = 0;
	await runBin(['shell', 'w'], {
		cwd,
		input: `sls deploy < /dev/null && sls invoke --function hello --data '{"note": "${note}"}' < /dev/null\n`,
		onStart({pid}) {
			void (async () => {
				await vi.waitUntil(() => existsSync(note), {timeout: 120_000, interval: 20});
				killed = performance.now();
				process.kill(Number(pid), 'SIGKILL');
			})();
		},
	});
	expect(killed).toBeGreaterThan(0);
	await vi.waitUntil(() => processesIn(workspace).length === 0, {timeout: 5000, interval: 20});
	tell(`all had ended after ${((performance.now() - killed) / 1000).toFixed(1)} s; the function was there again`);
	const {endpoint, secret} = await startWorkspaceCloud(workspace);
	const lambda = new LambdaClient({endpoint, region: 'us-east-1', credentials: {accessKeyId: '000000000000', secretAccessKey: secret}});
	const found = await lambda.send(new GetFunctionCommand({FunctionName: 'sls-layers-python-dev-hello'}));
	expect(found.Configuration?.FunctionName).toBe('sls-layers-python-dev-hello');
});

fault({
	promise: 'Two wizards',
	fault: 'two walkthroughs at once in two workspaces',
	then: 'both come to their end, each with its own practice cloud',
}, async tell => {
	const cwd = temporaryDirectory();
	const runs = await Promise.all(['one', 'other'].map(async name => runBin([name, '--json', '--package', 'six'], {cwd})));
	for (const {exitCode, stdout} of runs) {
		expect(exitCode, stdout.slice(-2000)).toBe(0);
	}

	const endpoints = runs.map(run => String(run.facts()['cloud.endpoint']));
	expect(new Set(endpoints).size).toBe(2);
	expect(processesIn(cwd)).toEqual([]);
	tell(`exit 0 and exit 0, at ${endpoints.join(' and ')}`);
});
