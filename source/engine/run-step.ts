import {performance} from 'node:perf_hooks';
import {CheckError, explainSystemError, WizardError} from './errors.js';
import type {Emit} from './events.js';
import type {Ask} from './questions.js';
import type {Step, Verdict} from './steps.js';

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
Looks whether a step is done, runs it if not, and looks again.

@throws WizardError when it fails and nobody wants to try again, or when it ran and is still not done.
*/
export async function runStep<Context, Command>(
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

			if (!(await wantsRetry(step.title, error, options.ask, signal))) {
				throw error;
			}
		}
	}
}

/** Asks the person; when the run is stopped meanwhile, nobody has to answer any more. */
async function wantsRetry(title: string, {message}: WizardError, ask: Ask, signal: AbortSignal): Promise<boolean> {
	const isStopped = new Promise<'stop'>(resolve => {
		signal.addEventListener('abort', () => {
			resolve('stop');
		}, {once: true});
	});
	const answered = ask({
		id: 'retry',
		message: `${title}: ${message}`,
		choices: [{value: 'stop', label: 'Stop here; what is done stays done'}, {value: 'retry', label: 'Try this step again'}],
		fallback: 'stop',
	});
	return await Promise.race([answered, isStopped]) === 'retry';
}

async function look<Context, Command>(step: Step<Context, Command>, context: Context, emit: Emit): Promise<Verdict> {
	const verdict = await step.verify(context);
	if (verdict.done) {
		for (const fact of verdict.facts ?? []) {
			emit({type: 'fact', ...fact});
		}
	}

	return verdict;
}

/** Tells that a step starts, with the commands that it plans. */
export function announce<Context, Command>(
	step: Step<Context, Command>,
	chapter: string,
	context: Context,
	{emit, show}: RunOptions<Context, Command>,
): void {
	const command = show(step.plan(context).commands ?? []);
	emit({type: 'step.started', chapter, step: step.id, title: step.title, ...(command && {command})});
}
