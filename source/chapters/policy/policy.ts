import recorded from './calls.json' with {type: 'json'};
import {handlers} from './handlers.js';
import {scopes, type Place, type Scope} from './scopes.js';

/** Actions by what they are done to. */
export type Actions = Readonly<Partial<Record<Scope, readonly string[]>>>;

/** What was recorded when the walkthrough was really made, deployed again, and cleaned up; a test compares it with a fresh recording. */
export type Recording = {
	/** What was asked of the cloud and evaluated there, in the order of a workspace's life. */
	readonly calls: Readonly<Record<Phase, Actions>>;
	/** The types of the resources in the stacks that were deployed. */
	readonly resourceTypes: readonly string[];
};

export type Phase = 'walk' | 'again' | 'experiments' | 'clean';

export const recording: Recording = recorded;

type Statement = {
	readonly Sid: string;
	readonly Effect: 'Allow';
	readonly Action: readonly string[];
	readonly Resource: readonly string[];
	readonly Condition?: Readonly<Record<string, Readonly<Record<string, string>>>>;
};

export type Policy = {readonly Version: '2012-10-17'; readonly Statement: readonly Statement[]};

const statements: ReadonlyArray<{readonly scope: Scope; readonly Sid: string} & Pick<Statement, 'Condition'>> = [
	{scope: 'stacks', Sid: 'Stacks'},
	{scope: 'buckets', Sid: 'DeploymentBuckets'},
	{scope: 'objects', Sid: 'DeploymentPackages'},
	{scope: 'layers', Sid: 'Layer'},
	{scope: 'functions', Sid: 'Function'},
	{scope: 'roles', Sid: 'FunctionRole'},
	{scope: 'passedRoles', Sid: 'FunctionRoleForLambdaAlone', Condition: {StringEquals: {'iam:PassedToService': 'lambda.amazonaws.com'}}},
	{scope: 'logGroups', Sid: 'FunctionLogs'},
	{scope: 'publicLayers', Sid: 'PublicLayers'},
	{scope: 'everything', Sid: 'WithoutResource'},
];

/**
The IAM policy that lets an identity walk through, deploy again and clean up in one place, and nothing else; fit for a managed policy.
*/
export function policyFor(place: Place): Policy {
	const wanted = [...Object.values(recording.calls), ...derived()];
	const everywhere = actionsIn(wanted, 'everything');
	return {
		Version: '2012-10-17',
		Statement: statements.flatMap(({scope, Sid, Condition}) => {
			const actions = scope === 'everything' ? everywhere : actionsIn(wanted, scope).filter(action => !everywhere.includes(action));
			return actions.length > 0 ? [{Sid, Effect: 'Allow' as const, Action: actions, Resource: scopes[scope](place), ...(Condition && {Condition})}] : [];
		}),
	};
}

/** Actions of the policy that were never seen: CloudFormation does them, and the emulator does not evaluate what it does. */
export function derivedOnly(): readonly string[] {
	const seen = new Set(allActions(Object.values(recording.calls)));
	return allActions(derived()).filter(action => !seen.has(action));
}

/** Who gives a function a layer of another account must be allowed to read it. Source: https://docs.aws.amazon.com/lambda/latest/dg/adding-layers.html */
const attaching: Actions = {publicLayers: ['lambda:GetLayerVersion']};

/** What CloudFormation needs for the resources that were deployed, and Lambda for a public layer. */
function derived(): readonly Actions[] {
	return [...handlers.filter(({type}) => recording.resourceTypes.includes(type)).map(({actions}) => actions), attaching];
}

function actionsIn(groups: readonly Actions[], scope: Scope): readonly string[] {
	return sorted(groups.flatMap(group => group[scope] ?? []));
}

function allActions(groups: readonly Actions[]): readonly string[] {
	return sorted(groups.flatMap(group => Object.values(group).flat()));
}

function sorted(actions: readonly string[]): readonly string[] {
	return [...new Set(actions)].toSorted();
}
