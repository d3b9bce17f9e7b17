import {readFileSync} from 'node:fs';
import {z} from 'zod';
import type {RunStarted, StampedEvent, WizardEvent} from '../../../../source/engine/events.js';
import {emptyModel, type Model} from '../../../../source/frontends/tui/model.js';
import {reduce} from '../../../../source/frontends/tui/reduce.js';

/** The recording was made by the program itself; its types are taken on trust. */
const event = z.custom<StampedEvent>(value => z.looseObject({v: z.literal(1), at: z.string(), type: z.string()}).safeParse(value).success);

const recorded = (file: string): readonly StampedEvent[] => readFileSync(new URL(`../../../fixtures/${file}`, import.meta.url), 'utf8')
	.trimEnd()
	.split('\n')
	.map(line => event.parse(JSON.parse(line)));

/** The events of a real run to the invoke, shortened. */
export const recording = recorded('run.ndjson');

/** Those of the chapters after it, of another real run. */
export const experiments = recorded('experiments.ndjson');

/** The model after the recorded events up to the first one like this. */
export function recordedUntil(isLast: (event: StampedEvent) => boolean): Model {
	return replay(recording.slice(0, recording.findIndex(event => isLast(event)) + 1));
}

export function replay(events: readonly StampedEvent[], from: Model = emptyModel): Model {
	let model = from;
	for (const next of events) {
		model = reduce(model, next);
	}

	return model;
}

/** Events one second apart, from the time 0. */
export function stamped(...events: readonly WizardEvent[]): readonly StampedEvent[] {
	return events.map((event, second) => ({v: 1, at: new Date(second * 1000).toISOString(), ...event}));
}

export const started = (step: string, command?: string): WizardEvent => ({type: 'step.started', chapter: 'function', step, title: `Title of ${step}`, ...(command && {command}), log: `/logs/${step}.log`});
/** A new run of nothing in particular. */
export const runStarted = (changes: Partial<RunStarted> = {}): WizardEvent => ({
	type: 'run.started',
	target: 'practice',
	directory: '/home/learner/layers',
	chapters: [],
	config: {stage: 'dev'},
	plan: [],
	isResumed: false,
	guesses: {},
	...changes,
});

export const finished = (step: string): WizardEvent => ({type: 'step.finished', step, ms: 1500, status: 'done'});
export const said = (step: string, line: string): WizardEvent => ({type: 'output', step, stream: 'stdout', line});
