import {DeleteStackCommand, DescribeStacksCommand, type CloudFormationClient, type Stack as AwsStack} from '@aws-sdk/client-cloudformation';
import {refusals, unlessMissing} from './refusals.js';

/** A stack as CloudFormation describes it. */
export type Stack = {
	readonly name: string;
	/** Its ARN, which no later stack of this name has. */
	readonly id: string;
	/** E.g. `CREATE_COMPLETE`. */
	readonly status: string;
	readonly statusReason: string | undefined;
	readonly tags: Readonly<Record<string, string>>;
	readonly outputs: Readonly<Record<string, string>>;
};

export type StackCalls = {
	/** By name or id; undefined when there is no such stack. One that is deleted is there for its id only. */
	readonly stack: (name: string) => Promise<Stack | undefined>;
	/** Every stack of the account in this region. */
	readonly stacks: () => Promise<readonly Stack[]>;
	/** Asks for it, by name or id; the stack is gone some time later. */
	readonly deleteStack: (name: string) => Promise<void>;
};

/** CloudFormation's calls. Each throws CloudError when the cloud refuses. */
export function stackCalls(client: CloudFormationClient): StackCalls {
	return {
		async stack(name) {
			const request = client.send(new DescribeStacksCommand({StackName: name}));
			const answer = await unlessMissing(refusals('cloudformation:DescribeStacks', request), /does not exist/v);
			const [found] = answer?.Stacks ?? [];
			return found && stackOf(found);
		},
		async stacks() {
			const found: Stack[] = [];
			let token: string | undefined;
			do {
				const answer = await refusals('cloudformation:DescribeStacks', client.send(new DescribeStacksCommand({NextToken: token})));
				found.push(...(answer.Stacks ?? []).map(stack => stackOf(stack)));
				token = answer.NextToken;
			} while (token);

			return found;
		},
		async deleteStack(name) {
			await refusals('cloudformation:DeleteStack', client.send(new DeleteStackCommand({StackName: name})));
		},
	};
}

function stackOf({StackName = '', StackId = '', StackStatus, StackStatusReason, Tags = [], Outputs = []}: AwsStack): Stack {
	return {
		name: StackName,
		id: StackId,
		status: StackStatus ?? '',
		statusReason: StackStatusReason,
		tags: Object.fromEntries(Tags.map(({Key = '', Value = ''}) => [Key, Value])),
		outputs: Object.fromEntries(Outputs.map(({OutputKey = '', OutputValue = ''}) => [OutputKey, OutputValue])),
	};
}
