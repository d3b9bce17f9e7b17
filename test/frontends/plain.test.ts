import {describe, expect, test} from 'vitest';
import type {StampedEvent} from '../../source/engine/events.js';
import {jsonFrontEnd} from '../../source/frontends/json.js';
import {plainFrontEnd} from '../../source/frontends/plain.js';
import {experiments, recording, runStarted, stamped, started} from './tui/support/recording.js';
import {strings} from './tui/support/words.js';

function collector() {
	let text = '';
	return {
		write(written: string) {
			text += written;
		},
		text: () => text,
	};
}

function told(events: readonly StampedEvent[], options: {readonly verbose?: boolean; readonly dryRun?: boolean; readonly color?: boolean} = {}) {
	const stdout = collector();
	const stderr = collector();
	const frontEnd = plainFrontEnd({stdout, stderr, verbose: false, dryRun: false, color: false, strings, ...options});
	for (const event of events) {
		frontEnd.listen(event);
	}

	return {stdout: stdout.text(), stderr: stderr.text()};
}

describe('plain', () => {
	test('the result goes to standard output and the progress to standard error', () => {
		const {stdout, stderr} = told(recording);
		expect(stdout).toMatch(/^The function in the cloud answered:\n\n {2}\[\[ 0 {2}1/v);
		expect(stdout).toContain('Function zip, packages inside  16.7 MB, unpacked 58.6 MB\n');
		expect(stdout).toContain('Layer ARN                      arn:aws:lambda:');
		expect(stdout).toContain('The layer takes 22 % of the 262,144,000 bytes');
		expect(stderr).toContain('[preflight]\n');
		expect(stderr).toContain('    $ npm install');
		expect(stderr).toMatch(/✓ Deploy the layer: done in \d/v);
		expect(stderr).not.toContain('\u001B');
	});

	test('a run that goes on says what was done before', () => {
		const resumed = (earlier: {readonly done: number; readonly steps: number; readonly at?: string}) => told(stamped(runStarted({earlier}))).stderr;
		expect(resumed({done: 9, steps: 21, at: '2026-11-22T18:03:00.000Z'})).toMatch(/\nGoing on in this workspace\. Steps done before: 9 of 21, the last on 2026-11-2[1-3] \d\d:\d\d\. Each is looked at before it is passed over\.\n$/v);
		expect(resumed({done: 0, steps: 21})).toContain('\nGoing on in this workspace. None of its 21 steps is done yet.\n');
	});

	test('the tools\' lines are shown when verbose, the diff always', () => {
		const quiet = told(recording).stderr;
		const verbose = told(recording, {verbose: true}).stderr;
		expect(quiet).toMatch(/^ {4}\+ {6}- arn:aws:lambda:/mv);
		expect(quiet).not.toContain('function.npm: ');
		expect(verbose).toContain('function.npm: ');
	});

	test('experiments and public layers are told, in the order in which one wants to know', () => {
		const {stderr} = told(experiments);
		expect(stderr).toMatch(/\n {4}The cloud took it\.\n {4}The wizard checks the rule itself: 6 layers are attached, and Lambda takes 5 at most\.\n {4}AWS says: Cannot reference more than 5 layers\.\n {4}Source: https:\S+\n {4}Repair: .+\n {4}Then the function answered: "It works\."\n/v);
		expect(stderr).toMatch(/\n {4}The cloud says: InvalidParameterValueException: Layers are not in the same region as the function\. .+\n {4}Repair: The version in us-east-1 is attached\. .+\n/v);
		expect(stderr).toMatch(/\n {4}As they were on 2026-11-23, .+\.\n {4}Klayers, by Keith Rozario: .+\n/v);
		expect(stderr).not.toMatch(/undefined|\{\w+\}/v);
	});

	test('a failure names what happened, the command and the cure', () => {
		const {stdout, stderr} = told([{v: 1, at: '2026-01-01T00:00:00.000Z', type: 'run.failed', error: {code: 'ToolError', message: 'pip failed.', command: 'pip install x', tryThis: 'Read the log.', exitCode: 3}}]);
		expect(stderr).toBe('Error: pip failed.\n  Command: pip install x\n  Try: Read the log.\n');
		expect(stdout).toBe('');
	});

	test('a step that was left out is not called done', () => {
		expect(told(stamped(started('a'), {type: 'step.finished', step: 'a', ms: 1, status: 'skipped'})).stderr).toBe('  Title of a …\n');
	});

	test('colours only when wanted', () => {
		expect(told(recording, {color: true}).stderr).toContain('\u001B[1m[preflight]\u001B[22m');
	});
});

test('json writes every event as one line and nothing else', () => {
	const stdout = collector();
	const {listen} = jsonFrontEnd(stdout);
	for (const event of recording) {
		listen(event);
	}

	expect(stdout.text().trimEnd().split('\n').map(line => JSON.parse(line) as unknown)).toEqual(recording);
});
