import {PassThrough, Writable} from 'node:stream';
import {describe, expect, test, vi} from 'vitest';
import type {WizardEvent} from '../../../source/engine/events.js';
import type {Question} from '../../../source/engine/questions.js';
import {linearFrontEnd} from '../../../source/frontends/linear/linear.js';
import {finished, recording, runStarted, said, stamped, started} from '../tui/support/recording.js';
import {words} from '../tui/support/words.js';

function setUp({language = 'en'}: {readonly language?: keyof typeof words} = {}) {
	const told = {stdout: '', stderr: ''};
	const sink = (name: keyof typeof told) => new Writable({
		write(chunk: Uint8Array, _encoding, done) {
			told[name] += new TextDecoder().decode(chunk);
			done();
		},
	});
	const stdin = new PassThrough();
	const quit = vi.fn<() => void>();
	const frontEnd = linearFrontEnd({quit, words: words[language], stdin, stdout: sink('stdout'), stderr: sink('stderr')});
	const tell = (...events: readonly WizardEvent[]) => {
		for (const event of stamped(...events)) {
			frontEnd.listen(event);
		}
	};

	/** Types a line once it is asked for. */
	const type = async (line: string) => {
		await vi.waitFor(() => {
			expect(told.stderr).toMatch(/\n> $/v);
		});
		// The prompt is answered: the next one comes anew.
		told.stderr += '\n';
		stdin.write(`${line}\n`);
	};

	return {frontEnd, tell, type, quit, stdin, told};
}

const plan = [{chapter: 'function', step: 'function.local', title: 'Run it', command: 'npx osls invoke local --function hello', attended: {canSkip: true}}];
const go = (choices: readonly string[] = ['run', 'skip']): Question => ({id: 'go', step: 'function.local', choices, fallback: 'run'});
const guess: Question = {id: 'guess', step: 'weigh.package', fact: 'zip.fat.bytes', fallback: ''};
const retry: Question = {id: 'retry', choices: ['stop', 'retry'], fallback: 'stop', failure: {code: 'ToolError', message: 'npm failed.', command: 'npm install', tryThis: 'Look at the network.', log: '/logs/npm.log', exitCode: 3}};
const stage: Question = {id: 'stage', fallback: 'dev', flag: '--stage', check: text => text !== 'bad'};
const target: Question = {id: 'target', choices: ['practice', 'aws'], fallback: 'practice', check: choice => choice !== 'aws'};

describe('before the run', () => {
	test('what was changed by hand is told before its choices', async () => {
		const {frontEnd, type, told} = setUp();
		const answer = frontEnd.ask({id: 'edits', choices: ['mine', 'template', 'stop'], fallback: 'mine', values: {file: 'a/handler.py'}, diff: ['@@ -1 +1 @@', '-old', '+new\u001B[2J', ...Array.from({length: 60}, () => '+more')]});
		await type('2');
		expect(await answer).toBe('template');
		expect(told.stderr).toContain('You changed a/handler.py.');
		expect(told.stderr).toContain('\n-old\n+new');
		expect(told.stderr).not.toContain('\u001B');
		expect(told.stderr).toContain('… 3 more lines\n1 Mine');
	});

	test('the welcome is read, and any line begins', async () => {
		const {frontEnd, type, told} = setUp();
		const answer = frontEnd.ask({id: 'welcome', choices: ['go'], fallback: 'go'});
		await type('');
		expect(await answer).toBe('go');
		expect(told.stderr).toContain('A function, a layer, and the way between them');
		expect(told.stderr).toContain('Press Enter to begin');
		// Marks of Markdown are not read aloud.
		expect(told.stderr).not.toMatch(/\*\*|`/v);
	});

	test('a text is asked with why, default and flag; a wrong one gets the rule, then a right one is taken', async () => {
		const {frontEnd, type, told} = setUp();
		const answer = frontEnd.ask(stage);
		await type('bad');
		await type('  prod ');
		expect(await answer).toBe('prod');
		const {questions} = words.en.strings;
		expect(told.stderr).toContain(`${questions.stage.ask}\n${questions.stage.why}\nEnter takes dev.\nAs a flag: --stage\n> `);
		expect(told.stderr).toContain(`\n${questions.stage.rule}\n> `);
	});

	test('what would be removed is read before it is asked for by name', async () => {
		const {frontEnd, type, told} = setUp();
		const answer = frontEnd.ask({id: 'removeByName', fallback: '', resources: [{kind: 'logGroup', name: '/aws/lambda/mine'}], values: {name: 'my-stack'}, check: text => text === 'my-stack'});
		await type('yes');
		await type('');
		expect(await answer).toBe('');
		expect(told.stderr).toContain('\nLog group: /aws/lambda/mine\nmy-stack removes it all; Enter alone keeps everything.\n> ');
	});

	test('at the end the lesson comes before keeping or cleaning up', async () => {
		const {frontEnd, type, told} = setUp();
		const answer = frontEnd.ask({id: 'afterwards', choices: ['keep', 'clean'], fallback: 'keep'});
		await type('2');
		expect(await answer).toBe('clean');
		expect(told.stderr).toMatch(/The function goes before the layer.*Keep it, or clean up now\?.*1 Keep it\n2 Clean up.*Enter takes Keep it\./sv);
	});

	test('an empty line takes the default', async () => {
		const {frontEnd, type} = setUp();
		const answer = frontEnd.ask(stage);
		await type('');
		expect(await answer).toBe('dev');
	});

	test('a choice is taken by its number or its name; what cannot be had is refused with the rule', async () => {
		const {frontEnd, type, told} = setUp();
		const first = frontEnd.ask(target);
		await type('2');
		await type('3');
		await type('1');
		expect(await first).toBe('practice');
		expect(told.stderr).toContain('1 practice cloud, on this machine\n2 real AWS');
		expect(told.stderr.split(words.en.strings.questions.target.rule)).toHaveLength(3);
		const second = frontEnd.ask(target);
		await type('practice');
		expect(await second).toBe('practice');
	});
});

describe('a step', () => {
	test('is told with its lesson and its command, and runs at Enter', async () => {
		const {frontEnd, tell, type, told} = setUp();
		tell(runStarted({plan}));
		const answer = frontEnd.ask(go());
		await type('');
		expect(await answer).toBe('run');
		expect(told.stderr).toContain('A function that needs a package\n\nLambda\'s Python runtime');
		expect(told.stderr).toContain('This runs next:\n$ npx osls invoke local --function hello\nPress Enter to run it. Type e');
	});

	test('e explains the command and asks again, s leaves it out', async () => {
		const {frontEnd, tell, type, told} = setUp();
		tell(runStarted({plan}));
		const answer = frontEnd.ask(go());
		await type('e');
		await type('s');
		expect(await answer).toBe('skip');
		expect(told.stderr).toContain('npx osls invoke local: Runs the handler on this machine');
		expect(told.stderr).toContain('--function: Names the function');
	});

	test('that cannot be left out is not', async () => {
		const {frontEnd, tell, type, told} = setUp();
		tell(runStarted({plan}));
		const answer = frontEnd.ask(go(['run']));
		await type('s');
		expect(await answer).toBe('run');
		expect(told.stderr).not.toContain('Type s');
	});

	test('that is done is told with what it means', () => {
		const {tell, told} = setUp();
		tell(runStarted({plan}), started('function.local'), finished('function.local'), started('other'), finished('other'));
		expect(told.stderr.split(words.en.lesson('function.local').after)).toHaveLength(2);
	});
});

test('a guess must be one, or none', async () => {
	const {frontEnd, type, told} = setUp();
	const answer = frontEnd.ask(guess);
	await type('much');
	await type('5 MB');
	expect(await answer).toBe('5 MB');
	expect(told.stderr).toContain('How heavy will the zip be');
	expect(told.stderr).toContain('That is not a number with a unit.');
	const none = frontEnd.ask(guess);
	await type('');
	expect(await none).toBe('');
});

test.each([['r', 'retry'], ['', 'stop']])('a failure is told with its cure and its log; %j answers %s', async (line, expected) => {
	const {frontEnd, type, told} = setUp();
	const answer = frontEnd.ask(retry);
	await type(line);
	expect(await answer).toBe(expected);
	expect(told.stderr).toContain('Error: npm failed.\n  Command: npm install\n  Try: Look at the network.\nThe full output is in /logs/npm.log.\nType r and Enter');
});

describe('the person leaves', () => {
	test.each([{id: 'welcome', choices: ['go'], fallback: 'go'}, go()])('with q at $id', async question => {
		const {frontEnd, tell, type, quit} = setUp();
		tell(runStarted({plan}));
		const answer = frontEnd.ask(question);
		await type('q');
		expect(await answer).toBe(question.fallback);
		expect(quit).toHaveBeenCalledTimes(1);
	});

	test('by closing the input', async () => {
		const {frontEnd, quit, stdin} = setUp();
		const answer = frontEnd.ask(stage);
		stdin.end();
		expect(await answer).toBe('dev');
		expect(quit).toHaveBeenCalledTimes(1);
	});
});

test('a question is withdrawn when the run is stopped, and no other one is asked', async () => {
	const {frontEnd, quit, told} = setUp();
	const stop = new AbortController();
	const answer = frontEnd.ask(stage, stop.signal);
	await vi.waitFor(() => {
		expect(told.stderr).toMatch(/> $/v);
	});
	stop.abort();
	expect(await answer).toBe('dev');
	expect(quit).not.toHaveBeenCalled();
	const before = told.stderr;
	expect(await frontEnd.ask(guess, stop.signal)).toBe('');
	expect(told.stderr).toBe(before);
});

test('questions come one after the other', async () => {
	const {frontEnd, type, told} = setUp();
	const answers = Promise.all([frontEnd.ask(stage), frontEnd.ask(guess)]);
	await vi.waitFor(() => {
		expect(told.stderr).toMatch(/> $/v);
	});
	expect(told.stderr).not.toContain('How heavy');
	await type('prod');
	await type('5 MB');
	expect(await answers).toEqual(['prod', '5 MB']);
});

test('what happens while a question is open is told after its answer', async () => {
	const {frontEnd, tell, type, told} = setUp();
	tell(started('a'));
	expect(told.stderr).toContain('Title of a');
	const answer = frontEnd.ask(stage);
	await vi.waitFor(() => {
		expect(told.stderr).toMatch(/> $/v);
	});
	tell(finished('a'), started('b'), said('b', 'noise'));
	expect(told.stderr).toMatch(/> $/v);
	await type('prod');
	await answer;
	expect(told.stderr).toMatch(/✓ Title of a: done in 1\.5 s\n {2}Title of b …\n$/v);
	expect(told.stderr).not.toContain('noise');
});

test('closing tells what was held back', async () => {
	const {frontEnd, tell, told} = setUp();
	void frontEnd.ask(stage);
	await vi.waitFor(() => {
		expect(told.stderr).toMatch(/> $/v);
	});
	tell({type: 'run.failed', error: {code: 'ToolError', message: 'No.', exitCode: 3}});
	expect(told.stderr).not.toContain('Error: No.');
	await frontEnd.close();
	expect(told.stderr).toContain('Error: No.');
});

test.each(['en', 'zh'] as const)('a whole run has no escape sequence and draws nothing twice: %s', async language => {
	const {frontEnd, type, told} = setUp({language});
	const answers = frontEnd.ask(stage);
	await type('prod');
	await answers;
	for (const event of recording) {
		frontEnd.listen(event);
	}

	await frontEnd.close();
	for (const control of ['\u001B', '\r', '\b']) {
		expect(told.stdout + told.stderr).not.toContain(control);
	}

	expect(told.stdout).toContain('[[ 0  1  2  3  4]');
	for (const page of ['function.local', 'weigh.package', 'ship.invoke']) {
		expect(told.stderr).toContain(words[language].lesson(page).after);
	}
});
