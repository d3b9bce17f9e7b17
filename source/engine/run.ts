import {performance} from 'node:perf_hooks';
import {CheckError, explainSystemError, Interrupted, WizardError} from './errors.js';
import type {Emit} from './events.js';
import type {Ask} from './questions.js';
import type {Chapter, Step} from './steps.js';

export type RunOptions<Context, Command> = {
	/** The context that a step sees. */
	readonly contextFor: (step: string, signal: AbortSignal) => Context;
	/** Commands as a person would type them, one after the other. */
	readonly show: (commands: readonly Command[]) => string;
	readonly emit: Emit;
	readonly ask: Ask;
	/** Aborted when the person or the system asks to stop. */
	readonly signal: AbortSignal;
};

/**
Runs the chapters' steps, each as soon as what it needs is done, so that independent steps overlap.
When a step fails for good the others are stopped, and the first failure is thrown after all have ended.

@throws WizardError of the step that failed first; Interrupted when the signal was aborted.
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
		throw new Interrupted();
	}

	if (failures.length > 0) {
		throw failures[0];
	}

	async function attempt(step: Step<Context, Command>, needs: ReadonlyArray<Promise<void>>, boundary: ChapterBoundary): Promise<void> {
		await Promise.all(needs);
		try {
			signal.throwIfAborted();
			boundary.enter();
			await runStep(step, boundary.chapter, options, signal);
			boundary.leave();
		} catch (error_) {
			const error = explainSystemError(error_);
			failures.push(error);
			stop.abort();
			throw error;
		}
	}
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

async function runStep<Context, Command>(
	step: Step<Context, Command>,
	chapter: string,
	options: RunOptions<Context, Command>,
	signal: AbortSignal,
): Promise<void> {
	const start = performance.now();
	const context = options.contextFor(step.id, signal);
	announce(step, chapter, context, options);
	const already = await look(step, context, options.emit);
	if (!already.done) {
		await runUntilDone(step, context, options, signal);
	}

	options.emit({
		type: 'step.finished',
		step: step.id,
		ms: Math.round(performance.now() - start),
		status: already.done && step.run ? 'already' : 'done',
	});
}

/** Runs a step and looks at what it did; after a failure, asks whether to try again. */
async function runUntilDone<Context, Command>(
	step: Step<Context, Command>,
	context: Context,
	options: RunOptions<Context, Command>,
	signal: AbortSignal,
): Promise<void> {
	for (;;) {
		try {
			await step.run?.(context);
			const verdict = await look(step, context, options.emit);
			if (verdict.done) {
				return;
			}

			throw new CheckError(`${step.title}: ${verdict.why}.`, {tryThis: verdict.tryThis});
		} catch (error_) {
			const error = explainSystemError(error_);
			if (signal.aborted || !(error instanceof WizardError)) {
				throw error;
			}

			const answer = await options.ask({
				id: 'retry',
				message: error.message,
				choices: [{value: 'stop', label: 'Stop here; what is done stays done'}, {value: 'retry', label: 'Try this step again'}],
				fallback: 'stop',
			});
			if (answer === 'stop') {
				throw error;
			}
		}
	}
}

async function look<Context, Command>(step: Step<Context, Command>, context: Context, emit: Emit) {
	const verdict = await step.verify(context);
	if (verdict.done) {
		for (const fact of verdict.facts ?? []) {
			emit({type: 'fact', ...fact});
		}
	}

	return verdict;
}

function announce<Context, Command>(
	step: Step<Context, Command>,
	chapter: string,
	context: Context,
	{emit, show}: RunOptions<Context, Command>,
): void {
	const command = show(step.plan(context).commands ?? []);
	emit({type: 'step.started', chapter, step: step.id, title: step.title, ...(command && {command})});
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
