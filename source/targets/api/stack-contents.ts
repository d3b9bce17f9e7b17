import {DescribeStackEventsCommand, ListStackResourcesCommand, type CloudFormationClient} from '@aws-sdk/client-cloudformation';
import {refusals} from './refusals.js';
import {kindOf, type Thing} from './things.js';

/** What happened to a stack or to something in it. */
export type StackEvent = {
	readonly id: string;
	/** The name in the template; the stack's own name for the stack. */
	readonly name: string;
	/** CloudFormation's, e.g. `AWS::S3::Bucket`. */
	readonly type: string;
	/** E.g. `DELETE_IN_PROGRESS`. */
	readonly status: string;
	readonly reason: string | undefined;
	/** Undefined for kinds that the wizard does not look for by themselves. */
	readonly thing: Thing | undefined;
};

export type StackContentCalls = {
	/** What a stack holds now, of the kinds that the wizard looks for. */
	readonly things: (stackId: string) => Promise<readonly Thing[]>;
	/** All that happened to it, oldest first. */
	readonly events: (stackId: string) => Promise<readonly StackEvent[]>;
};

/** CloudFormation's calls about what is in a stack, by its id: it tells a stack from an earlier one of the same name. Each throws CloudError when the cloud refuses. */
export function stackContentCalls(client: CloudFormationClient): StackContentCalls {
	return {
		async things(stackId) {
			const found: Thing[] = [];
			let token: string | undefined;
			do {
				const answer = await refusals('cloudformation:ListStackResources', client.send(new ListStackResourcesCommand({StackName: stackId, NextToken: token})));
				const resources = (answer.StackResourceSummaries ?? []).filter(({ResourceStatus = ''}) => !notHeld.has(ResourceStatus));
				found.push(...resources.flatMap(({ResourceType, PhysicalResourceId}) => thingOf(ResourceType, PhysicalResourceId) ?? []));
				token = answer.NextToken;
			} while (token);

			return found;
		},
		async events(stackId) {
			const found: StackEvent[] = [];
			let token: string | undefined;
			do {
				const answer = await refusals('cloudformation:DescribeStackEvents', client.send(new DescribeStackEventsCommand({StackName: stackId, NextToken: token})));
				found.push(...(answer.StackEvents ?? []).map(event => ({
					id: event.EventId ?? '',
					name: event.LogicalResourceId ?? '',
					type: event.ResourceType ?? '',
					status: event.ResourceStatus ?? '',
					reason: event.ResourceStatusReason,
					thing: thingOf(event.ResourceType, event.PhysicalResourceId),
				})));
				token = answer.NextToken;
			} while (token);

			return found.toReversed();
		},
	};
}

/** States in which a stack lists a resource without holding it. The name may belong to somebody else's resource. */
const notHeld: ReadonlySet<string> = new Set(['CREATE_FAILED', 'DELETE_COMPLETE']);

function thingOf(type: string | undefined, id: string | undefined): Thing | undefined {
	const kind = kindOf(type ?? '');
	// What was not made yet has no id.
	return kind && id ? {kind, id} : undefined;
}
