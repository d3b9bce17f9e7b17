import {isThere} from '../disk/look.js';
import {UsageError} from '../engine/errors.js';
import {lookAtRequired, needsFor} from '../needs/needs.js';
import type {WalkChapter, WalkStep} from './context.js';
import {words} from './measured.js';
import {writePolicy} from './policy/write-policy.js';
import {makeState} from './workspace.js';

const tools: WalkStep = {
	id: 'preflight.tools',
	title: 'Look for the tools',
	needs: [],
	plan: () => ({}),
	async verify({walk: {target, interpreter}, workspace, settings, signal}) {
		const {directory} = workspace;
		await lookAtRequired(needsFor(target.name), {
			directory,
			// These two were found before the run.
			usable: Promise.resolve(),
			interpreter: Promise.resolve(interpreter),
			architecture: settings.architecture,
			account: settings,
			signal,
		});
		return {done: true};
	},
};

const makeWorkspace: WalkStep = {
	id: 'preflight.workspace',
	title: 'Make the workspace',
	needs: [tools.id],
	plan: ({workspace}) => ({changes: [`create ${workspace.directory}`]}),
	async run({workspace, walk}) {
		await makeState(workspace);
		await walk.hold.take(walk.interpreter.executable);
		if (isThere(workspace.journal)) {
			// What was decided before the first step holds for a new workspace only.
			throw new UsageError(`${workspace.directory} was begun by another layer-wizard a moment ago.`, {tryThis: 'Run the same command again: it goes on with that one.'});
		}

		walk.journal.open();
	},
	async verify({workspace, walk}) {
		const isMade = walk.hold.isTaken && isThere(workspace.journal);
		return isMade ? {done: true} : {done: false, why: `${workspace.journal} is not there`};
	},
};

const installCloud: WalkStep = {
	id: 'preflight.cloud-install',
	title: 'Install the practice cloud',
	needs: [makeWorkspace.id],
	applies: ({settings}) => settings.target === 'practice',
	plan: () => ({changes: ['install MiniStack into the cache, once for all workspaces']}),
	run: async ({walk, targetIo}) => walk.target.install(targetIo),
	async verify({walk}) {
		return await walk.target.isInstalled() ? {done: true} : {done: false, why: 'the practice cloud is not in the cache'};
	},
};

const startCloud: WalkStep = {
	id: 'preflight.cloud',
	title: 'Reach the cloud',
	needs: [installCloud.id],
	plan: ({walk}) => ({changes: [`use the ${walk.target.description}`]}),
	async run({walk, targetIo}) {
		walk.cloud = await walk.target.start(targetIo);
	},
	async verify({walk}) {
		if (!walk.cloud) {
			return {done: false, why: 'the cloud was not started'};
		}

		const {account} = await walk.cloud.api.identity();
		const {endpoint} = walk.cloud;
		return {done: true, facts: [...(endpoint ? [words('cloud.endpoint', endpoint)] : []), words('cloud.account', account)]};
	},
};

/** Finds what the walkthrough needs before anything is made, then makes the workspace and reaches the cloud. */
export const preflight: WalkChapter = {
	id: 'preflight',
	title: 'What is needed',
	steps: [tools, makeWorkspace, installCloud, startCloud, writePolicy],
};
