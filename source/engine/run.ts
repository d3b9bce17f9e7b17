import {explainSystemError, stopReason} from './errors.js';
import type {Emit, PlannedStep} from './events.js';
import {announce, runStep, type RunOptions} from './run-step.js';
import type {Chapter, Step} from './steps.js';

/**
Runs the chapters' steps, each as soon as what it needs is done, so that independent steps overlap.
When a step fails for good the others are stopped, and the first failure is thrown after all have ended.

@throws WizardError of the step that failed first; the signal's reason when it was aborted.
*/
export async function run<Context, Command>(
	chapters: ReadonlyArray<Chapter<Context, Command>>,
	options: RunOptions<Context, Command>,
): Promise<void> {
	const stop = new AbortController();
	const signal = AbortSignal.any([options.signal, stop.signal]);
	const ends = new Map<string, Promise<void>>();
	const failures: unknown[] = [];

	for (const chapter of chapters) {
		const boundary = chapterBoundary(chapter, options.emit);
		for (const step of chapter.steps) {
			ends.set(step.id, attempt(step, needsOf(step, ends), boundary));
		}
	}

	await Promise.allSettled(ends.values());
	if (options.signal.aborted) {
		throw stopReason(options.signal);
	}

	if (failures.length > 0) {
		throw failures[0];
	}

	async function attempt(step: Step<Context, Command>, needs: ReadonlyArray<Promise<void>>, boundary: ChapterBoundary): Promise<void> {
		await Promise.all(needs);
		try {
			signal.throwIfAborted();
			boundary.enter();
			await options.timeline.measure({step: step.id, kind: 'step', name: step.title, needs: step.needs}, async () => runStep(step, boundary.chapter, options, signal));
			boundary.leave();
		} catch (error_) {
			const error = explainSystemError(error_);
			failures.push(error);
			stop.abort();
			throw error;
		}
	}
}

/** The plan of a run: every step with the command that it would run. */
export function planOf<Context, Command>(
	chapters: ReadonlyArray<Chapter<Context, Command>>,
	{contextFor, show, signal}: Pick<RunOptions<Context, Command>, 'contextFor' | 'show' | 'signal'>,
): readonly PlannedStep[] {
	return chapters.flatMap(chapter => chapter.steps.map(step => {
		const command = show(step.plan(contextFor(step.id, signal)).commands ?? []);
		return {chapter: chapter.id, step: step.id, title: step.title, ...(command && {command}), ...(step.attended && {attended: step.attended})};
	}));
}

/** Says what each step would run and change, in the order of the chapters, and runs nothing. */
export function dryRun<Context, Command>(
	chapters: ReadonlyArray<Chapter<Context, Command>>,
	options: RunOptions<Context, Command>,
): void {
	for (const chapter of chapters) {
		options.emit({type: 'chapter.started', chapter: chapter.id});
		for (const step of chapter.steps) {
			const context = options.contextFor(step.id, options.signal);
			announce(step, chapter.id, context, options);
			for (const line of step.plan(context).changes ?? []) {
				options.emit({type: 'output', step: step.id, stream: 'stdout', line});
			}

			options.emit({type: 'step.finished', step: step.id, ms: 0, status: 'skipped'});
		}

		options.emit({type: 'chapter.finished', chapter: chapter.id});
	}
}

function needsOf(step: {readonly id: string; readonly needs: readonly string[]}, ends: ReadonlyMap<string, Promise<void>>): ReadonlyArray<Promise<void>> {
	const unknown = step.needs.find(id => !ends.has(id));
	if (unknown) {
		throw new Error(`Step ${step.id} needs ${unknown}, which does not come before it.`);
	}

	return [...ends].filter(([id]) => step.needs.includes(id)).map(([, end]) => end);
}

type ChapterBoundary = {readonly chapter: string; enter(): void; leave(): void};

/** A chapter starts with the first of its steps and finishes with the last; chapters may overlap. */
function chapterBoundary(chapter: {readonly id: string; readonly steps: readonly unknown[]}, emit: Emit): ChapterBoundary {
	let entered = 0;
	let left = 0;
	return {
		chapter: chapter.id,
		enter() {
			entered++;
			if (entered === 1) {
				emit({type: 'chapter.started', chapter: chapter.id});
			}
		},
		leave() {
			left++;
			if (left === chapter.steps.length) {
				emit({type: 'chapter.finished', chapter: chapter.id});
			}
		},
	};
}
