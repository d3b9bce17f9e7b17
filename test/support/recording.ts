import {DescribeStackEventsCommand} from '@aws-sdk/client-cloudformation';
import type {Actions} from '../../source/chapters/policy/policy.js';
import {scopes, type Place, type Scope} from '../../source/chapters/policy/scopes.js';
import {clients, inventory} from './account.js';
import type {Connection, Evaluation} from './emulator.js';

/** No policy can deny it: https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html */
const alwaysAllowed = 'sts:GetCallerIdentity';

/** Only CloudFormation passes a role; no call that a caller makes is of this scope. */
const ofCallers = ['stacks', 'buckets', 'objects', 'functions', 'layers', 'roles', 'logGroups', 'everything'] as const satisfies readonly Scope[];

/**
Evaluations as the policy's data has them: each action once, under what it was done to.

@throws Error for something that no scope of the policy covers.
*/
export function actionsIn(evaluations: readonly Evaluation[], place: Place): Actions {
	const found = new Map<Scope, Set<string>>();
	for (const {action, resource} of evaluations) {
		if (action !== alwaysAllowed) {
			const scope = scopeOf(resource, place);
			found.set(scope, (found.get(scope) ?? new Set()).add(action));
		}
	}

	return Object.fromEntries(ofCallers.flatMap(scope => {
		const actions = found.get(scope);
		return actions ? [[scope, [...actions].toSorted()]] : [];
	}));
}

function scopeOf(resource: string, place: Place): Scope {
	// A wildcard of a bucket's ARN covers its objects too.
	const kind = resource.startsWith('arn:aws:s3:::') ? (resource.includes('/') ? 'objects' : 'buckets') : undefined;
	const scope = kind ?? ofCallers.find(one => scopes[one](place).some(arn => arn === resource || (arn !== '*' && matches(resource, arn))));
	if (!scope || !scopes[scope](place).some(arn => matches(resource, arn))) {
		throw new Error(`no scope covers ${resource}`);
	}

	return scope;
}

/** Says whether a resource is one of those that a pattern of a policy stands for. */
export function matches(resource: string, pattern: string): boolean {
	const literal = pattern.replaceAll(/[.+?^$\{\}\(\)\|\[\]\\\/]/gv, String.raw`\$&`);
	return new RegExp(`^${literal.replaceAll('*', '.*')}$`, 'v').test(resource);
}

/** The types of all that was ever in the stacks of a region, as CloudFormation tells of it. */
export async function resourceTypes(connection: Connection): Promise<readonly string[]> {
	const {cloudFormation} = clients(connection);
	const {stacks} = await inventory(connection);
	const events = await Promise.all(stacks.map(async stack => cloudFormation.send(new DescribeStackEventsCommand({StackName: stack}))));
	return [...new Set(events.flatMap(({StackEvents = []}) => StackEvents.map(({ResourceType = ''}) => ResourceType)))].toSorted();
}
