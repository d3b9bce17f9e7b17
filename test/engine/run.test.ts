import {describe, expect, test} from 'vitest';
import {CheckError, Interrupted, ToolError} from '../../source/engine/errors.js';
import type {WizardEvent} from '../../source/engine/events.js';
import {askNobody, type Ask} from '../../source/engine/questions.js';
import {dryRun, run} from '../../source/engine/run.js';
import type {Chapter, Step} from '../../source/engine/steps.js';

type World = Set<string>;
type TestStep = Step<World, string>;

/** A step that puts its id into the world. */
const step = (id: string, needs: readonly string[] = [], changes: Partial<TestStep> = {}): TestStep => ({
	id,
	title: `Do ${id}`,
	needs,
	plan: () => ({commands: [`make ${id}`], changes: [`${id} will exist`]}),
	async run(world) {
		world.add(id);
	},
	verify: async world => world.has(id) ? {done: true, facts: [{id: 'layer.arn', value: id}]} : {done: false, why: `${id} is not there`},
	...changes,
});

const chapter = (id: string, steps: readonly TestStep[]): Chapter<World, string> => ({id, title: id, steps});

function setUp(world: World = new Set(), ask: Ask = askNobody) {
	const events: WizardEvent[] = [];
	const interruption = new AbortController();
	const options = {
		contextFor: () => world,
		show: (commands: readonly string[]) => commands.join(' && '),
		emit(event: WizardEvent) {
			events.push(event);
		},
		ask,
		signal: interruption.signal,
	};
	const told = () => events.map(event => 'step' in event ? `${event.type} ${event.step}${'status' in event ? ` ${event.status}` : ''}` : `${event.type}${'chapter' in event ? ` ${event.chapter}` : ''}`);
	return {world, events, told, options, interruption};
}

/** A promise that someone else resolves; Node 20 has no Promise.withResolvers. */
function signalled(): {readonly promise: Promise<void>; readonly resolve: () => void} {
	let resolve: () => void = () => undefined;
	const promise = new Promise<void>(done => {
		resolve = done;
	});
	return {promise, resolve};
}

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
		const questions: string[] = [];
		const ask: Ask = async question => {
			questions.push(question.message);
			return question.choices.find(({value}) => value === 'retry')?.value ?? question.fallback;
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
		expect(questions).toEqual(['Do a: attempt 1', 'Do a: attempt 2']);
		expect(told()).toContain('step.finished a done');
	});

	test('waits for no answer once the run is stopped', async () => {
		const {options, interruption} = setUp(new Set(), async () => {
			interruption.abort();
			return new Promise<never>(() => {
				// Nobody answers.
			});
		});
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

describe('dryRun', () => {
	test('tells commands and changes and does nothing', () => {
		const {options, events, told, world} = setUp();
		dryRun([chapter('one', [step('a'), step('b', ['a'])])], options);
		expect(world.size).toBe(0);
		expect(told()).toEqual([
			'chapter.started one', 'step.started a', 'output a', 'step.finished a skipped',
			'step.started b', 'output b', 'step.finished b skipped', 'chapter.finished one',
		]);
		expect(events).toContainEqual({type: 'step.started', chapter: 'one', step: 'a', title: 'Do a', command: 'make a'});
		expect(events).toContainEqual({type: 'output', step: 'b', stream: 'stdout', line: 'b will exist'});
	});
});
