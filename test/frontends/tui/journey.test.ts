import {describe, expect, test} from 'vitest';
import type {PlannedStep, WizardEvent} from '../../../source/engine/events.js';
import type {OpenQuestion} from '../../../source/frontends/tui/conversation.js';
import {follow, isLookingOn, mayGuess, outset, pageAt, phaseOf, walkOn, type Journey} from '../../../source/frontends/tui/journey.js';
import {emptyModel} from '../../../source/frontends/tui/model.js';
import {finished, replay, runStarted, stamped, started} from './support/recording.js';

const planned = (step: string, attended?: PlannedStep['attended']): PlannedStep => ({chapter: 'function', step, title: step, ...(attended && {attended})});
const plan = [planned('prepare'), planned('a', {}), planned('b', {guess: 'zip.fat.bytes'}), planned('c', {})];

const modelAfter = (...events: readonly WizardEvent[]) => replay(stamped(runStarted({plan, chapters: ['function', 'ship']}), ...events));
const resumedAfter = (...events: readonly WizardEvent[]) => replay(stamped(runStarted({plan, isResumed: true}), ...events));
const done = (...steps: readonly string[]) => steps.flatMap(step => [started(step), finished(step)]);
const asked = (step: string, id = 'go'): OpenQuestion => ({id, step, fallback: 'run', key: 1, answer: () => undefined});
const over = stamped({type: 'run.finished', facts: {}, ms: 1, nextSteps: []}).find(event => event.type === 'run.finished');
const onPage = (index: number, stage: 'lesson' | 'guess' | 'started' = 'lesson', told = 0): Journey => ({place: {at: 'page', index, stage}, told});

describe('the first page', () => {
	test('is there as soon as a new run has a plan', () => {
		expect(follow(outset, emptyModel, [])).toEqual(outset);
		expect(follow(outset, modelAfter(), [])).toEqual(onPage(0));
	});

	test('of a resumed run is the first one that is asked about; what was found done is told', () => {
		const model = resumedAfter(...done('prepare', 'a'));
		expect(follow(outset, model, [])).toEqual({place: {at: 'run'}, told: 2});
		expect(follow(outset, model, [asked('b', 'guess')])).toEqual(onPage(1, 'lesson', 2));
	});

	test('of a resumed run waits while only a failure is asked about', () => {
		expect(follow(outset, resumedAfter(...done('prepare')), [asked('a', 'retry')]).place).toEqual({at: 'run'});
	});

	test('is none where no step is attended', () => {
		const model = replay(stamped(runStarted({plan: [planned('prepare')]}), ...done('prepare')));
		expect(follow(outset, model, [])).toEqual({place: {at: 'run'}, told: 1});
	});
});

describe('a page', () => {
	test('that is read is passed over when its step turns out to be done', () => {
		expect(follow(onPage(0), modelAfter(...done('a', 'b')), [])).toEqual(onPage(2, 'lesson', 2));
	});

	test('that was started stays for its result', () => {
		expect(follow(onPage(0, 'started'), modelAfter(...done('a')), [])).toEqual(onPage(0, 'started'));
	});

	test('keeps what is told as it is, whatever happens behind it', () => {
		for (const stage of ['lesson', 'guess', 'started'] as const) {
			expect(follow(onPage(0, stage, 1), modelAfter(...done('x', 'y', 'prepare')), [])).toEqual(onPage(0, stage, 1));
		}
	});

	test('is left when the run fails, and all is told', () => {
		const model = modelAfter(...done('prepare'), started('a'), {type: 'run.failed', error: {code: 'ToolError', message: 'No.', exitCode: 3}});
		expect(follow(onPage(0, 'started'), model, [])).toEqual({place: {at: 'left'}, told: 2});
	});
});

describe('going on', () => {
	test('leads to the next page whose step is not done, and tells all that is', () => {
		expect(walkOn(onPage(0, 'started'), modelAfter(...done('a')))).toEqual(onPage(1, 'lesson', 1));
		expect(walkOn(onPage(0, 'started'), modelAfter(...done('a', 'b')))).toEqual(onPage(2, 'lesson', 2));
	});

	test('leads back to a page that a resumed run asked about later: other steps wait for it', () => {
		const model = resumedAfter(...done('prepare'));
		const first = follow(outset, model, [asked('b')]);
		expect(first.place).toMatchObject({at: 'page', index: 1});
		expect(walkOn({...first, place: {at: 'page', index: 1, stage: 'started'}}, resumedAfter(...done('prepare', 'b'))).place).toEqual({at: 'page', index: 0, stage: 'lesson'});
	});

	test('from the last page leads to the end, and from there away', () => {
		const model = modelAfter(...done('a', 'b', 'c'));
		const end = walkOn(onPage(2, 'started'), model);
		expect(end).toEqual({place: {at: 'end'}, told: 3});
		expect(follow(end, model, [])).toEqual(end);
		expect(walkOn(end, {...model, outcome: over})).toEqual({place: {at: 'left'}, told: 3});
	});

	test('from the end of a run that is not over leads to what comes after; that is told at once, and left when the run is over', () => {
		const model = modelAfter(...done('a', 'b', 'c'));
		const after = walkOn({place: {at: 'end'}, told: 3}, model);
		expect(after).toEqual({place: {at: 'after'}, told: 3});
		expect(follow(after, modelAfter(...done('a', 'b', 'c', 'cleanup.list')), [])).toEqual({place: {at: 'after'}, told: 4});
		expect(follow(after, {...model, outcome: over}, [])).toEqual({place: {at: 'left'}, told: 3});
		expect([isLookingOn(after), isLookingOn(outset), isLookingOn(onPage(0))]).toEqual([true, true, false]);
	});

	test('from the last page of a run that ends early leads away', () => {
		const model = replay(stamped(runStarted({plan, chapters: ['function']}), ...done('a', 'b', 'c')));
		expect(walkOn(onPage(2, 'started'), model)).toEqual({place: {at: 'left'}, told: 3});
	});
});

describe('the phase of a page', () => {
	const page = modelAfter().pages[0]!;

	test('is what the person does, until it is started', () => {
		expect(phaseOf(onPage(0), modelAfter(...done('a')), page)).toBe('lesson');
		expect(phaseOf(onPage(0, 'guess'), modelAfter(), page)).toBe('guess');
	});

	test('is then what its step does', () => {
		expect(phaseOf(onPage(0, 'started'), modelAfter(), page)).toBe('waiting');
		expect(phaseOf(onPage(0, 'started'), modelAfter(started('a')), page)).toBe('running');
		expect(phaseOf(onPage(0, 'started'), modelAfter(...done('a')), page)).toBe('result');
	});
});

test('a page belongs to its step', () => {
	expect(pageAt(onPage(1), modelAfter())?.step).toBe('b');
	expect(pageAt(outset, modelAfter())).toBeUndefined();
});

test('one may guess once, and only what is measured', () => {
	const [a, b] = modelAfter().pages;
	expect(mayGuess(modelAfter(), a)).toBe(false);
	expect(mayGuess(modelAfter(), b)).toBe(true);
	expect(mayGuess({...modelAfter(), guesses: {'zip.fat.bytes': ''}}, b)).toBe(false);
	expect(mayGuess(modelAfter(), undefined)).toBe(false);
});
