import type {Settings} from '../chapters/context.js';
import {removeStack} from '../chapters/cleanup/stack-removal.js';
import {nextStage, obstacles, type Obstacle} from '../chapters/stacks.js';
import {CloudError, UsageError} from '../engine/errors.js';
import type {Ask} from '../engine/questions.js';
import type {Stack} from '../targets/api/stacks.js';
import type {Cloud} from '../targets/target.js';
import {isAnswer} from './config.js';

type Asking = {
	readonly ask: Ask;
	/** True with `--yes`: what has a default is agreed to. */
	readonly isAgreed: boolean;
	/** True while nothing of the workspace is written, so that its stage may still change. */
	readonly isNew: boolean;
	readonly signal: AbortSignal;
};

/**
Sees to it that both stacks can be deployed to.

@returns The settings with which they can: another stage where the first one is somebody else's.
@throws UsageError for somebody else's stack where nobody takes another stage; CloudError for one that is being changed, or that cannot be deleted.
*/
export async function clearedWay(cloud: Cloud, settings: Settings, asking: Asking): Promise<Settings> {
	const [obstacle] = await obstacles(cloud.api, settings);
	switch (obstacle?.kind) {
		case undefined: {
			return settings;
		}

		case 'foreign': {
			return clearedWay(cloud, {...settings, stage: await otherStage(obstacle, settings.stage, asking)}, asking);
		}

		case 'busy': {
			throw new CloudError(`The stack ${obstacle.stack.name} is being changed right now (${obstacle.stack.status}).`, {
				tryThis: 'Wait until CloudFormation is done with it, then run the same command again.',
			});
		}

		case 'failed': {
			await deleteFailed(obstacle.stack, cloud, asking);
			return clearedWay(cloud, settings, asking);
		}
	}
}

async function otherStage({stack: {name}}: Obstacle, stage: string, {ask, isAgreed, isNew, signal}: Asking): Promise<string> {
	const refusal = new UsageError(`The stack ${name} is in this account already, and this workspace did not make it.`, {
		tryThis: isNew ? `Take another stage: --stage ${nextStage(stage)}.` : 'Take another directory with another --stage, or remove that stack if it is yours.',
	});
	if (isAgreed || !isNew) {
		throw refusal;
	}

	const answer = await ask({
		id: 'newStage',
		flag: '--stage',
		fallback: nextStage(stage),
		check: text => text !== stage && isAnswer('stage', text),
		values: {stack: name},
	}, signal);
	signal.throwIfAborted();
	return answer;
}

/**
Offers to delete a stack of this workspace that CloudFormation can only delete, e.g. after a first deploy that failed.

@throws CloudError when the person does not want that, or when it cannot be deleted.
*/
async function deleteFailed(stack: Stack, cloud: Cloud, {ask, isAgreed, signal}: Asking): Promise<void> {
	const {name, status} = stack;
	const answer = isAgreed ? 'delete' : await ask({id: 'failedStack', choices: ['delete', 'stop'], fallback: 'stop', values: {stack: name, status}}, signal);
	signal.throwIfAborted();
	if (answer === 'stop') {
		throw new CloudError(`The stack ${name} is in the state ${status}: CloudFormation can only delete it.`, {
			tryThis: `Run the same command again and let it be deleted, or delete it yourself: aws cloudformation delete-stack --stack-name ${name}.`,
		});
	}

	await removeStack({
		cloud,
		signal,
		step: 'preflight.cloud',
		emit() {
			// The run has not begun: nobody listens yet.
		},
	}, stack);
}
