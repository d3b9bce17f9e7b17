import type {Stack} from '../targets/api/stacks.js';
import {readJournal} from '../engine/journal.js';
import type {Command} from '../tools/command.js';
import {removeStack} from './cleanup/stack-removal.js';
import {removalOf, sinceClean} from './cleanup/stock.js';
import type {Context} from './context.js';
import {bucketOutput} from './names.js';
import {isFailed, isOwn} from './stacks.js';

export type Deployment = {
	readonly command: Command;
	readonly stack: string;
	/** What the stack was made for, in words, e.g. `the layer version arn:…`; undefined when the cloud has it. */
	readonly missing: (stack: Stack) => Promise<string | undefined>;
};

/**
Deploys a stack, also where the cloud has lost it, or a part of it, and says so before.
CloudFormation compares templates and never looks whether what it made is still there: such a stack takes no deploy that would help, so it goes first.

@throws CloudError when the cloud refuses.
*/
export async function deployStack(context: Context, {command, stack: name, missing}: Deployment): Promise<void> {
	const stack = await context.cloud.api.stack(name);
	if (!stack) {
		const day = lastDeployed(context);
		if (day !== undefined) {
			context.warn('cloud.lost', `The cloud no longer has the stack ${name}, which this workspace deployed on ${day}: it is deployed again.`);
		}
	} else if (isOwn(stack, context.settings)) {
		const lost = isFailed(stack) ? undefined : await missing(stack) ?? await missingBucket(context, stack);
		if (lost !== undefined) {
			context.warn('cloud.lost', `The cloud no longer has ${lost}, though it has the stack ${name}: the stack is removed and deployed again.`);
			await removeStack(context, stack);
		} else if (isFailed(stack)) {
			context.warn('stack.failed', `The stack ${name} is in the state ${stack.status}, in which it can only be removed: it is removed and deployed again.`);
			await removeStack(context, stack);
		}
	}

	await context.run(command, {refusedByCloud: true});
}

/** Serverless uploads to a bucket of the stack's own, and does not make another when that is gone. */
async function missingBucket(context: Context, {outputs}: Stack): Promise<string | undefined> {
	const bucket = outputs[bucketOutput];
	const calls = await removalOf(context);
	return bucket === undefined || await calls.exists({kind: 'bucket', id: bucket}) ? undefined : `the deployment bucket ${bucket}`;
}

/** The day on which this step was last found or made done, by the journal; undefined when it never was, or was cleaned up since. */
function lastDeployed({workspace, step}: Context): string | undefined {
	const finished = sinceClean(readJournal(workspace.journal)).findLast(entry => entry.type === 'step.finished' && entry.step === step && entry.status !== 'skipped');
	return finished?.at.slice(0, 10);
}
