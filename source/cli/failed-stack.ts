import {setTimeout as delay} from 'node:timers/promises';
import {CloudError, stopReason} from '../engine/errors.js';
import type {CloudApi} from '../targets/api.js';
import type {Ask} from '../engine/questions.js';
import type {Stack} from '../targets/api/stacks.js';

type Asking = {
	readonly ask: Ask;
	/** True when it is agreed to without asking. */
	readonly isAgreed: boolean;
	readonly signal: AbortSignal;
};

/** Between two looks at a stack that is being deleted, in milliseconds. */
const poll = 1000;

/**
Offers to delete a stack of this workspace that CloudFormation can only delete, e.g. after a first deploy that failed.

@throws CloudError when the person does not want that, or when it cannot be deleted.
*/
export async function deleteFailed({name, status}: Stack, api: Pick<CloudApi, 'stack' | 'deleteStack'>, {ask, isAgreed, signal}: Asking): Promise<void> {
	const answer = isAgreed ? 'delete' : await ask({id: 'failedStack', choices: ['delete', 'stop'], fallback: 'stop', values: {stack: name, status}}, signal);
	signal.throwIfAborted();
	if (answer === 'stop') {
		throw new CloudError(`The stack ${name} is in the state ${status}: CloudFormation can only delete it.`, {
			tryThis: `Run the same command again and let it be deleted, or delete it yourself: aws cloudformation delete-stack --stack-name ${name}.`,
		});
	}

	await api.deleteStack(name);
	for (;;) {
		const stack = await api.stack(name);
		if (!stack || stack.status === 'DELETE_COMPLETE') {
			return;
		}

		if (stack.status === 'DELETE_FAILED') {
			throw new CloudError(`The stack ${name} cannot be deleted: ${stack.statusReason ?? 'CloudFormation gives no reason'}.`, {
				tryThis: 'Look at its events in the CloudFormation console, remove what is in the way, then run the same command again.',
			});
		}

		await delay(poll, undefined, {signal}).catch(() => {
			throw stopReason(signal);
		});
	}
}
