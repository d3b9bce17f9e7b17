import {workspaceAt, type Workspace} from '../chapters/workspace.js';
import {UsageError} from '../engine/errors.js';
import {Journal} from '../engine/journal.js';
import type {Cloud, TargetIo} from '../targets/target.js';
import {comeBack} from './come-back.js';
import type {Answers} from './config.js';
import {presentDirectory} from './directory.js';
import {earlierAnswers, meansFor, type Means} from './settings.js';

/** A workspace that a walkthrough was begun in. */
export type Present = Means & {readonly workspace: Workspace; readonly answers: Answers};

/**
Finds the workspace and what it was made with.

@throws UsageError when no walkthrough was begun there.
*/
export async function presentWorkspace(given: string | undefined): Promise<Present> {
	const workspace = workspaceAt(presentDirectory(given));
	const answers = earlierAnswers(workspace);
	if (!answers) {
		throw new UsageError(`There is no walkthrough in ${workspace.directory}.`, {
			tryThis: `Make one there: ${comeBack(workspace.directory)}, or name the directory of one.`,
		});
	}

	return {...await meansFor(answers, {workspace, journal: new Journal(workspace.journal)}), workspace, answers};
}

/** Starts the workspace's cloud, and installs it first if its cache is gone. */
export async function startCloud({target}: Present, io: TargetIo): Promise<Cloud> {
	if (!await target.isInstalled()) {
		await target.install(io);
	}

	return target.start(io);
}
