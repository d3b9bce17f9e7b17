import {performance} from 'node:perf_hooks';
import {CheckError} from '../engine/errors.js';
import {broadcast, type Emit, type Listener} from '../engine/events.js';
import {exercises} from '../exercises/exercises.js';
import {lookAround} from '../exercises/world.js';
import {presentWorkspace, reachCloud, type PresentFlags} from './present.js';

type Checking = {readonly listen: Listener; readonly signal: AbortSignal};

/**
Says of each exercise whether it is done, by looking at the workspace's cloud and files. Typed in `layer-wizard shell`, it asks that shell's cloud.

@throws CheckError when not all are done; UsageError when no walkthrough was begun there.
*/
export async function check(directory: string | undefined, flags: PresentFlags, {listen, signal}: Checking): Promise<void> {
	const start = performance.now();
	const present = await presentWorkspace(directory, {flags});
	const {workspace, settings, target, answers} = present;
	const emit = broadcast([listen]);
	const log = workspace.logOf('check');
	const chapter = exercises.id;
	emit({
		type: 'run.started',
		target: target.name,
		directory: workspace.directory,
		chapters: [chapter],
		config: answers,
		plan: exercises.steps.map(({id, title}) => ({chapter, step: id, title})),
		isResumed: true,
		guesses: {},
	});
	const cloud = await reachCloud(present, {step: chapter, signal, log, emit});
	let undone;
	try {
		undone = await judge(await lookAround(workspace, settings, cloud), emit, log);
	} finally {
		await cloud.stop();
	}

	if (undone > 0) {
		throw new CheckError(`${undone} of ${exercises.steps.length} exercises ${undone === 1 ? 'is' : 'are'} not done yet.`, {
			tryThis: `Hints are in ${workspace.directory}/README.md.`,
		});
	}

	emit({type: 'run.finished', facts: {}, ms: Math.round(performance.now() - start), nextSteps: []});
}

/** Tells of every exercise, done or what is missing, and gives the number of those that are not done. */
async function judge(world: Parameters<(typeof exercises.steps)[number]['verify']>[0], emit: Emit, log: string): Promise<number> {
	const chapter = exercises.id;
	let undone = 0;
	emit({type: 'chapter.started', chapter});
	for (const {id, title, verify} of exercises.steps) {
		const start = performance.now();
		emit({type: 'step.started', chapter, step: id, title, log});
		const verdict = await verify(world);
		if (verdict.done) {
			emit({type: 'step.finished', step: id, ms: Math.round(performance.now() - start), status: 'done'});
		} else {
			undone++;
			emit({type: 'warning', code: `${id}.undone`, message: `Not done: ${verdict.why}.`});
		}
	}

	if (undone === 0) {
		emit({type: 'chapter.finished', chapter});
	}

	return undone;
}
