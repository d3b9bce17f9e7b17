import {performance} from 'node:perf_hooks';
import {attend, type Attending} from './attend.js';
import {CheckError, explainSystemError, reportOf, WizardError} from './errors.js';
import type {Emit} from './events.js';
import {HeldEvents} from './held-events.js';
import type {Step, Verdict} from './steps.js';
import type {Timeline} from './timeline.js';

export type RunOptions<Context, Command> = Attending & {
	/** The context that a step sees; `emit` takes what it tells, the run's own when absent. */
	readonly contextFor: (step: string, signal: AbortSignal, emit?: Emit) => Context;
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
What may be begun ahead is under way meanwhile; it tells nothing before the person has started it.

@throws WizardError when it fails and nobody wants to try again, or when it ran and is still not done.
*/
export async function runStep<Context, Command>(
	step: Step<Context, Command>,
	chapter: string,
	options: RunOptions<Context, Command>,
	signal: AbortSignal,
): Promise<void> {
	const context = options.contextFor(step.id, signal);
	// Nobody is asked about finished work.
	const before = step.attended ? await look(step, context, options) : undefined;
	const ahead = before && !before.done && step.ahead?.(context) ? beginAhead(step, options, signal) : undefined;
	try {
		const isWanted = !before || before.done || await options.timeline.measure({step: step.id, kind: 'person', name: 'the person'}, async () => attend(step, options, signal));
		const start = performance.now();
		announce(step, chapter, context, options);
		let status: 'done' | 'already' | 'skipped' = 'skipped';
		let ms = 0;
		if (isWanted) {
			const verdict = before ?? await look(step, context, options);
			tellFacts(verdict, options.emit);
			ms = performance.now() - start;
			if (!verdict.done) {
				ahead?.held.release();
				ms += await runUntilDone(step, {context, options, signal, first: ahead?.attempt});
			}

			status = verdict.done && step.run ? 'already' : 'done';
		}

		options.emit({type: 'step.finished', step: step.id, ms: Math.round(ms), status});
	} finally {
		await ahead?.leave();
	}
}

/** Looks whether a step is done. */
async function look<Context, Command>(step: Step<Context, Command>, context: Context, {timeline}: RunOptions<Context, Command>): Promise<Verdict> {
	return timeline.measure({step: step.id, kind: 'look', name: 'look'}, async () => step.verify(context));
}

/** What came of running a step once, and how long it took, in milliseconds; an error is a result, because somebody may want to try again. */
type Attempt = {readonly ms: number; readonly verdict?: Verdict; readonly error?: unknown};

async function attemptStep<Context, Command>(step: Step<Context, Command>, context: Context, options: RunOptions<Context, Command>): Promise<Attempt> {
	const start = performance.now();
	try {
		await options.timeline.measure({step: step.id, kind: 'work', name: step.title}, async () => step.run?.(context));
		const verdict = await look(step, context, options);
		return {ms: performance.now() - start, verdict};
	} catch (error) {
		return {ms: performance.now() - start, error};
	}
}

/** Begins a step that the person has not started yet; `leave` ends what is still under way, and waits for its end. */
function beginAhead<Context, Command>(step: Step<Context, Command>, options: RunOptions<Context, Command>, signal: AbortSignal) {
	const left = new AbortController();
	const held = new HeldEvents(options.emit);
	const attempt = attemptStep(step, options.contextFor(step.id, AbortSignal.any([signal, left.signal]), held.emit), options);
	return {
		held,
		attempt,
		async leave() {
			left.abort();
			await attempt;
		},
	};
}

type Running<Context, Command> = {
	readonly context: Context;
	readonly options: RunOptions<Context, Command>;
	readonly signal: AbortSignal;
	/** Begun ahead. */
	readonly first: Promise<Attempt> | undefined;
};

/**
Runs a step and looks at what it did; after a failure, asks whether to try again.

@returns How long it worked, in milliseconds.
*/
async function runUntilDone<Context, Command>(step: Step<Context, Command>, {context, options, signal, first}: Running<Context, Command>): Promise<number> {
	let worked = 0;
	for (let attempt = first; ; attempt = undefined) {
		const {ms, verdict, error: cause} = await (attempt ?? attemptStep(step, context, options));
		worked += ms;
		if (verdict) {
			tellFacts(verdict, options.emit);
		}

		if (verdict?.done) {
			return worked;
		}

		const error = verdict ? new CheckError(`${step.title}: ${verdict.why}.`, {tryThis: verdict.tryThis}) : explainSystemError(cause);
		if (signal.aborted || !(error instanceof WizardError) || error.details.isDecided) {
			throw error;
		}

		const answer = await options.ask({id: 'retry', step: step.id, choices: ['stop', 'retry'], fallback: 'stop', failure: reportOf(error)}, signal);
		if (answer === 'stop') {
			throw error;
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
