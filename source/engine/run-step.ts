import {performance} from 'node:perf_hooks';
import {attend, type Attending} from './attend.js';
import {CheckError, explainSystemError, reportOf, WizardError} from './errors.js';
import type {Emit} from './events.js';
import type {Step, Verdict} from './steps.js';
import type {Timeline} from './timeline.js';

export type RunOptions<Context, Command> = Attending & {
	/** The context that a step sees. */
	readonly contextFor: (step: string, signal: AbortSignal) => Context;
	/** Commands as a person would type them, one after the other. */
	readonly show: (commands: readonly Command[]) => string;
	/** The file that holds all that a step's commands print. */
	readonly logOf: (step: string) => string;
	readonly emit: Emit;
	/** Keeps where the time goes. */
	readonly timeline: Timeline;
	/** Aborted when the person or the system asks to stop. */
	readonly signal: AbortSignal;
};

/**
Looks whether a step is done; if not, lets the person take part, runs it, and looks again.

@throws WizardError when it fails and nobody wants to try again, or when it ran and is still not done.
*/
export async function runStep<Context, Command>(
	step: Step<Context, Command>,
	chapter: string,
	options: RunOptions<Context, Command>,
	signal: AbortSignal,
): Promise<void> {
	const context = options.contextFor(step.id, signal);
	// Nobody is asked about finished work, and what waits for a person has not started.
	const before = step.attended ? await look(step, context, options) : undefined;
	const isWanted = !before || before.done || await options.timeline.measure({step: step.id, kind: 'person', name: 'the person'}, async () => attend(step, options, signal));
	const start = performance.now();
	announce(step, chapter, context, options);
	let status: 'done' | 'already' | 'skipped' = 'skipped';
	if (isWanted) {
		const verdict = before ?? await look(step, context, options);
		tellFacts(verdict, options.emit);
		if (!verdict.done) {
			await runUntilDone(step, context, options, signal);
		}

		status = verdict.done && step.run ? 'already' : 'done';
	}

	options.emit({type: 'step.finished', step: step.id, ms: Math.round(performance.now() - start), status});
}

/** Looks whether a step is done. */
async function look<Context, Command>(step: Step<Context, Command>, context: Context, {timeline}: RunOptions<Context, Command>): Promise<Verdict> {
	return timeline.measure({step: step.id, kind: 'look', name: 'look'}, async () => step.verify(context));
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
			await options.timeline.measure({step: step.id, kind: 'work', name: step.title}, async () => step.run?.(context));
			const verdict = await look(step, context, options);
			tellFacts(verdict, options.emit);
			if (verdict.done) {
				return;
			}

			throw new CheckError(`${step.title}: ${verdict.why}.`, {tryThis: verdict.tryThis});
		} catch (error_) {
			const error = explainSystemError(error_);
			if (signal.aborted || !(error instanceof WizardError) || error.details.isDecided) {
				throw error;
			}

			const answer = await options.ask({id: 'retry', step: step.id, choices: ['stop', 'retry'], fallback: 'stop', failure: reportOf(error)}, signal);
			if (answer === 'stop') {
				throw error;
			}
		}
	}
}

/** Tells what a look at the world measured. */
function tellFacts(verdict: Verdict, emit: Emit): void {
	for (const fact of verdict.done ? verdict.facts ?? [] : []) {
		emit({type: 'fact', ...fact});
	}
}

/** Tells that a step starts, with the commands that it plans. */
export function announce<Context, Command>(
	step: Step<Context, Command>,
	chapter: string,
	context: Context,
	{emit, show, logOf}: RunOptions<Context, Command>,
): void {
	const command = show(step.plan(context).commands ?? []);
	emit({type: 'step.started', chapter, step: step.id, title: step.title, ...(command && {command}), log: logOf(step.id)});
}
