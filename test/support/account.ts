import {CloudFormationClient, paginateDescribeStacks} from '@aws-sdk/client-cloudformation';
import {CloudWatchLogsClient, paginateDescribeLogGroups} from '@aws-sdk/client-cloudwatch-logs';
import {IAMClient, paginateListRoles} from '@aws-sdk/client-iam';
import {LambdaClient, paginateListFunctions, paginateListLayers, paginateListLayerVersions} from '@aws-sdk/client-lambda';
import {ListBucketsCommand, S3Client} from '@aws-sdk/client-s3';
import type {Connection} from './emulator.js';

/** Everything of the kinds that a walkthrough makes, by name. */
export type Inventory = {
	readonly stacks: readonly string[];
	readonly functions: readonly string[];
	/** `name:version`. */
	readonly layers: readonly string[];
	readonly logGroups: readonly string[];
	readonly roles: readonly string[];
	readonly buckets: readonly string[];
};

export const nothing: Inventory = {stacks: [], functions: [], layers: [], logGroups: [], roles: [], buckets: []};

/** The test's own clients, apart from the code under test. */
export function clients({endpoint, region, credentials}: Connection) {
	const configuration = {endpoint, region, credentials, maxAttempts: 1};
	return {
		cloudFormation: new CloudFormationClient(configuration),
		iam: new IAMClient(configuration),
		lambda: new LambdaClient(configuration),
		logs: new CloudWatchLogsClient(configuration),
		s3: new S3Client({...configuration, forcePathStyle: true}),
	};
}

/** Lists all that an account has in a region; roles and buckets are the whole account's. */
export async function inventory(connection: Connection): Promise<Inventory> {
	const {cloudFormation, iam, lambda, logs, s3} = clients(connection);
	const layers = await names(paginateListLayers({client: lambda}, {}), page => page.Layers?.map(layer => layer.LayerName));
	const versions = await Promise.all(layers.map(async name => names(paginateListLayerVersions({client: lambda}, {LayerName: name}), page => page.LayerVersions?.map(({Version}) => `${name}:${Version}`))));
	const {Buckets = []} = await s3.send(new ListBucketsCommand());
	return {
		stacks: await names(paginateDescribeStacks({client: cloudFormation}, {}), page => page.Stacks?.map(stack => stack.StackName)),
		functions: await names(paginateListFunctions({client: lambda}, {}), page => page.Functions?.map(one => one.FunctionName)),
		layers: versions.flat(),
		logGroups: await names(paginateDescribeLogGroups({client: logs}, {}), page => page.logGroups?.map(group => group.logGroupName)),
		roles: await names(paginateListRoles({client: iam}, {}), page => page.Roles?.map(role => role.RoleName)),
		buckets: Buckets.map(({Name = ''}) => Name).toSorted(),
	};
}

async function names<Page>(pages: AsyncIterable<Page>, namesIn: (page: Page) => ReadonlyArray<string | undefined> | undefined): Promise<readonly string[]> {
	const found: string[] = [];
	for await (const page of pages) {
		found.push(...(namesIn(page) ?? []).filter(name => name !== undefined));
	}

	return found.toSorted();
}
