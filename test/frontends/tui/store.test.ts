import {afterEach, beforeEach, describe, expect, test, vi} from 'vitest';
import type {PlannedStep, WizardEvent} from '../../../source/engine/events.js';
import type {Question} from '../../../source/engine/questions.js';
import {Store} from '../../../source/frontends/tui/store.js';
import {finished, recording, replay, runStarted, said, stamped, started} from './support/recording.js';

beforeEach(() => {
	vi.useFakeTimers();
});
afterEach(() => {
	vi.useRealTimers();
});

test('thousands of events are published as one view, and none is lost', () => {
	const store = new Store(true);
	const onPublish = vi.fn<() => void>();
	store.subscribe(onPublish);
	const events = stamped(started('a'), ...Array.from({length: 10_000}, (_, index) => said('a', `line ${index}`)));
	for (const event of events) {
		store.listen(event);
	}

	expect(onPublish).not.toHaveBeenCalled();
	expect(store.view().model.running).toEqual([]);
	vi.advanceTimersByTime(50);
	expect(onPublish).toHaveBeenCalledTimes(1);
	expect(store.view().model).toEqual(replay(events));
	expect(store.view().model.running[0]?.lines.at(-1)?.text).toBe('line 9999');
	vi.advanceTimersByTime(1000);
	expect(onPublish).toHaveBeenCalledTimes(1);
	expect(vi.getTimerCount()).toBe(0);
});

test('what comes after a while is published at once, what comes soon after that 50 ms later', () => {
	const store = new Store(true);
	const [begun, ...lines] = stamped(started('a'), said('a', 'one'), said('a', 'two'));
	vi.advanceTimersByTime(1000);
	store.listen(begun!);
	vi.advanceTimersByTime(0);
	expect(store.view().model.running).toHaveLength(1);
	for (const line of lines) {
		store.listen(line);
	}

	vi.advanceTimersByTime(49);
	expect(store.view().model.running[0]?.lines).toEqual([]);
	vi.advanceTimersByTime(1);
	expect(store.view().model.running[0]?.lines).toHaveLength(2);
});

test('a view stays the same until the next one is published', () => {
	const store = new Store(true);
	const before = store.view();
	store.listen(recording[0]!);
	expect(store.view()).toBe(before);
	store.flush();
	expect(store.view()).not.toBe(before);
	expect(store.view().model.target).toBe('practice');
	expect(vi.getTimerCount()).toBe(0);
});

test('a question is published at once, and stopping answers it', async () => {
	const store = new Store(true);
	const onPublish = vi.fn<() => void>();
	const unsubscribe = store.subscribe(onPublish);
	const answer = store.ask({id: 'retry', choices: ['yes', 'no'], fallback: 'no'});
	expect(onPublish).toHaveBeenCalledTimes(1);
	expect(store.view()).toMatchObject({question: {id: 'retry'}, isStopping: false});
	unsubscribe();
	store.stop();
	expect(await answer).toBe('no');
	expect(store.view()).toMatchObject({question: undefined, isStopping: true});
	expect(onPublish).toHaveBeenCalledTimes(1);
});

const planned = (step: string, attended: PlannedStep['attended']): PlannedStep => ({chapter: 'function', step, title: step, attended: attended ?? {}});
const plan = [planned('a', {guess: 'zip.fat.bytes', canSkip: true}), planned('b', {})];
const go = (step: string): Question => ({id: 'go', step, choices: ['run', 'skip'], fallback: 'run'});
const guess: Question = {id: 'guess', step: 'a', fact: 'zip.fat.bytes', fallback: ''};

/** A store in which these events have happened. */
function storeAfter(...events: readonly WizardEvent[]) {
	const store = new Store(true);
	const tell = (...more: readonly WizardEvent[]) => {
		for (const event of stamped(...more)) {
			store.listen(event);
		}

		store.flush();
	};

	tell(runStarted({plan, chapters: ['function', 'ship']}), ...events);
	return {store, tell, place: () => store.view().journey.place};
}

/** Whether something has happened once all that can happen at once has. */
async function hasResolved(promise: Promise<unknown>): Promise<boolean> {
	let is = false;
	void promise.then(() => {
		is = true;
	});
	await vi.advanceTimersByTimeAsync(0);
	return is;
}

describe('a person who follows', () => {
	test('goes from the lesson to the guess, and with the guess the step starts', async () => {
		const {store, place} = storeAfter();
		const answers = Promise.all([store.ask(guess), store.ask(go('a'))]);
		expect(store.view().question).toBeUndefined();
		expect(place()).toEqual({at: 'page', index: 0, stage: 'lesson'});
		store.goOn();
		expect(place()).toEqual({at: 'page', index: 0, stage: 'guess'});
		store.guess('5 MB');
		expect(place()).toEqual({at: 'page', index: 0, stage: 'started'});
		expect(await answers).toEqual(['5 MB', 'run']);
		expect(store.view().model.guesses).toEqual({'zip.fat.bytes': '5 MB'});
	});

	test('may start a step before it is ready to be asked about', async () => {
		const {store} = storeAfter();
		store.goOn();
		store.guess('');
		expect(await Promise.all([store.ask(guess), store.ask(go('a'))])).toEqual(['', 'run']);
		expect(store.view().model.guesses).toEqual({'zip.fat.bytes': ''});
	});

	test('leaves a step out without a guess', async () => {
		const {store, place} = storeAfter();
		store.skip();
		expect(place()).toEqual({at: 'page', index: 0, stage: 'started'});
		expect(await Promise.all([store.ask(guess), store.ask(go('a'))])).toEqual(['', 'skip']);
	});

	test('starts a step that measures nothing from its lesson', async () => {
		const {store, tell, place} = storeAfter();
		tell(started('a'), finished('a'));
		expect(place()).toEqual({at: 'page', index: 1, stage: 'lesson'});
		const answer = store.ask(go('b'));
		store.goOn();
		expect(await answer).toBe('run');
		expect(place()).toEqual({at: 'page', index: 1, stage: 'started'});
	});

	test('cannot start what has been started', async () => {
		const {store} = storeAfter();
		store.skip();
		store.skip();
		store.guess('5 MB');
		expect(await store.ask(go('a'))).toBe('skip');
		const again = store.ask(go('a'));
		expect(await hasResolved(again)).toBe(false);
	});

	test('sees other questions than those of pages', () => {
		const {store} = storeAfter();
		void store.ask(go('a'));
		void store.ask({id: 'retry', step: 'b', choices: ['stop', 'retry'], fallback: 'stop'});
		expect(store.view().question).toMatchObject({id: 'retry', step: 'b'});
	});

	test('is asked what comes after only when the last page is turned', async () => {
		const store = new Store(true);
		for (const event of stamped(runStarted({plan, chapters: ['function', 'ship']}), started('a'), finished('a'), started('b'))) {
			store.listen(event);
		}

		store.flush();
		store.flush();
		store.goOn();
		const answer = store.ask({id: 'afterwards', choices: ['keep', 'clean'], fallback: 'keep'});
		expect(store.view()).toMatchObject({journey: {place: {at: 'page', index: 1}}, question: undefined});
		store.listen(stamped(finished('b'))[0]!);
		store.flush();
		store.goOn();
		expect(store.view()).toMatchObject({journey: {place: {at: 'end'}}, question: undefined});
		store.goOn();
		expect(store.view()).toMatchObject({journey: {place: {at: 'after'}}, question: {id: 'afterwards'}});
		store.view().question?.answer('clean');
		expect(await answer).toBe('clean');
	});

	test('is told what happened behind a page when going on', () => {
		const {store, tell} = storeAfter();
		store.skip();
		tell(started('behind'), finished('behind'), started('a'), {type: 'step.finished', step: 'a', ms: 1, status: 'skipped'});
		expect(store.view().journey.told).toBe(0);
		store.goOn();
		expect(store.view().journey).toEqual({place: {at: 'page', index: 1, stage: 'lesson'}, told: 2});
	});
});

const runFinished: WizardEvent = {type: 'run.finished', facts: {}, ms: 1, nextSteps: []};
const runFailed: WizardEvent = {type: 'run.failed', error: {code: 'ToolError', message: 'No.', exitCode: 3}};

describe('left', () => {
	test('waits until the person has gone on from the last page', async () => {
		const {store, tell, place} = storeAfter();
		store.skip();
		tell(started('a'), finished('a'));
		store.goOn();
		store.goOn();
		tell(started('b'), finished('b'), runFinished);
		expect(place()).toMatchObject({at: 'page', index: 1, stage: 'started'});
		expect(await hasResolved(store.left)).toBe(false);
		store.goOn();
		expect(place()).toEqual({at: 'end'});
		expect(await hasResolved(store.left)).toBe(false);
		store.goOn();
		expect(await hasResolved(store.left)).toBe(true);
		expect(store.view().journey).toEqual({place: {at: 'left'}, told: 2});
	});

	test('comes with a failure', async () => {
		const {store, tell} = storeAfter();
		expect(await hasResolved(store.left)).toBe(false);
		tell(runFailed);
		expect(await hasResolved(store.left)).toBe(true);
	});

	test('comes with the stop, and all is told', async () => {
		const {store, tell} = storeAfter();
		tell(started('x'), finished('x'));
		store.stop();
		expect(await hasResolved(store.left)).toBe(true);
		expect(store.view().journey.told).toBe(1);
	});

	test('comes with the end of a run in which nothing was left to do', async () => {
		const store = new Store(true);
		for (const event of stamped(runStarted({plan, isResumed: true}), started('a'), finished('a'), runFinished)) {
			store.listen(event);
		}

		store.flush();
		expect(await hasResolved(store.left)).toBe(true);
	});

	test('comes with the end where nobody follows, and not before', async () => {
		const store = new Store(false);
		for (const event of recording.slice(0, -1)) {
			store.listen(event);
		}

		store.flush();
		expect(store.view().journey).toEqual({place: {at: 'run'}, told: store.view().model.record.length});
		expect(await hasResolved(store.left)).toBe(false);
		store.listen(recording.at(-1)!);
		store.flush();
		expect(await hasResolved(store.left)).toBe(true);
	});
});
