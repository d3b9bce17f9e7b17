import type {RemovalCalls} from '../../targets/api/removal.js';
import type {StackEvent} from '../../targets/api/stack-contents.js';
import type {Stack} from '../../targets/api/stacks.js';
import type {Thing} from '../../targets/api/things.js';
import type {Context} from '../context.js';
import {functionStack, layerStack} from '../names.js';
import {isOwn} from '../stacks.js';
import {noteStacks, notedStacks} from './notes.js';

/** What is in the cloud of a workspace, all of it looked at a moment ago. */
export type Stock = {
	/** Stacks with this workspace's tag. */
	readonly stacks: readonly Stack[];
	/** What is in them, or was left by them. */
	readonly things: readonly Thing[];
	/** Stacks with one of the walkthrough's names and without this workspace's tag: somebody else's. */
	readonly foreign: readonly Stack[];
};

export const kindNames: Readonly<Record<Thing['kind'], string>> = {
	function: 'function',
	layerVersion: 'layer version',
	logGroup: 'log group',
	bucket: 'bucket',
	role: 'role',
};

/** Looks for what this workspace made in the cloud. Throws CloudError when the cloud refuses. */
export async function takeStock(context: Context): Promise<Stock> {
	const {own, foreign} = await stacksOf(context);
	noteStacks(context, own);
	const [gone, calls] = await Promise.all([deletedStacks(context, own), removalOf(context)]);
	const [inside, left, theirs] = await Promise.all([
		eachOf(own, async ({id}) => thingsOf(calls, id)),
		eachOf(gone, async ({id}) => leftBy(calls, id)),
		// The walkthrough's names may have become somebody else's since.
		eachOf(foreign, async ({id}) => thingsOf(calls, id)),
	]);
	const confirmed = distinct([...inside, ...left, ...context.walk.confirmed ?? []]).filter(thing => !isIn(theirs, thing));
	context.walk.confirmed = confirmed;
	return {stacks: own, things: await stillThere(calls, confirmed), foreign};
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

/** The things of one kind that are still there of those that the last stock found. */
export async function remaining(context: Context, kind: Thing['kind']): Promise<readonly Thing[]> {
	return stillThere(await removalOf(context), (context.walk.confirmed ?? []).filter(thing => thing.kind === kind));
}

export async function removalOf({cloud}: Pick<Context, 'cloud'>): Promise<RemovalCalls> {
	return cloud.api.removal(cloud.account);
}

/** Finds deleted stacks of this workspace. The journal only suggests their ids: the cloud must report this workspace's tag. */
async function deletedStacks(context: Context, own: readonly Stack[]): Promise<readonly Stack[]> {
	const ids = notedStacks(context).filter(id => !own.some(stack => stack.id === id));
	const found = await Promise.all(ids.map(async id => context.cloud.api.stack(id)));
	return found.filter(stack => stack !== undefined).filter(stack => isOwn(stack, context.settings));
}

/** What a stack holds, and the layer versions that it ever held: a retained one stays when the stack goes on to the next. */
async function thingsOf(calls: RemovalCalls, stackId: string): Promise<readonly Thing[]> {
	const [now, events] = await Promise.all([calls.things(stackId), calls.events(stackId)]);
	return [...now, ...madeIn(events).filter(({kind}) => kind === 'layerVersion')];
}

/** Lists what a deleted stack made. Lambda recreates the log group if a late line arrives after the deletion. */
async function leftBy(calls: RemovalCalls, stackId: string): Promise<readonly Thing[]> {
	return madeIn(await calls.events(stackId));
}

/** Lists what a stack created. The events also name resources that failed to be created because somebody else's has that name. */
export const madeIn = (events: readonly StackEvent[]): readonly Thing[] =>
	events.flatMap(({status, thing}) => thing && (status === 'CREATE_COMPLETE' || status === 'UPDATE_COMPLETE') ? [thing] : []);

async function stillThere(calls: RemovalCalls, things: readonly Thing[]): Promise<readonly Thing[]> {
	const isThere = await Promise.all(things.map(async thing => calls.exists(thing)));
	return things.filter((_, index) => isThere[index]);
}

async function eachOf(stacks: readonly Stack[], look: (stack: Stack) => Promise<readonly Thing[]>): Promise<readonly Thing[]> {
	const found = await Promise.all(stacks.map(async stack => look(stack)));
	return found.flat();
}

export function isIn(things: readonly Thing[], {kind, id}: Thing): boolean {
	return things.some(thing => thing.kind === kind && thing.id === id);
}

export function distinct(things: readonly Thing[]): readonly Thing[] {
	return [...new Map(things.map(thing => [`${thing.kind} ${thing.id}`, thing])).values()];
}
