import type {Settings} from './context.js';
import {anyExperimentLayer, experimentFunctions, experimentStack, functionName, functionStack, layerStack} from './names.js';
import {functionProject, layerProject} from './workspace.js';

/** What the walkthrough makes in the cloud. */
export type Resource = {
	readonly kind: 'stack' | 'bucket' | 'layer' | 'function' | 'role' | 'logGroup';
	/** As the cloud names it; of a bucket, which CloudFormation names, only the beginning, with an ellipsis. */
	readonly name: string;
};

export type Stage = Pick<Settings, 'stage' | 'region' | 'layerName'>;

/**
The beginning of the names that CloudFormation gives a stack's buckets: lower case, cut to the 24 characters that are left
beside the resource's name (ServerlessDeploymentBucket, cut likewise) and a random end.
*/
export const bucketStart = (stack: string): string => stack.toLowerCase().slice(0, 24).replace(/-$/v, '');

const bucketOf = (stack: string): Resource => ({kind: 'bucket', name: `${bucketStart(stack)}-serverlessdeploymentbuck…`});

/** The layer's stack and all that is in it. */
export function layerResources(settings: Stage): readonly Resource[] {
	const stack = layerStack({settings});
	return [
		{kind: 'stack', name: stack},
		bucketOf(stack),
		{kind: 'layer', name: settings.layerName ?? `${layerProject}-${settings.stage}-python-requirements`},
	];
}

/** The function's stack and all that is in it. */
export function functionResources(settings: Stage): readonly Resource[] {
	const stack = functionStack({settings});
	const name = functionName({settings});
	return [
		{kind: 'stack', name: stack},
		bucketOf(stack),
		{kind: 'function', name},
		{kind: 'role', name: `${functionProject}-${settings.stage}-${settings.region}-lambdaRole`},
		{kind: 'logGroup', name: `/aws/lambda/${name}`},
	];
}

/** What experiments make for a moment, as patterns of a policy. */
export function experimentResources(settings: Stage): readonly Resource[] {
	const name = experimentFunctions({settings});
	return [
		{kind: 'stack', name: experimentStack({settings})},
		{kind: 'function', name},
		{kind: 'layer', name: anyExperimentLayer({settings})},
		{kind: 'logGroup', name: `/aws/lambda/${name}`},
	];
}

const kinds: Readonly<Record<Resource['kind'], string>> = {
	stack: 'CloudFormation stack',
	bucket: 'S3 bucket',
	layer: 'layer version of',
	function: 'function',
	role: 'IAM role',
	logGroup: 'log group',
};

/** Prices of November 2026 in us-east-1: S3 0.023 USD a GB and month; the rest is free while nobody calls it. */
const expectedCost = 'expected cost: below 0.01 USD a month for some 20 MB in S3, fractions of a cent for a few invocations; nothing once it is cleaned up';

/** What a deploy makes, as lines of a plan. */
export function resourceLines(resources: readonly Resource[], {target}: Pick<Settings, 'target'>): readonly string[] {
	return [...resources.map(({kind, name}) => `create or update the ${kinds[kind]} ${name}`), ...(target === 'aws' ? [expectedCost] : [])];
}
