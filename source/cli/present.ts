import type {Workspace} from '../chapters/workspace.js';
import {Journal} from '../engine/journal.js';
import type {Ask} from '../engine/questions.js';
import type {Cloud, TargetIo} from '../targets/target.js';
import type {Flags} from './flags.js';
import {resolveAnswers, type Answers} from './config.js';
import {presentDirectory} from './directory.js';
import {earlierAnswers, noWalkthrough} from './earlier-answers.js';
import {openWorkspace} from './open-workspace.js';
import {meansFor, type Means} from './settings.js';
import {trustedInterpreter} from './trusted-interpreter.js';

/** A workspace that a walkthrough was begun in. */
export type Present = Means & {readonly workspace: Workspace; readonly answers: Answers};

/** What may differ from what the workspace was made with, and who is asked for what the account wants. */
export type Access = {readonly flags?: PresentFlags; readonly ask?: Ask};

export type PresentFlags = Pick<Flags, 'profile' | 'python' | 'trustWorkspace'>;

/**
Finds the workspace and what it was made with.

@throws UsageError when no walkthrough was begun there.
*/
export async function presentWorkspace(given: string | undefined, {flags = {}, ask}: Access = {}): Promise<Present> {
	const workspace = openWorkspace(presentDirectory(given), flags);
	const earlier = earlierAnswers(workspace);
	if (!earlier) {
		throw noWalkthrough(workspace);
	}

	const now = resolveAnswers(flags.profile === undefined ? {} : {profile: flags.profile}, earlier);
	const interpreter = await trustedInterpreter(now, flags, ask);
	return {...await meansFor(now, {interpreter, workspace, journal: new Journal(workspace.journal), ...(ask && {ask})}), workspace, answers: earlier};
}

/** Starts the workspace's cloud, and installs it first if its cache is gone. */
export async function startCloud({target}: Present, io: TargetIo): Promise<Cloud> {
	if (!await target.isInstalled()) {
		await target.install(io);
	}

	return target.start(io);
}

/** The workspace's cloud: the one that runs for it just now, e.g. in its shell, else a new one. Whoever reaches it stops it. */
export async function reachCloud(present: Present, io: TargetIo): Promise<Cloud> {
	return await present.target.findRunning(io.signal) ?? startCloud(present, io);
}
