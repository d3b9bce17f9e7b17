import {CloudFormationClient, type CloudFormationClientConfig} from '@aws-sdk/client-cloudformation';
import {CloudWatchLogsClient, DeleteLogGroupCommand, DescribeLogGroupsCommand} from '@aws-sdk/client-cloudwatch-logs';
import {DeleteRoleCommand, GetRoleCommand, IAMClient} from '@aws-sdk/client-iam';
import {DeleteFunctionCommand, DeleteLayerVersionCommand, GetFunctionConfigurationCommand, GetLayerVersionByArnCommand, LambdaClient} from '@aws-sdk/client-lambda';
import {S3Client} from '@aws-sdk/client-s3';
import {bucketCalls} from './buckets.js';
import {refusals, unlessMissing} from './refusals.js';
import {stackContentCalls, type StackContentCalls} from './stack-contents.js';
import type {Thing, ThingKind} from './things.js';

/** How the client of each service is set up. */
export type Setup = (service: 'CLOUDFORMATION' | 'CLOUDWATCH_LOGS' | 'IAM' | 'LAMBDA' | 'S3') => Pick<CloudFormationClientConfig, 'region' | 'credentials' | 'requestHandler' | 'endpoint'>;

/** The calls that a clean-up makes. Each throws CloudError when the cloud refuses. */
export type RemovalCalls = StackContentCalls & {
	readonly exists: (thing: Thing) => Promise<boolean>;
	/** Removes it, a bucket with all that is in it, a role that has no policies. */
	readonly remove: (thing: Thing) => Promise<void>;
	readonly emptyBucket: (bucket: string) => Promise<void>;
};

/** What can be asked of and done to things of one kind. */
type Kind = {
	readonly exists: (id: string) => Promise<boolean>;
	readonly remove: (id: string) => Promise<void>;
};

/** Makes the calls, for what is in one account; nothing is sent before the first of them. */
export function removalCalls(at: Setup, account: string): RemovalCalls {
	const lambda = new LambdaClient(at('LAMBDA'));
	const logs = new CloudWatchLogsClient(at('CLOUDWATCH_LOGS'));
	const iam = new IAMClient(at('IAM'));
	const s3 = at('S3');
	// An endpoint of one's own seldom has an address for each bucket.
	const buckets = bucketCalls(new S3Client({...s3, forcePathStyle: s3.endpoint !== undefined}), account);
	const kinds: Readonly<Record<ThingKind, Kind>> = {
		function: {
			exists: async id => isThere(refusals('lambda:GetFunctionConfiguration', lambda.send(new GetFunctionConfigurationCommand({FunctionName: id})))),
			async remove(name) {
				await isThere(refusals('lambda:DeleteFunction', lambda.send(new DeleteFunctionCommand({FunctionName: name}))));
			},
		},
		layerVersion: {
			exists: async arn => isThere(refusals('lambda:GetLayerVersion', lambda.send(new GetLayerVersionByArnCommand({Arn: arn})))),
			async remove(arn) {
				const [version, name] = arn.split(':').toReversed();
				await refusals('lambda:DeleteLayerVersion', lambda.send(new DeleteLayerVersionCommand({LayerName: name, VersionNumber: Number(version)})));
			},
		},
		logGroup: {
			async exists(name) {
				const {logGroups = []} = await refusals('logs:DescribeLogGroups', logs.send(new DescribeLogGroupsCommand({logGroupNamePrefix: name})));
				return logGroups.some(({logGroupName}) => logGroupName === name);
			},
			async remove(name) {
				await isThere(refusals('logs:DeleteLogGroup', logs.send(new DeleteLogGroupCommand({logGroupName: name}))));
			},
		},
		bucket: {
			exists: buckets.exists,
			async remove(name) {
				await buckets.empty(name);
				await buckets.remove(name);
			},
		},
		role: {
			exists: async name => isThere(refusals('iam:GetRole', iam.send(new GetRoleCommand({RoleName: name})))),
			async remove(name) {
				await isThere(refusals('iam:DeleteRole', iam.send(new DeleteRoleCommand({RoleName: name}))));
			},
		},
	};
	return {
		...stackContentCalls(new CloudFormationClient(at('CLOUDFORMATION'))),
		exists: async ({kind, id}) => kinds[kind].exists(id),
		async remove({kind, id}) {
			await kinds[kind].remove(id);
		},
		emptyBucket: buckets.empty,
	};
}

async function isThere(request: Promise<unknown>): Promise<boolean> {
	return await unlessMissing(request, /ResourceNotFound|NoSuchEntity/v) !== undefined;
}
