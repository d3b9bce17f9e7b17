import {CreateStackCommand, waitUntilStackCreateComplete} from '@aws-sdk/client-cloudformation';
import {CreateLogGroupCommand} from '@aws-sdk/client-cloudwatch-logs';
import {CreateRoleCommand} from '@aws-sdk/client-iam';
import {CreateFunctionCommand, PublishLayerVersionCommand} from '@aws-sdk/client-lambda';
import {CreateBucketCommand, PutObjectCommand} from '@aws-sdk/client-s3';
import {clients, type Inventory} from './account.js';
import type {Connection} from './emulator.js';

/** A zip without entries: the least that can be published. */
const emptyZip = Uint8Array.from([80, 75, 5, 6, ...Array.from({length: 18}, () => 0)]);

const anyoneMay = JSON.stringify({Version: '2012-10-17', Statement: []});

/** Makes a stack that holds a bucket, and waits until it stands. */
export async function makeStack(connection: Connection, name: string, bucket: string): Promise<void> {
	const {cloudFormation} = clients(connection);
	await cloudFormation.send(new CreateStackCommand({
		StackName: name,
		TemplateBody: JSON.stringify({Resources: {Bucket: {Type: 'AWS::S3::Bucket', Properties: {BucketName: bucket}}}}),
		// Another wizard's workspace.
		Tags: [{Key: 'layer-wizard', Value: '00000000-0000-4000-8000-000000000000'}],
	}));
	await waitUntilStackCreateComplete({client: cloudFormation, maxWaitTime: 10, minDelay: 0.1, maxDelay: 0.1}, {StackName: name});
}

/** Makes one thing of each kind that a walkthrough makes, as somebody else would in the same account. */
export async function plant(connection: Connection): Promise<Inventory> {
	const {iam, lambda, logs, s3} = clients(connection);
	await makeStack(connection, 'their-stack', 'bucket-of-their-stack');
	await iam.send(new CreateRoleCommand({RoleName: 'their-role', AssumeRolePolicyDocument: anyoneMay}));
	await lambda.send(new CreateFunctionCommand({
		FunctionName: 'sls-layers-python-dev-hello-2', Runtime: 'python3.13', Handler: 'a.b', Role: `arn:aws:iam::${connection.credentials.accessKeyId}:role/their-role`, Code: {ZipFile: emptyZip},
	}));
	await lambda.send(new PublishLayerVersionCommand({LayerName: 'their-layer', Content: {ZipFile: emptyZip}}));
	await logs.send(new CreateLogGroupCommand({logGroupName: '/aws/lambda/sls-layers-python-dev-hello-2'}));
	await s3.send(new CreateBucketCommand({Bucket: 'their-bucket', ...(connection.region !== 'us-east-1' && {CreateBucketConfiguration: {LocationConstraint: 'eu-central-1'}})}));
	await s3.send(new PutObjectCommand({Bucket: 'their-bucket', Key: 'theirs', Body: 'theirs'}));
	return {
		stacks: ['their-stack'],
		functions: ['sls-layers-python-dev-hello-2'],
		layers: ['their-layer:1'],
		logGroups: ['/aws/lambda/sls-layers-python-dev-hello-2'],
		roles: ['their-role'],
		buckets: ['bucket-of-their-stack', 'their-bucket'],
	};
}
