import * as z from 'zod';
import {factIds, type Earlier, type Fact, type PlannedStep} from '../engine/events.js';
import type {JournalContent} from '../engine/journal-content.js';
import type {ReadEntry} from '../engine/journal-line.js';
import {chapterIds, chosenChapter} from './ids.js';

/** A journal's last word on a step; `begun` was started and has not ended, so it may have undone what was done before. */
export type StepWord = {readonly at: string; readonly ms: number; readonly status: 'done' | 'already' | 'skipped' | 'begun'};

/** Where a walkthrough stands as its journal tells it; a run looks at the world besides. */
export type Progress = {
	/** All steps that were ever planned, in the order in which they are told. */
	readonly plan: readonly PlannedStep[];
	readonly steps: ReadonlyMap<string, StepWord>;
	/** What was measured last, in the order of `factIds`. */
	readonly facts: ReadonlyArray<Fact & {readonly at: string}>;
};

const plannedStep = z.object({chapter: z.string(), step: z.string(), title: z.string(), command: z.string().exactOptional()});
const runStarted = z.looseObject({type: z.literal('run.started'), plan: z.array(plannedStep)});
const stepWord = z.discriminatedUnion('type', [
	z.object({type: z.literal('step.started'), at: z.string(), step: z.string()}).transform(({step, at}) => ({step, at, ms: 0, status: 'begun' as const})),
	z.object({type: z.literal('step.finished'), at: z.string(), step: z.string(), ms: z.number(), status: z.enum(['done', 'already', 'skipped'])}),
]);
const fact = z.object({type: z.literal('fact'), at: z.string(), id: z.enum(factIds), value: z.union([z.number(), z.string()]), unit: z.enum(['B', 'ms']).exactOptional()});

/**
Reads where a walkthrough stands. Never a wrong "done": a step counts by the last that was said of it, and nothing counts from
before a damaged line, which may have taken it back, or from before a clean-up began.
*/
export function progressIn({entries, soundFrom}: JournalContent): Progress {
	const removal = 1 + entries.findLastIndex(({type, chapter}) => type === 'step.started' && chapter === chosenChapter);
	const plan = new Map<string, PlannedStep>();
	for (const run of parsed(runStarted, ['run.started'], entries, 0)) {
		for (const step of run.plan.filter(({chapter}) => (chapterIds as readonly string[]).includes(chapter))) {
			plan.set(step.step, step);
		}
	}

	const steps = new Map<string, StepWord>();
	for (const {step, at, ms, status} of parsed(stepWord, ['step.started', 'step.finished'], entries, Math.max(soundFrom, removal))) {
		steps.set(step, {at, ms, status});
	}

	const facts = new Map<string, Progress['facts'][number]>();
	for (const {type, ...measured} of parsed(fact, ['fact'], entries, removal)) {
		facts.set(measured.id, measured);
	}

	return {plan: [...plan.values()], steps, facts: factIds.flatMap(id => facts.get(id) ?? [])};
}

/** True for a step that the journal calls done. */
export const isDone = (word: StepWord | undefined): boolean => word?.status === 'done' || word?.status === 'already';

/** What a plan's steps come to before they are looked at; undefined when no walkthrough was begun. */
export function earlierOf({plan: known, steps}: Progress, plan: readonly PlannedStep[]): Earlier | undefined {
	const done = plan.flatMap(({step}) => steps.get(step) ?? []).filter(word => isDone(word));
	const at = done.map(word => word.at).toSorted().at(-1);
	return known.length > 0 ? {done: done.length, steps: plan.length, ...(at !== undefined && {at})} : undefined;
}

/** Parses the entries of these types from an index on. A long journal holds so many that copies of the list would count. */
function * parsed<Value>(schema: z.ZodType<Value>, types: readonly string[], entries: readonly ReadEntry[], from: number): Generator<Value> {
	for (let index = from; index < entries.length; index++) {
		const entry = entries[index];
		const value = entry && types.includes(entry.type) ? schema.safeParse(entry).data : undefined;
		if (value !== undefined) {
			yield value;
		}
	}
}
