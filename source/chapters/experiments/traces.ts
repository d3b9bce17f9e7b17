import type {CloudApi} from '../../targets/api.js';
import type {Thing} from '../../targets/api/things.js';
import type {SecondAccount} from '../../targets/target.js';
import {removeStack} from '../cleanup/stack-removal.js';
import type {Context} from '../context.js';
import {experimentFunction, experimentLayers, experimentStack} from '../names.js';
import {isOwn} from '../stacks.js';

/** Something that experiments have made, as people know it. */
export type Trace = {readonly name: string; readonly remove: () => Promise<void>};

/** At most so long what experiments made is looked for and taken away, in milliseconds. */
const removedWithin = 60_000;

/**
What experiments have made and is still there, in both accounts.

@param signal Ends the looking, and a removal.
*/
export async function traces(context: Context, signal = context.signal): Promise<readonly Trace[]> {
	const {cloud} = context;
	const api = cloud.apiWith(signal);
	const found = await Promise.all([
		thingsIn(cloud, context, signal),
		...(cloud.second ? [thingsIn(cloud.second, context, signal), grantTo(cloud.second, context, api), stackIn(context, api, signal)] : []),
	]);
	return found.flat();
}

/** Takes all of it away, also when the run was stopped meanwhile. Throws CloudError when the cloud refuses. */
export async function removeTraces(context: Context): Promise<void> {
	for (const {remove} of await traces(context, AbortSignal.timeout(removedWithin))) {
		await remove();
	}
}

/** A function comes before its logs: its last words may still make the group. Its role is the experiments' own in the second account alone. */
async function thingsIn({account, apiWith}: SecondAccount, context: Context, signal: AbortSignal): Promise<readonly Trace[]> {
	const calls = await apiWith(signal).experiments(account);
	const name = experimentFunction(context);
	const named: readonly Thing[] = [
		{kind: 'function', id: name},
		{kind: 'logGroup', id: `/aws/lambda/${name}`},
		...(account === context.cloud.account ? [] : [{kind: 'role', id: name} as const]),
	];
	const areThere = await Promise.all(named.map(async thing => calls.exists(thing)));
	const versions = await Promise.all(experimentLayers(context).map(async layer => calls.versions(layer)));
	const things = [...named.filter((_, index) => areThere[index]), ...versions.flat().map((id): Thing => ({kind: 'layerVersion', id}))];
	return things.map(thing => ({name: thing.id, remove: async () => calls.remove(thing)}));
}

/** What the second account may do with the walkthrough's layer. */
async function grantTo({account}: SecondAccount, {cloud, walk}: Context, api: CloudApi): Promise<readonly Trace[]> {
	const arn = walk.facts()['layer.arn'];
	const calls = await api.experiments(cloud.account);
	return arn !== undefined && await calls.isGranted(String(arn), account)
		? [{name: `the right of ${account} to use ${arn}`, remove: async () => calls.revoke(String(arn), account)}]
		: [];
}

async function stackIn(context: Context, api: CloudApi, signal: AbortSignal): Promise<readonly Trace[]> {
	const stack = await api.stack(experimentStack(context));
	return stack && isOwn(stack, context.settings)
		? [{
			name: stack.name,
			async remove() {
				await removeStack({
					cloud: {...context.cloud, api}, signal, step: context.step, emit(event) {
						context.emit(event);
					},
				}, stack);
			},
		}]
		: [];
}
