import path from 'node:path';
import process from 'node:process';
import {expect, test} from 'vitest';
import type {WizardEvent} from '../../source/engine/events.js';
import {runTool} from '../../source/tools/run-tool.js';
import {temporaryDirectory} from '../support/directory.js';

/** Runs a script of a shell whose silence is bounded, in milliseconds. */
function runScript(script: string, limit: number) {
	const cwd = temporaryDirectory();
	const events: WizardEvent[] = [];
	const done = runTool({
		argv: ['sh', '-c', script],
		cwd,
		env: {PATH: process.env.PATH ?? ''},
		step: 'function.npm',
		emit(event) {
			events.push(event);
		},
		log: path.join(cwd, 'log'),
		signal: new AbortController().signal,
		silence: {of: 'npm', limit},
	});
	return {done, warnings: () => events.flatMap(event => event.type === 'warning' ? [event.message] : [])};
}

test('a tool that falls silent is ended and run again', async () => {
	const {done, warnings} = runScript('[ -e again ] && echo done || { touch again; exec sleep 600; }', 300);
	await expect(done).resolves.toMatchObject({exitCode: 0});
	expect(warnings()).toEqual(['sh failed: the npm registry fell silent in the middle. It is run again in 2 s.']);
});

test('as long as it prints it goes on', async () => {
	const {done, warnings} = runScript('for each in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do echo $each; sleep 0.2; done', 3000);
	await expect(done).resolves.toMatchObject({exitCode: 0});
	expect(warnings()).toEqual([]);
});
