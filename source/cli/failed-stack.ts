import {removeStack} from '../chapters/stack-removal.js';
import {CloudError} from '../engine/errors.js';
import type {Ask} from '../engine/questions.js';
import type {Stack} from '../targets/api/stacks.js';
import type {Cloud} from '../targets/target.js';

type Asking = {
	readonly ask: Ask;
	/** True when it is agreed to without asking. */
	readonly isAgreed: boolean;
	readonly signal: AbortSignal;
};

/**
Offers to delete a stack of this workspace that CloudFormation can only delete, e.g. after a first deploy that failed.

@throws CloudError when the person does not want that, or when it cannot be deleted.
*/
export async function deleteFailed(stack: Stack, cloud: Cloud, {ask, isAgreed, signal}: Asking): Promise<void> {
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
