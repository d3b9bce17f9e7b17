import * as z from 'zod';
import {readJournal} from '../../engine/journal.js';
import type {ReadEntry} from '../../engine/journal-line.js';
import type {RemovalCalls} from '../../targets/api/removal.js';
import type {Stack} from '../../targets/api/stacks.js';
import {thingKinds, type Thing} from '../../targets/api/things.js';
import type {Context} from '../context.js';
import {functionName, functionStack, layerStack} from '../names.js';
import {isOwn} from '../stacks.js';

/** What is in the cloud of a workspace, all of it looked at a moment ago. */
export type Stock = {
	/** Stacks with this workspace's tag. */
	readonly stacks: readonly Stack[];
	/** What is in them, or was left by them. */
	readonly things: readonly Thing[];
	/** Stacks with one of the walkthrough's names and without this workspace's tag: somebody else's. */
	readonly foreign: readonly Stack[];
};

/** The journal's note of what this workspace's stacks held: once a stack is gone, the cloud no longer says what it has left. */
const heldNote = 'cleanup.held';

/** The journal's note that nothing of this workspace is left: what was made before is no longer its own. */
export const cleanNote = 'cleanup.clean';

const held = z.array(z.object({kind: z.enum(thingKinds), id: z.string()}));

/** Looks for what this workspace made in the cloud. Throws CloudError when the cloud refuses. */
export async function takeStock(context: Context): Promise<Stock> {
	const {own, foreign} = await stacksOf(context);
	const calls = await removalOf(context);
	const inside = await Promise.all(own.map(async stack => thingsOf(calls, stack.id)));
	// The walkthrough's names may have become somebody else's since.
	const theirs = await Promise.all(foreign.map(async stack => thingsOf(calls, stack.id)));
	const known = distinct([...inside.flat(), ...heldBefore(context)]).filter(thing => !theirs.flat().some(({kind, id}) => kind === thing.kind && id === thing.id));
	context.walk.journal.note(heldNote, known);
	const isThere = await Promise.all(known.map(async thing => calls.exists(thing)));
	return {stacks: own, things: known.filter((_, index) => isThere[index]), foreign};
}

/** The stacks that bear this workspace's tag, the function's first, and those of the walkthrough's names that do not. */
export async function stacksOf(context: Context): Promise<{readonly own: readonly Stack[]; readonly foreign: readonly Stack[]}> {
	const {settings, cloud} = context;
	const every = await cloud.api.stacks();
	const all = every.filter(({status}) => status !== 'DELETE_COMPLETE');
	const own = all.filter(stack => isOwn(stack, settings));
	const names = [functionStack(context), layerStack(context)];
	return {
		own: own.toSorted((one, other) => Number(other.name === names[0]) - Number(one.name === names[0])),
		foreign: all.filter(stack => names.includes(stack.name) && !own.includes(stack)),
	};
}

/** The things of one kind that are still there of those that the last stock found or remembered. */
export async function remaining(context: Context, kind: Thing['kind']): Promise<readonly Thing[]> {
	const calls = await removalOf(context);
	const known = heldIn(context.walk.journal.recall(heldNote)).filter(thing => thing.kind === kind);
	const isThere = await Promise.all(known.map(async thing => calls.exists(thing)));
	return known.filter((_, index) => isThere[index]);
}

export async function removalOf({cloud}: Pick<Context, 'cloud'>): Promise<RemovalCalls> {
	return cloud.api.removal(cloud.account);
}

/** What a stack holds, and the layer versions that it ever held: a retained one stays when the stack goes on to the next. */
async function thingsOf(calls: RemovalCalls, stackId: string): Promise<readonly Thing[]> {
	const [now, events] = await Promise.all([calls.things(stackId), calls.events(stackId)]);
	return [...now, ...events.flatMap(({thing}) => thing?.kind === 'layerVersion' ? [thing] : [])];
}

/** What the journal knows of this workspace in this account and region, since it was last clean. */
function heldBefore(context: Context): readonly Thing[] {
	const {workspace, cloud: {account, region}} = context;
	const entries = sinceClean(readJournal(workspace.journal));
	const noted = entries.filter(({type, id}) => type === 'note' && id === heldNote).flatMap(({value}) => heldIn(value));
	const measured = entries.filter(({type, id}) => type === 'fact' && id === 'layer.arn').map(({value}): Thing => ({kind: 'layerVersion', id: String(value)}));
	// Lambda itself makes the log group anew when a late line comes after the stack has gone.
	const wasDeployed = entries.some(({type, id}) => type === 'note' && id === 'ship.deploy');
	const logs: readonly Thing[] = wasDeployed ? [{kind: 'logGroup', id: `/aws/lambda/${functionName(context)}`}] : [];
	return [...noted, ...measured, ...logs].filter(({kind, id}) => kind !== 'layerVersion' || id.includes(`:${region}:${account}:`));
}

/** A journal's entries after the last time that nothing was left. */
export function sinceClean(entries: readonly ReadEntry[]): readonly ReadEntry[] {
	return entries.slice(1 + entries.findLastIndex(({type, id}) => type === 'note' && id === cleanNote));
}

function heldIn(value: unknown): readonly Thing[] {
	return held.safeParse(value).data ?? [];
}

function distinct(things: readonly Thing[]): readonly Thing[] {
	return [...new Map(things.map(thing => [`${thing.kind} ${thing.id}`, thing])).values()];
}
