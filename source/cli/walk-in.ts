import {performance} from 'node:perf_hooks';
import process from 'node:process';
import type {Walk, WalkChapter} from '../chapters/context.js';
import type {ChapterId} from '../chapters/ids.js';
import {earlierOf, progressIn} from '../chapters/progress.js';
import {chapters} from '../chapters/walkthrough.js';
import type {Workspace} from '../chapters/workspace.js';
import {applicable} from '../engine/applicable.js';
import {guessesIn} from '../engine/attend.js';
import {Interrupted, messageOf, Quit, ReaderGone} from '../engine/errors.js';
import {broadcast, type FactId, type FactValue, type Listener} from '../engine/events.js';
import {damageCode, damageLine} from '../engine/journal-content.js';
import type {ReadEntry} from '../engine/journal-line.js';
import {askNobody} from '../engine/questions.js';
import {dryRun, planOf, run} from '../engine/run.js';
import {secrets} from '../engine/secrets.js';
import {traceOf, type Timeline} from '../engine/timeline.js';
import {writeWhole} from '../disk/write.js';
import type {FrontEnd} from '../frontends/frontend.js';
import type {Account} from '../targets/aws/aws.js';
import type {Hold} from '../tools/guard/hold.js';
import type {Flags} from './flags.js';
import {cleanUp, runOptions, type CleanUp} from './clean-up.js';
import {comeBack} from './come-back.js';
import {answersNote} from './earlier-answers.js';
import {usableDirectory} from './directory.js';
import {holdOn} from './hold.js';
import {isWhole, nextSteps} from './next-steps.js';
import {openOwnWorkspace} from './open-workspace.js';
import {prepare} from './prepare.js';
import type {Signals} from './signals.js';

export type Surroundings = {
	readonly frontEnd: FrontEnd;
	readonly signals: Pick<Signals, 'signal' | 'stop'>;
	/** Gets where the time goes; it is kept in the workspace, too. */
	readonly timeline: Timeline;
};

type Run = Surroundings & {
	/** When the command line was read, in milliseconds. */
	readonly start: number;
	readonly chapters: readonly ChapterId[];
	readonly flags: Flags;
};

/**
Walks through chapters in a directory, which is a workspace then, and held against other wizards until the end.

@throws WizardError; who leaves gets one that says how to come back.
*/
export async function walkIn(directory: string | undefined, {signals, chapters: ids, ...run}: Run): Promise<void> {
	const workspace = openOwnWorkspace(await usableDirectory(directory), run.flags);
	const hold = holdOn(workspace, signals);
	try {
		await walkHolding(workspace, {...run, chapters: ids.map(id => chapters[id]), hold, signal: signals.signal});
	} catch (error) {
		throw leaving(error, comeBack(workspace.directory));
	} finally {
		await hold.release();
	}
}

/** Who leaves is told how to come back, to this very workspace. */
function leaving(error: unknown, goOn: string): unknown {
	const Leaving = [Quit, Interrupted, ReaderGone].find(kind => error instanceof kind);
	return Leaving ? new Leaving(goOn) : error;
}

type HeldRun = Omit<Run, 'signals' | 'chapters'> & {readonly chapters: readonly WalkChapter[]; readonly hold: Hold; readonly signal: AbortSignal};

async function walkHolding(workspace: Workspace, {start, chapters, flags, frontEnd, timeline, hold, signal}: HeldRun): Promise<void> {
	const canAsk = frontEnd.ask !== askNobody;
	const {answers, settings, interpreter, target, journal, account, notices} = await prepare(workspace, {flags, frontEnd, hold, signal});

	// Each run notes them again: they must outlive a damaged line.
	journal.note(answersNote, answers);

	const facts: Partial<Record<FactId, FactValue>> = {};
	const keepFacts: Listener = event => {
		if (event.type === 'fact') {
			facts[event.id] = event.value;
		}
	};

	const emit = broadcast([keepFacts, ...(flags.dryRun ? [] : [journal.listen]), frontEnd.listen]);
	const state: Walk = {settings, interpreter, workspace, target, journal, hold, emit, timeline, ask: frontEnd.ask, facts: () => facts, cloud: account, lost: new AbortController()};
	const options = runOptions(state, signal);
	const steps = applicable(chapters, step => options.contextFor(step, signal));
	const plan = planOf(steps, options);
	const earlier = earlierOf(progressIn(journal.before), plan);

	emit({
		type: 'run.started',
		target: target.name,
		directory: workspace.directory,
		chapters: chapters.map(({id}) => id),
		config: {...answers, runtime: settings.runtime.name, arch: settings.architecture, python: interpreter.executable},
		plan,
		isResumed: hasFollowed(journal.before.entries, chapters),
		...(earlier && {earlier}),
		guesses: guessesIn(journal),
	});
	if (journal.before.damaged > 0) {
		emit({type: 'warning', code: damageCode, message: damageLine(journal.before)});
	}

	for (const {code, message} of notices) {
		emit({type: 'warning', code, message});
	}

	if (account && !canAsk) {
		emit({type: 'warning', code: 'account', message: accountLine(account)});
	}

	if (answers.target === 'practice' && !flags.yes && !process.stdin.isTTY) {
		emit({type: 'warning', code: 'defaults', message: 'No terminal to ask on: going on with the defaults on the practice cloud.'});
	}

	if (settings.packing === 'host') {
		emit({type: 'warning', code: 'wheels.host', message: 'The zips of this walkthrough hold packages for this machine: they run here and not on AWS. --target aws installs those for Lambda.'});
	}

	let isClean = false;
	if (flags.dryRun) {
		dryRun(steps, options);
	} else {
		try {
			await run(steps, options);
			isClean = isWhole(chapters) && await offerCleanUp({state, options, isConfirmed: false, files: false});
		} catch (error) {
			journal.keepFailure(error);
			throw error;
		} finally {
			await state.cloud?.stop();
			await keepTimeline(state);
		}
	}

	emit({type: 'run.finished', facts, ms: Math.round(performance.now() - start), nextSteps: flags.dryRun ? [] : nextSteps(workspace, {chapters, isClean})});
}

/** The last run's timeline, for the profiler of a browser. What cannot be written is no reason to fail. */
async function keepTimeline({workspace, timeline, hold, emit}: Walk): Promise<void> {
	if (hold.isTaken) {
		await writeWhole(workspace.timeline, JSON.stringify(secrets.redactIn(traceOf(timeline.spans))), 0o600).catch((error: unknown) => {
			emit({type: 'warning', code: 'timeline', message: `The timeline of this run cannot be written: ${messageOf(error)}.`});
		});
	}
}

/** Where a run that asks nobody will make its changes. */
function accountLine({identity: {account, arn}, region, endpoint}: Account): string {
	return `This run deploys to the AWS account ${account} as ${arn}, region ${region}${endpoint === undefined ? '' : `, at ${endpoint}`}.`;
}

/** True when a step that the person attends was finished before. */
function hasFollowed(entries: readonly ReadEntry[], chapters: readonly WalkChapter[]): boolean {
	const attended = new Set(chapters.flatMap(({steps}) => steps.flatMap(({id, attended}) => attended ? [id] : [])));
	return entries.some(entry => entry.type === 'step.finished' && attended.has(String(entry.step)));
}

/** At the end the person may keep what was made, or clean up; who leaves instead, and who cannot be asked, keeps it. */
async function offerCleanUp(what: CleanUp): Promise<boolean> {
	const {ask, signal} = what.options;
	return await ask({id: 'afterwards', choices: ['keep', 'clean'], fallback: 'keep'}, signal) === 'clean' && !signal.aborted && cleanUp(what);
}
