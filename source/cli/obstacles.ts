import type {Settings} from '../chapters/context.js';
import {nextStage, obstacles, type Obstacle} from '../chapters/stacks.js';
import {CloudError, UsageError} from '../engine/errors.js';
import type {Ask} from '../engine/questions.js';
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
@throws UsageError for somebody else's stack where nobody takes another stage; CloudError for one that is being changed.
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
