import {setTimeout as delay} from 'node:timers/promises';
import {CloudError} from '../../engine/errors.js';
import type {RemovalCalls} from '../../targets/api/removal.js';
import type {StackEvent} from '../../targets/api/stack-contents.js';
import type {Stack} from '../../targets/api/stacks.js';
import type {Context} from '../context.js';
import {removalOf} from './stock.js';

/** Between two looks at a stack that is being deleted, in milliseconds; AWS limits how often one may ask, what runs on this machine does not. */
const poll = {local: 100, remote: 2500} as const;

/** What a removal needs to know of who asks for it. */
type Removing = Pick<Context, 'cloud' | 'signal' | 'step' | 'emit'>;

/**
Deletes a stack, whatever state it is in, and waits until it is gone; tells its events as lines.

@throws CloudError with the cloud's reasons when it refuses or cannot delete all that is in the stack; the signal's reason on abort.
*/
export async function removeStack(context: Removing, stack: Stack): Promise<void> {
	const {cloud, signal} = context;
	const calls = await removalOf(context);
	const past = await calls.events(stack.id);
	const seen = new Set(past.map(({id}) => id));
	const failures: StackEvent[] = [];
	let isAskedFor = false;
	for (;;) {
		signal.throwIfAborted();
		const now = await cloud.api.stack(stack.id);
		for (const event of await calls.events(stack.id)) {
			if (!seen.has(event.id)) {
				seen.add(event.id);
				context.emit({type: 'output', step: context.step, stream: 'stdout', line: lineOf(event)});
				failures.push(...(isAskedFor && event.status === 'DELETE_FAILED' ? [event] : []));
			}
		}

		if (now === undefined || now.status === 'DELETE_COMPLETE') {
			return;
		}

		if (now.status === 'DELETE_FAILED' && failures.length > 0) {
			throw new CloudError(`The stack ${stack.name} could not be removed: ${reasonOf(failures, stack)}.`, {tryThis: 'Remove what the reason names, then run the same command again.'});
		}

		if (!isAskedFor && isAtRest(now.status)) {
			await emptyBuckets(context, calls, stack);
			await cloud.api.deleteStack(stack.id);
			isAskedFor = true;
		}

		await delay(cloud.isLocal ? poll.local : poll.remote, undefined, {signal}).catch(() => {
			signal.throwIfAborted();
		});
	}
}

/** CloudFormation takes no order while it works on the last one; a stack that only waits for a change set is not at work. */
export function isAtRest(status: string): boolean {
	return !status.endsWith('_IN_PROGRESS') || status === 'REVIEW_IN_PROGRESS';
}

/** Why resources could not be deleted; the stack's own event only counts them. */
export function reasonOf(failures: readonly StackEvent[], {name}: Pick<Stack, 'name'>): string {
	const resources = failures.filter(event => event.type !== 'AWS::CloudFormation::Stack');
	const told = (resources.length > 0 ? resources : failures).map(event => `${event.name === name ? '' : `${event.name}: `}${event.reason ?? event.status}`);
	return told.join('; ').replace(/\.$/v, '');
}

/** CloudFormation deletes only empty buckets. */
async function emptyBuckets(context: Removing, calls: RemovalCalls, stack: Stack): Promise<void> {
	for (const {kind, id} of await calls.things(stack.id)) {
		if (kind === 'bucket' && await calls.exists({kind, id})) {
			context.signal.throwIfAborted();
			context.emit({type: 'output', step: context.step, stream: 'stdout', line: `empty the bucket ${id}`});
			await calls.emptyBucket(id);
		}
	}
}

function lineOf({status, type, name, reason}: StackEvent): string {
	return `${status} - ${type} - ${name}${reason ? ` - ${reason}` : ''}`;
}
