import {lstat, rm} from 'node:fs/promises';
import type {WalkChapter, WalkStep} from '../context.js';

const remove: WalkStep = {
	id: 'files.remove',
	title: 'Remove the workspace\'s directory',
	needs: [],
	plan: ({workspace}) => ({changes: [`remove ${workspace.directory} with everything in it`]}),
	// Links in it are removed themselves; nothing is removed of what they lead to.
	run: async ({workspace}) => rm(workspace.directory, {recursive: true, force: true}),
	async verify({workspace}) {
		const isThere = await lstat(workspace.directory).then(() => true, () => false);
		return isThere ? {done: false, why: `${workspace.directory} is still there`} : {done: true};
	},
};

/** Takes the workspace away; only after nothing of it is left in the cloud, for then nothing knows any more what was there. */
export const files: WalkChapter = {
	id: 'files',
	title: 'The files too',
	steps: [remove],
};
