import {mountPointsIn} from '../../disk/mount-points.js';
import {isThere} from '../../disk/look.js';
import {codeOf} from '../../disk/system-error.js';
import {remove as removeAll} from '../../disk/write.js';
import {ToolError} from '../../engine/errors.js';
import {quote} from '../../tools/command.js';
import type {WalkChapter, WalkStep} from '../context.js';

const remove: WalkStep = {
	id: 'files.remove',
	title: 'Remove the workspace\'s directory',
	needs: [],
	plan: ({workspace}) => ({changes: [`remove ${workspace.directory} with everything in it`]}),
	async run({workspace: {directory}}) {
		await refuseMountPoints(directory);
		try {
			// Links in it are removed themselves; nothing is removed of what they lead to.
			await removeAll(directory);
		} catch (error) {
			throw explainBusy(error, directory);
		}
	},
	async verify({workspace}) {
		return isThere(workspace.directory) ? {done: false, why: `${workspace.directory} is still there`} : {done: true};
	},
};

/** Refuses before anything is removed: what is mounted in a workspace is not a part of it. Throws ToolError with the mount points. */
export async function refuseMountPoints(directory: string): Promise<void> {
	const [point, ...others] = await mountPointsIn(directory);
	if (point !== undefined) {
		throw new ToolError(`${point} is a mount point, so nothing of ${directory} was removed.`, {
			tryThis: `Unmount it first: ${[point, ...others].map(each => `umount ${quote(each)}`).join(' && ')}`,
		});
	}
}

/** What the system says of a mount point, and of a directory that a program writes to meanwhile. */
const busy: ReadonlySet<string | undefined> = new Set(['EBUSY', 'EXDEV', 'ENOTEMPTY']);

/** Explains what a mounted file system or a running program keeps from being removed; any other error stays as it is. */
function explainBusy(error: unknown, directory: string): unknown {
	const place = error instanceof Error && 'path' in error ? String(error.path) : directory;
	return busy.has(codeOf(error))
		? new ToolError(`${place} is a mount point or in use, so it was not removed.`, {
			tryThis: `Unmount it with umount ${quote(place)} or end the program that uses it, then remove the rest: rm -r ${quote(directory)}`,
			cause: error,
		})
		: error;
}

/** Takes the workspace away; only after nothing of it is left in the cloud, for then nothing knows any more what was there. */
export const files: WalkChapter = {
	id: 'files',
	title: 'The files too',
	steps: [remove],
};
