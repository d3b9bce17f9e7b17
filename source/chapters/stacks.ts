import type {CloudApi} from '../targets/api.js';
import type {Stack} from '../targets/api/stacks.js';
import type {Settings} from './context.js';
import {functionStack, layerStack, ownTag} from './names.js';

/** What stands in the way of a deploy to a stack. */
export type Obstacle = {
	/** `foreign`: somebody else's; `busy`: it is being changed. */
	readonly kind: 'foreign' | 'busy';
	readonly stack: Stack;
};

type Named = Pick<Settings, 'stage' | 'workspaceId'>;

/** True when this workspace made the stack. */
export const isOwn = ({tags}: Stack, {workspaceId}: Pick<Settings, 'workspaceId'>): boolean => tags[ownTag] === workspaceId;

/**
States in which a stack takes no update.
Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/view-stack-events.html
*/
const failed: ReadonlySet<string> = new Set(['ROLLBACK_COMPLETE', 'ROLLBACK_FAILED', 'CREATE_FAILED', 'DELETE_FAILED', 'UPDATE_ROLLBACK_FAILED']);

/** True when CloudFormation can only delete the stack. */
export const isFailed = ({status}: Stack): boolean => failed.has(status);

/** Looks at the stacks that the walkthrough will deploy to. */
export async function obstacles(api: Pick<CloudApi, 'stack'>, settings: Named): Promise<readonly Obstacle[]> {
	const stacks = await Promise.all([functionStack({settings}), layerStack({settings})].map(async name => api.stack(name)));
	return stacks.flatMap(stack => {
		const kind = stack && obstacleOf(stack, settings);
		return kind ? [{kind, stack}] : [];
	});
}

function obstacleOf(stack: Stack, settings: Named): Obstacle['kind'] | undefined {
	if (!isOwn(stack, settings)) {
		return 'foreign';
	}

	// A change set that nobody executed holds nothing and takes the next one.
	return stack.status.endsWith('_IN_PROGRESS') && stack.status !== 'REVIEW_IN_PROGRESS' ? 'busy' : undefined;
}

/** Another stage to try: the same with the next number after it. */
export function nextStage(stage: string): string {
	const {name = stage, number = '1'} = /^(?<name>.*)-(?<number>\d+)$/v.exec(stage)?.groups ?? {};
	return `${name.slice(0, 28)}-${Number(number) + 1}`;
}
