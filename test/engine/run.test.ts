import {describe, expect, test} from 'vitest';
import {CloudError, CheckError, Interrupted, ToolError} from '../../source/engine/errors.js';
import type {FailureReport} from '../../source/engine/events.js';
import {answerTo, type Ask} from '../../source/engine/questions.js';
import {dryRun, planOf, run} from '../../source/engine/run.js';
import {chapter, setUp, signalled, step} from './support/world.js';

describe('run', () => {
	test('runs steps in the order of their needs and tells each once', async () => {
		const {options, told, world} = setUp();
		await run([chapter('one', [step('a')]), chapter('two', [step('b', ['a'])])], options);
		expect([...world]).toEqual(['a', 'b']);
		expect(told()).toEqual([
			'chapter.started one', 'step.started a', 'fact', 'step.finished a done', 'chapter.finished one',
			'chapter.started two', 'step.started b', 'fact', 'step.finished b done', 'chapter.finished two',
		]);
	});

	test('overlaps steps that do not need each other', async () => {
		const {options} = setUp();
		// Each waits for the other to have started: one after the other would never end.
		const started = {a: signalled(), b: signalled()};
		const waiting = (own: 'a' | 'b', other: 'a' | 'b') => step(own, [], {
			async run(world) {
				started[own].resolve();
				await started[other].promise;
				world.add(own);
			},
		});
		await expect(run([chapter('one', [waiting('a', 'b'), waiting('b', 'a')])], options)).resolves.toBeUndefined();
	});

	test('does not repeat what the world says is done', async () => {
		const {options, told} = setUp(new Set(['a']));
		await run([chapter('one', [step('a', [], {run: () => Promise.reject(new Error('ran'))})])], options);
		expect(told()).toContain('step.finished a already');
	});

	test('a step that only looks is done, and throws what it misses', async () => {
		const {options, told} = setUp(new Set(['a']));
		const {run: _, ...looking} = step('a');
		await run([chapter('one', [looking])], options);
		expect(told()).toContain('step.finished a done');
	});

	test('a step that ran without effect is a failed check that says why', async () => {
		const {options} = setUp();
		const idle = step('a', [], {run: async () => undefined});
		await expect(run([chapter('one', [idle])], options)).rejects.toThrow(new CheckError('Do a: a is not there.'));
	});

	test('stops the other steps at the first failure and starts none that needs it', async () => {
		const {options, told} = setUp();
		let stopped = false;
		let stepSignal: AbortSignal | undefined;
		const contexts = {
			...options,
			contextFor(_: string, signal: AbortSignal) {
				stepSignal = signal;
				return new Set<string>();
			},
		};
		const failing = step('a', [], {run: () => Promise.reject(new ToolError('a broke'))});
		const waiting = step('b', [], {
			async run() {
				await new Promise<void>(resolve => {
					stepSignal?.addEventListener('abort', () => {
						resolve();
					});
				});
				stopped = true;
				throw new Interrupted();
			},
		});
		await expect(run([chapter('one', [failing, waiting, step('c', ['a'])])], contexts)).rejects.toThrow('a broke');
		expect(stopped).toBe(true);
		expect(told()).not.toContain('step.started c');
	});

	test('asks after a failure, and tries again when told to', async () => {
		const asked: Array<FailureReport | undefined> = [];
		const ask: Ask = async question => {
			asked.push(question.failure);
			expect(question).toMatchObject({id: 'retry', step: 'a', choices: ['stop', 'retry'], fallback: 'stop'});
			return answerTo(question, 'retry');
		};

		const {options, told} = setUp(new Set(), ask);
		let attempts = 0;
		const flaky = step('a', [], {
			async run(world) {
				attempts++;
				if (attempts < 3) {
					throw new ToolError(`attempt ${attempts}`);
				}

				world.add('a');
			},
		});
		await run([chapter('one', [flaky])], options);
		expect(asked).toEqual(['attempt 1', 'attempt 2'].map(message => ({code: 'ToolError', message, exitCode: 3})));
		expect(told()).toContain('step.finished a done');
	});

	test('does not ask to try again what the person has just decided against', async () => {
		const {options} = setUp(new Set(), async () => {
			throw new Error('Nothing is asked.');
		});
		const refused = step('a', [], {
			async run() {
				throw new CloudError('no', {isDecided: true});
			},
		});
		await expect(run([chapter('one', [refused])], options)).rejects.toThrow('no');
	});

	test('withdraws what it asks after a failure once the run is stopped', async () => {
		const {options, interruption} = setUp(new Set(), async (question, signal) => new Promise(resolve => {
			signal?.addEventListener('abort', () => {
				resolve(question.fallback);
			}, {once: true});
			interruption.abort();
		}));
		const broken = step('a', [], {
			async run() {
				throw new ToolError('a broke');
			},
		});
		await expect(run([chapter('one', [broken])], options)).rejects.toBeInstanceOf(Interrupted);
	});

	test('never asks about a defect', async () => {
		const {options} = setUp(new Set(), () => Promise.reject(new Error('asked')));
		const broken = step('a', [], {run: () => Promise.reject(new TypeError('a bug'))});
		await expect(run([chapter('one', [broken])], options)).rejects.toThrow('a bug');
	});

	test('explains errors of the system', async () => {
		const {options} = setUp();
		const full = step('a', [], {run: () => Promise.reject(Object.assign(new Error('no space left on device'), {code: 'ENOSPC'}))});
		await expect(run([chapter('one', [full])], options)).rejects.toMatchObject({exitCode: 3, details: {tryThis: expect.stringContaining('Make room')}});
	});

	test('an interruption starts nothing more and ends as Interrupted', async () => {
		const {options, interruption, told} = setUp();
		const interrupting = step('a', [], {
			async run(world) {
				world.add('a');
				interruption.abort();
			},
		});
		await expect(run([chapter('one', [interrupting, step('b', ['a'])])], options)).rejects.toBeInstanceOf(Interrupted);
		expect(told()).not.toContain('step.started b');
	});

	test('refuses a need that does not come before', async () => {
		const {options} = setUp();
		await expect(run([chapter('one', [step('a', ['b']), step('b')])], options)).rejects.toThrow('Step a needs b');
	});
});

test('the plan has every step with its command, and how a person takes part in it', () => {
	const {options} = setUp();
	const attended = {guess: 'layer.zip.bytes', canSkip: true} as const;
	expect(planOf([chapter('one', [step('a'), step('b', ['a'], {plan: () => ({}), attended})])], options)).toEqual([
		{chapter: 'one', step: 'a', title: 'Do a', command: 'make a'},
		{chapter: 'one', step: 'b', title: 'Do b', attended},
	]);
});

describe('dryRun', () => {
	test('tells commands and changes and does nothing', () => {
		const {options, events, told, world} = setUp();
		dryRun([chapter('one', [step('a'), step('b', ['a'])])], options);
		expect(world.size).toBe(0);
		expect(told()).toEqual([
			'chapter.started one', 'step.started a', 'output a', 'step.finished a skipped',
			'step.started b', 'output b', 'step.finished b skipped', 'chapter.finished one',
		]);
		expect(events).toContainEqual({type: 'step.started', chapter: 'one', step: 'a', title: 'Do a', command: 'make a', log: '/logs/a.log'});
		expect(events).toContainEqual({type: 'output', step: 'b', stream: 'stdout', line: 'b will exist'});
	});
});
