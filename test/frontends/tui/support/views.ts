import {vi} from 'vitest';
import type {StampedEvent} from '../../../../source/engine/events.js';
import type {OpenQuestion} from '../../../../source/frontends/tui/conversation.js';
import {outset, type Journey} from '../../../../source/frontends/tui/journey.js';
import {emptyModel, type Model} from '../../../../source/frontends/tui/model.js';
import type {View} from '../../../../source/frontends/tui/store.js';
import {recording, replay} from './recording.js';

export const viewOf = (changes: Partial<View> = {}): View => ({model: emptyModel, journey: outset, question: undefined, isStopping: false, ...changes});

/** A question that waits; its answer is to be looked at. */
export const questionOf = (changes: Partial<OpenQuestion> & Pick<OpenQuestion, 'id'>): OpenQuestion & {readonly answer: ReturnType<typeof vi.fn<(value: string) => void>>} => ({
	fallback: '',
	key: 1,
	...changes,
	answer: vi.fn<(value: string) => void>(),
});

/** What a recorded run looks like just before or just after the first event of this kind about a step. */
function modelAt(type: StampedEvent['type'], step: string, after: number): Model {
	return replay(recording.slice(0, recording.findIndex(event => event.type === type && 'step' in event && event.step === step) + after));
}

type Stage = 'lesson' | 'guess' | 'waiting' | 'running' | 'result';

/** A person on the page of a step in the recorded run. */
export function onPage(step: string, stage: Stage): View {
	const model = {
		lesson: () => modelAt('step.started', step, 0),
		guess: () => modelAt('step.started', step, 0),
		waiting: () => modelAt('step.started', step, 0),
		running: () => modelAt('step.finished', step, 0),
		result: () => modelAt('step.finished', step, 1),
	}[stage]();
	const journey: Journey = {
		place: {at: 'page', index: model.pages.findIndex(page => page.step === step), stage: stage === 'lesson' || stage === 'guess' ? stage : 'started'},
		told: 0,
	};
	return viewOf({model, journey});
}

/** The last page of the recorded run. */
export const atEnd: View = viewOf({model: replay(recording), journey: {place: {at: 'end'}, told: 0}});

/** A deploy that failed, as the engine asks about it. */
export const retryOf = (step: string) => questionOf({
	id: 'retry',
	step,
	choices: ['stop', 'retry'],
	fallback: 'stop',
	failure: {
		code: 'ToolError',
		message: 'sls stopped with exit code 1: the stack is being changed by somebody else.',
		command: '(cd sls-layers-python && . venv/bin/activate && npx osls deploy --package package-thin --verbose)',
		tryThis: 'Wait until the stack is at rest, then try again.',
		log: `/home/learner/layers/.layer-wizard/logs/${step}.log`,
		exitCode: 3,
	},
});
