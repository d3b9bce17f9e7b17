import {performance} from 'node:perf_hooks';
import * as z from 'zod';
import {chapterIds, lastChapter} from '../chapters/ids.js';
import {earlierOf, progressIn, type Progress} from '../chapters/progress.js';
import type {Workspace} from '../chapters/workspace.js';
import {guessesIn} from '../engine/attend.js';
import {Interrupted, Quit, ReaderGone} from '../engine/errors.js';
import {broadcast, type Emit, type Listener} from '../engine/events.js';
import {Journal} from '../engine/journal.js';
import {damageCode, damageLine} from '../engine/journal-content.js';
import type {ReadEntry} from '../engine/journal-line.js';
import type {FrontEnd} from '../frontends/frontend.js';
import {comeBack, commandLine} from './come-back.js';
import {presentDirectory, typed} from './directory.js';
import {answersIn, noWalkthrough} from './earlier-answers.js';
import {openWorkspace, type Trust} from './open-workspace.js';

/**
Tells where a walkthrough stands, from its journal alone: it starts nothing, waits for nobody, and changes nothing, so it may be asked while a run goes on.
Told like a run, but with the times at which things happened; a planned step without `step.finished` is not done.

@throws UsageError when no walkthrough was begun there, or its journal cannot be read.
*/
export function status(given: string | undefined, flags: Trust, {listen}: Pick<FrontEnd, 'listen'>): void {
	const start = performance.now();
	const workspace = openWorkspace(presentDirectory(given), flags);
	const {directory} = workspace;
	const journal = new Journal(workspace.journal);
	const {entries, damaged} = journal.before;
	if (entries.length === 0 && damaged === 0) {
		throw noWalkthrough(workspace);
	}

	const answers = answersIn(entries);
	const progress = progressIn(journal.before);
	const {plan, facts} = progress;
	const earlier = earlierOf(progress, plan);
	const emit = broadcast([listen]);
	emit({
		type: 'run.started',
		target: answers?.target ?? 'unknown',
		directory,
		chapters: chapterIds,
		config: {...answers},
		plan,
		isResumed: true,
		...(earlier && {earlier}),
		guesses: guessesIn(journal),
	});
	tellSteps(progress, workspace, listen);
	for (const {at, ...fact} of facts) {
		listen({v: 1, at, type: 'fact', ...fact});
	}

	if (damaged > 0) {
		emit({type: 'warning', code: damageCode, message: damageLine(journal.before)});
	}

	tellLastRun(entries, emit);
	const isWhole = earlier !== undefined && earlier.done === earlier.steps && plan.some(({chapter}) => chapter === lastChapter);
	emit({
		type: 'run.finished',
		facts: Object.fromEntries(facts.map(({id, value}) => [id, value])),
		ms: Math.round(performance.now() - start),
		nextSteps: isWhole
			? [`Do it alone, with the commands and exercises of README.md: ${commandLine('shell', typed(directory))}`, `Clean up: ${commandLine('clean', typed(directory))}`]
			: [`Go on: ${comeBack(directory)}`],
	});
}

/** Tells the last that is known of each step; of one that nothing is known of, nothing. */
function tellSteps(progress: Progress, {logOf}: Workspace, listen: Listener): void {
	for (const {chapter, step, title, command} of progress.plan) {
		const word = progress.steps.get(step);
		if (word) {
			const {at, ms, status} = word;
			listen({v: 1, at, type: 'step.started', chapter, step, title, ...(command !== undefined && {command}), log: logOf(step)});
			if (status !== 'begun') {
				listen({v: 1, at, type: 'step.finished', step, ms, status});
			}
		}
	}
}

const ending = z.union([
	z.object({type: z.literal('run.finished')}),
	z.object({type: z.literal('run.failed'), error: z.object({message: z.string(), tryThis: z.string().exactOptional(), exitCode: z.number()})}),
]);

/** Exit codes of a run that was left or stopped on purpose. */
const onPurpose: ReadonlySet<number> = new Set([new Quit(), new Interrupted(), new ReaderGone()].map(({exitCode}) => exitCode));

/** Warns of a last run that failed or has not ended. */
function tellLastRun(entries: readonly ReadEntry[], emit: Emit): void {
	const begin = entries.findLastIndex(({type}) => type === 'run.started');
	const end = entries.slice(begin + 1).map(entry => ending.safeParse(entry).data).find(Boolean);
	if (begin !== -1 && !end) {
		emit({type: 'warning', code: 'status.unended', message: 'The last run has not ended: it goes on now, or was killed.'});
	} else if (end?.type === 'run.failed' && !onPurpose.has(end.error.exitCode)) {
		const {message, tryThis} = end.error;
		emit({type: 'warning', code: 'status.failed', message: `The last run failed: ${message}`, ...(tryThis !== undefined && {tryThis})});
	}
}
