import type {Stack} from '../targets/api/stacks.js';
import {CloudError} from '../engine/errors.js';
import {readJournal} from '../engine/journal.js';
import {askNobody, type Question} from '../engine/questions.js';
import type {Command} from '../tools/command.js';
import {noteStacks, sinceClean} from './cleanup/notes.js';
import {removeStack} from './cleanup/stack-removal.js';
import {removalOf} from './cleanup/stock.js';
import type {Context} from './context.js';
import {bucketOutput} from './names.js';
import {isFailed, isOwn} from './stacks.js';

export type Deployment = {
	readonly command: Command;
	readonly stack: string;
	/** What the stack was made for; undefined when the cloud has it. */
	readonly missing: (stack: Stack) => Promise<Part | undefined>;
};

/** Something below a stack. */
export type Part = {readonly kind: 'layer version' | 'function' | 'deployment bucket'; readonly name: string};

/**
Deploys a stack, also where the cloud has lost it, or a part of it, and says so before.
CloudFormation compares templates and never looks whether what it made is still there: such a stack takes no deploy that would help, so it goes first. In an account it goes only with the person's word.

@throws CloudError when the cloud refuses, or the person wants the stack to stay.
*/
export async function deployStack(context: Context, {command, stack: name, missing}: Deployment): Promise<void> {
	const stack = await context.cloud.api.stack(name);
	if (!stack) {
		const day = lastDeployed(context);
		if (day !== undefined) {
			context.warn('cloud.lost', `The cloud no longer has the stack ${name}, which this workspace deployed on ${day}: it is deployed again.`);
		}
	} else if (isOwn(stack, context.settings)) {
		const ruin = isFailed(stack) ? failure(stack) : await loss(context, stack, missing);
		if (ruin) {
			await agreeToRemoval(context, stack, ruin);
			context.warn(ruin.code, `${ruin.what}: the stack is removed and deployed again.`);
			noteStacks(context, [stack]);
			await removeStack(context, stack);
		}
	}

	await context.run(command, {refusedByCloud: true});
	const made = await context.cloud.api.stack(name);
	noteStacks(context, made ? [made] : []);
}

/** Why a stack can only be removed: in a sentence's beginning, and as a question. */
type Ruin = {readonly code: string; readonly what: string; readonly question: Pick<Question, 'id' | 'values'>};

function failure({name, status}: Stack): Ruin {
	return {
		code: 'stack.failed',
		what: `The stack ${name} is in the state ${status}, in which CloudFormation can only delete it`,
		question: {id: 'failedStack', values: {stack: name, status}},
	};
}

async function loss(context: Context, stack: Stack, missing: Deployment['missing']): Promise<Ruin | undefined> {
	const part = await missing(stack) ?? await missingBucket(context, stack);
	return part && {
		code: 'cloud.lost',
		what: `The cloud no longer has the ${part.kind} ${part.name}, though it has the stack ${stack.name}`,
		question: {id: 'lostPart', values: {stack: stack.name, part: part.name}},
	};
}

/** Where nobody can be asked, `--yes` has agreed; the practice cloud is nobody's but the workspace's. */
async function agreeToRemoval({settings: {target, region}, walk: {ask}, step, signal}: Context, {name}: Stack, {what, question}: Ruin): Promise<void> {
	if (target !== 'aws' || ask === askNobody) {
		return;
	}

	const answer = await ask({...question, step, choices: ['stop', 'delete'], fallback: 'stop', flag: '--yes'}, signal);
	signal.throwIfAborted();
	if (answer === 'stop') {
		throw new CloudError(`${what}; you wanted it to stay, so it is left as it is.`, {
			tryThis: 'Run the same command again and let it be deleted, or do it by hand: empty the stack\'s bucket, if it has one, then '
				+ `aws cloudformation delete-stack --stack-name ${name} --region ${region}.`,
			isDecided: true,
		});
	}
}

/** Serverless uploads to a bucket of the stack's own, and does not make another when that is gone. */
async function missingBucket(context: Context, {outputs}: Stack): Promise<Part | undefined> {
	const bucket = outputs[bucketOutput];
	const calls = await removalOf(context);
	return bucket === undefined || await calls.exists({kind: 'bucket', id: bucket}) ? undefined : {kind: 'deployment bucket', name: bucket};
}

/** The day on which this step was last found or made done, by the journal; undefined when it never was, or was cleaned up since. */
function lastDeployed({workspace, step}: Context): string | undefined {
	const finished = sinceClean(readJournal(workspace.journal)).findLast(entry => entry.type === 'step.finished' && entry.step === step && entry.status !== 'skipped');
	return finished?.at.slice(0, 10);
}
