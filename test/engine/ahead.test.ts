import {describe, expect, test} from 'vitest';
import {ToolError} from '../../source/engine/errors.js';
import type {Emit, WizardEvent} from '../../source/engine/events.js';
import {HeldEvents} from '../../source/engine/held-events.js';
import {answerTo, type Ask} from '../../source/engine/questions.js';
import {run} from '../../source/engine/run.js';
import type {Step} from '../../source/engine/steps.js';
import {setUp, signalled} from './support/world.js';

/** What a step of these tests sees. */
type Seen = {readonly emit: Emit; readonly signal: AbortSignal};
type AheadStep = Step<Seen, string>;

/** A step that works ahead: it prints a line, and is done when its work has ended. */
function aheadStep(work: (seen: Seen) => Promise<void> = async () => undefined) {
	const began = signalled();
	let runs = 0;
	let isDone = false;
	const step: AheadStep = {
		id: 'a',
		title: 'Do a',
		needs: [],
		attended: {canSkip: true},
		ahead: () => true,
		plan: () => ({commands: ['make a']}),
		async run(seen) {
			runs++;
			seen.emit({type: 'output', step: 'a', stream: 'stdout', line: `run ${runs}`});
			began.resolve();
			await work(seen);
			isDone = true;
		},
		verify: async () => isDone ? {done: true, facts: [{id: 'layer.arn', value: 'a'}]} : {done: false, why: 'a is not there'},
	};
	return {step, began: began.promise, runs: () => runs};
}

async function runWith(step: AheadStep, ask: Ask) {
	const {options, told} = setUp(new Set(), ask);
	const chapters = [{id: 'one', title: 'one', steps: [step]}];
	const ended = run(chapters, {...options, contextFor: (_: string, signal: AbortSignal, emit: Emit = options.emit) => ({emit, signal})});
	return {ended, told};
}

const whole = ['chapter.started one', 'step.started a', 'output a', 'fact', 'step.finished a done', 'chapter.finished one'];

describe('a step that may be begun ahead', () => {
	test('works while the person reads, tells nothing before they start it, and works once', async () => {
		const {step, began, runs} = aheadStep();
		const {ended, told} = await runWith(step, async question => {
			await began;
			expect(told()).toEqual(['chapter.started one']);
			return question.fallback;
		});
		await ended;
		expect(told()).toEqual(whole);
		expect(runs()).toBe(1);
	});

	test('goes on where it was when they start it before its end', async () => {
		const word = signalled();
		const {step, began} = aheadStep(async () => word.promise);
		const {ended, told} = await runWith(step, async question => {
			await began;
			return question.fallback;
		});
		await expect.poll(told).toEqual(whole.slice(0, 3));
		word.resolve();
		await ended;
		expect(told()).toEqual(whole);
	});

	test('is ended when they leave it out, and nothing of it is told', async () => {
		let isEnded = false;
		const {step, began} = aheadStep(async ({signal}) => new Promise((_, reject) => {
			signal.addEventListener('abort', () => {
				isEnded = true;
				reject(new Error('ended'));
			});
		}));
		const {ended, told} = await runWith(step, async question => {
			await began;
			return answerTo(question, 'skip');
		});
		await ended;
		expect(isEnded).toBe(true);
		expect(told()).toEqual(['chapter.started one', 'step.started a', 'step.finished a skipped', 'chapter.finished one']);
	});

	test('that fails ahead says so, and asks whether to try again, when they start it', async () => {
		const {step, began, runs} = aheadStep(async () => {
			if (runs() === 1) {
				throw new ToolError('no network');
			}
		});
		const asked: string[] = [];
		const {ended, told} = await runWith(step, async question => {
			await began;
			asked.push(question.id);
			return answerTo(question, question.id === 'retry' ? 'retry' : 'run');
		});
		await ended;
		expect(asked).toEqual(['go', 'retry']);
		expect(told()).toEqual([...whole.slice(0, 3), 'output a', ...whole.slice(3)]);
	});
});

test('of many lines the last are kept back, and all that is not a line', () => {
	const told: WizardEvent[] = [];
	const held = new HeldEvents(event => {
		told.push(event);
	});
	held.emit({type: 'warning', code: 'x', message: 'first'});
	for (let line = 0; line < 10_000; line++) {
		held.emit({type: 'output', step: 'a', stream: 'stdout', line: String(line)});
	}

	expect(told).toEqual([]);
	held.release();
	held.emit({type: 'warning', code: 'x', message: 'last'});
	const lines = told.flatMap(event => event.type === 'output' ? [event.line] : []);
	expect(lines.length).toBeGreaterThanOrEqual(500);
	expect(lines.length).toBeLessThanOrEqual(1000);
	expect(lines.at(-1)).toBe('9999');
	expect([told[0], told.at(-1)]).toMatchObject([{message: 'first'}, {message: 'last'}]);
});
