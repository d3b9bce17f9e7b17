import {randomUUID} from 'node:crypto';
import * as z from 'zod';
import type {Settings} from '../chapters/context.js';
import type {Workspace} from '../chapters/workspace.js';
import {UsageError} from '../engine/errors.js';
import type {Journal} from '../engine/journal.js';
import {askNobody, type Ask} from '../engine/questions.js';
import {packingFor} from '../lambda/packing.js';
import type {AwsTarget} from '../targets/aws/aws.js';
import {profileInUse} from '../targets/aws/profiles.js';
import {practiceTarget} from '../targets/practice/practice.js';
import type {Target} from '../targets/target.js';
import type {Interpreter} from '../tools/python/interpreter.js';
import type {Answers} from './config.js';
import {architectureFor, runtimeFor} from './destination.js';

/** What answers come to on this machine. */
export type Means = {readonly settings: Settings; readonly interpreter: Interpreter; readonly target: Target | AwsTarget};

export type Place = {
	/** The Python that was found for the answers. */
	readonly interpreter: Interpreter;
	readonly workspace: Workspace;
	readonly journal: Journal;
	/** The AWS profile of another account, to share the layer with, if there is one. */
	readonly secondProfile?: string | undefined;
	/** @default Nobody is asked. */
	readonly ask?: Ask;
};

/**
Makes settings and target of what was answered and found.

@throws UsageError or ToolError when this machine cannot do what was answered.
*/
export async function meansFor(answers: Answers, {interpreter, workspace, journal, secondProfile, ask = askNobody}: Place): Promise<Means> {
	return {
		interpreter,
		settings: settingsOf(answers, interpreter, idOf(journal)),
		target: answers.target === 'aws' ? await accountTarget(answers, secondProfile, ask) : practiceTarget({interpreter, region: answers.region, directory: workspace.practiceCloud}),
	};
}

async function accountTarget({profile, region}: Answers, secondProfile: string | undefined, ask: Ask): Promise<AwsTarget> {
	// Its SDK parts are not needed on the practice cloud.
	const {awsTarget} = await import('../targets/aws/aws.js');
	return awsTarget({
		profile: profileInUse(profile),
		secondProfile,
		region,
		async mfaCode(device) {
			const code = await ask({id: 'mfaCode', fallback: '', values: {device}});
			if (code === '') {
				throw new UsageError(`The AWS profile asks for a code of ${device}, and nobody is there to type it.`, {tryThis: 'Run it in a terminal, without --yes.'});
			}

			return code;
		},
	});
}

/** The journal's note of the workspace's own id. */
export const workspaceNote = 'workspace';

/** Reads the workspace's id from the journal. Only a UUID counts: other tags, e.g. the template's own, can be guessed. */
export const workspaceIdIn = (journal: Pick<Journal, 'recall'>): string | undefined => z.uuid().safeParse(journal.recall(workspaceNote)).data;

/** The workspace's own id, made once. Each run notes it again: stacks bear it, so it must outlive a damaged line. */
function idOf(journal: Journal): string {
	const id = workspaceIdIn(journal) ?? randomUUID();
	journal.note(workspaceNote, id);
	return id;
}

function settingsOf(answers: Answers, interpreter: Interpreter, workspaceId: string): Settings {
	const {target} = answers;
	const runtime = runtimeFor(target, answers.runtime, interpreter);
	const architecture = architectureFor(target, answers.arch, interpreter);
	return {
		target: answers.target,
		workspaceId,
		packages: answers.packages,
		packageNames: interpreter.packageNames,
		runtime,
		architecture,
		packing: packingFor({target, runtime, architecture}, interpreter),
		profile: answers.profile,
		region: answers.region,
		stage: answers.stage,
		layerName: answers.layerName,
	};
}
