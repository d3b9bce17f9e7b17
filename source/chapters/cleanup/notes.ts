import {readJournal} from '../../engine/journal.js';
import type {ReadEntry} from '../../engine/journal-line.js';
import type {Stack} from '../../targets/api/stacks.js';
import type {Context} from '../context.js';

/** The journal's note that nothing of this workspace is left: what was made before is no longer its own. */
export const cleanNote = 'cleanup.clean';

/** The journal's note of a stack's id. CloudFormation describes a deleted stack for 90 days, but only by its id. */
export const stackNote = 'cleanup.stack';

/** Bounds how many notes of one kind are looked up in the cloud: a forged journal may hold any number. */
export const mostLookedUp = 50;

type Noting = Pick<Context, 'workspace' | 'walk'> & {readonly cloud: Place};

type Place = Pick<Context['cloud'], 'account' | 'region'>;

/** Notes stacks by their ids, each once. Call it before they are deleted. */
export function noteStacks(context: Noting, stacks: readonly Stack[]): void {
	const noted = new Set(notedStacks(context));
	for (const {id} of stacks) {
		if (!noted.has(id)) {
			context.walk.journal.note(stackNote, id);
		}
	}
}

/** Returns the stack ids noted for this account and region since the last cleanup. They prove nothing: the stack's tag must. */
export function notedStacks({workspace, cloud}: Omit<Noting, 'walk'>): readonly string[] {
	const notes = sinceClean(readJournal(workspace.journal)).filter(({type, id}) => type === 'note' && id === stackNote);
	return [...new Set(notes.map(({value}) => String(value)))].filter(id => isStackId(id, cloud)).slice(-mostLookedUp);
}

/** Returns a journal's entries after the last time that nothing was left. */
export function sinceClean(entries: readonly ReadEntry[]): readonly ReadEntry[] {
	return entries.slice(1 + entries.findLastIndex(({type, id}) => type === 'note' && id === cleanNote));
}

function isStackId(id: string, {account, region}: Place): boolean {
	const {place, resource = ''} = /^arn:[\w\-]+:cloudformation:(?<place>[\w\-]+:\d+):(?<resource>.+)$/v.exec(id)?.groups ?? {};
	return place === `${region}:${account}` && /^stack\/[\w\-]+\/[\w\-]+$/v.test(resource);
}
