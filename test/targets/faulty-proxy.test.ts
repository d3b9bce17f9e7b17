import {Buffer} from 'node:buffer';
import {CreateStackCommand, DescribeStacksCommand, UpdateStackCommand} from '@aws-sdk/client-cloudformation';
import {DescribeLogGroupsCommand} from '@aws-sdk/client-cloudwatch-logs';
import {ListRolesCommand} from '@aws-sdk/client-iam';
import {GetAccountSettingsCommand, GetLayerVersionByArnCommand, GetLayerVersionCommand, InvokeCommand, ListLayersCommand, ListLayerVersionsCommand, PublishLayerVersionCommand} from '@aws-sdk/client-lambda';
import {CreateBucketCommand, DeleteBucketCommand, DeleteObjectsCommand, GetBucketLocationCommand, GetObjectCommand, HeadBucketCommand, ListBucketsCommand, ListObjectsV2Command, ListObjectVersionsCommand, PutObjectCommand} from '@aws-sdk/client-s3';
import {GetCallerIdentityCommand, STSClient} from '@aws-sdk/client-sts';
import {beforeAll, describe, expect, onTestFinished, test} from 'vitest';
import {clients} from '../support/account.js';
import {startEmulator, type Emulator} from '../support/emulator.js';
import {startFaultyProxy, type Fault} from '../support/faulty-proxy.js';
import {rollbackComplete, type RefusalName} from '../support/faults.js';

const stackArn = 'arn:aws:cloudformation:eu-west-1:111122223333:stack/mine/7f1d3c50';

describe('the proxy that gives AWS\'s real errors', () => {
	let emulator: Emulator;

	beforeAll(async () => {
		emulator = await startEmulator({account: '111122223333', region: 'eu-west-1'});
		return emulator.stop;
	});

	/** A proxy, the clients that go through it, and one call of each service. */
	async function start(faults: readonly Fault[] = []) {
		const proxy = await startFaultyProxy(emulator.endpoint, faults);
		onTestFinished(proxy.stop);
		const connection = {...emulator, endpoint: proxy.endpoint};
		const through = clients(connection);
		const sts = new STSClient({...connection, maxAttempts: 1});
		const calls = {
			cloudformation: async () => through.cloudFormation.send(new DescribeStacksCommand()),
			iam: async () => through.iam.send(new ListRolesCommand()),
			sts: async () => sts.send(new GetCallerIdentityCommand()),
			s3: async () => through.s3.send(new ListBucketsCommand()),
			lambda: async () => through.lambda.send(new ListLayersCommand()),
			logs: async () => through.logs.send(new DescribeLogGroupsCommand()),
		};
		return {proxy, ...through, connection, calls};
	}

	test('passes everything on, signatures intact, and names each call as IAM does', async () => {
		const {proxy, s3, lambda, calls} = await start();
		await Promise.all(Object.values(calls).map(async call => call()));
		expect(proxy.calls.toSorted()).toEqual(['cloudformation:DescribeStacks', 'iam:ListRoles', 'lambda:ListLayers', 'logs:DescribeLogGroups', 's3:ListAllMyBuckets', 'sts:GetCallerIdentity']);
		const Bucket = 'passed-on';
		const body = Uint8Array.from({length: 3_000_000}, (_, index) => index % 251);
		await s3.send(new CreateBucketCommand({Bucket}));
		await s3.send(new GetBucketLocationCommand({Bucket}));
		await s3.send(new HeadBucketCommand({Bucket}));
		await s3.send(new PutObjectCommand({Bucket, Key: 'some/where', Body: body}));
		const {Body: answered} = await s3.send(new GetObjectCommand({Bucket, Key: 'some/where'}));
		expect(Buffer.compare(await answered?.transformToByteArray() ?? Buffer.alloc(0), body)).toBe(0);
		await s3.send(new ListObjectsV2Command({Bucket}));
		await s3.send(new ListObjectVersionsCommand({Bucket}));
		await s3.send(new DeleteObjectsCommand({Bucket, Delete: {Objects: [{Key: 'some/where'}]}}));
		await s3.send(new DeleteBucketCommand({Bucket}));
		await lambda.send(new PublishLayerVersionCommand({LayerName: 'mine', Content: {ZipFile: Uint8Array.from([80, 75, 5, 6, ...Array.from({length: 18}, () => 0)])}}));
		await lambda.send(new ListLayerVersionsCommand({LayerName: 'mine'}));
		await lambda.send(new GetLayerVersionCommand({LayerName: 'mine', VersionNumber: 1}));
		await lambda.send(new GetLayerVersionByArnCommand({Arn: 'arn:aws:lambda:eu-west-1:111122223333:layer:mine:1'}));
		await lambda.send(new GetAccountSettingsCommand());
		await expect(lambda.send(new InvokeCommand({FunctionName: 'none'}))).rejects.toMatchObject({name: 'ResourceNotFoundException'});
		expect(proxy.calls.slice(6)).toEqual([
			's3:CreateBucket', 's3:GetBucketLocation', 's3:ListBucket', 's3:PutObject', 's3:GetObject', 's3:ListBucket', 's3:ListBucketVersions', 's3:DeleteObject', 's3:DeleteBucket',
			'lambda:PublishLayerVersion', 'lambda:ListLayerVersions', 'lambda:GetLayerVersion', 'lambda:GetLayerVersion', 'lambda:GetAccountSettings', 'lambda:InvokeFunction',
		]);
		// The emulator that evaluates them has the same names for them, but for calls that need nobody's permission.
		const evaluated = emulator.evaluations().map(({action}) => action);
		expect(new Set(proxy.calls)).toEqual(new Set(evaluated));
	});

	/** The error's name and status as each service's SDK reads them. */
	const expected = [
		{
			name: 'throttling',
			services: [
				['cloudformation', 'Throttling', 400],
				['iam', 'Throttling', 400],
				['sts', 'Throttling', 400],
				['s3', 'SlowDown', 503],
				['lambda', 'TooManyRequestsException', 429],
				['logs', 'ThrottlingException', 400],
			],
		},
		{
			name: 'access-denied',
			services: [
				['cloudformation', 'AccessDenied', 403],
				['iam', 'AccessDenied', 403],
				['sts', 'AccessDenied', 403],
				['s3', 'AccessDenied', 403],
				['lambda', 'AccessDeniedException', 403],
				['logs', 'AccessDeniedException', 400],
			],
		},
		{
			name: 'expired-token',
			services: [
				['cloudformation', 'ExpiredToken', 403],
				['iam', 'ExpiredToken', 403],
				['sts', 'ExpiredToken', 403],
				['s3', 'ExpiredToken', 400],
				['lambda', 'ExpiredTokenException', 403],
				['logs', 'ExpiredTokenException', 400],
			],
		},
		{
			name: 'server-error',
			services: [
				['cloudformation', 'InternalFailure', 500],
				['iam', 'InternalFailure', 500],
				['sts', 'InternalFailure', 500],
				['s3', 'InternalError', 500],
				['lambda', 'ServiceException', 500],
				['logs', 'InternalFailure', 500],
			],
		},
		{
			name: 'unavailable',
			services: [
				['cloudformation', 'ServiceUnavailable', 503],
				['iam', 'ServiceUnavailable', 503],
				['sts', 'ServiceUnavailable', 503],
				['s3', 'ServiceUnavailable', 503],
				['lambda', 'ServiceUnavailableException', 503],
				['logs', 'ServiceUnavailableException', 503],
			],
		},
	] as const satisfies ReadonlyArray<{readonly name: RefusalName; readonly services: ReadonlyArray<readonly [string, string, number]>}>;

	test.each(expected)('$name reaches the SDK of every service under its own name', async ({name, services}) => {
		const {calls} = await start([{call: '*', gives: name}]);
		for (const [service, code, status] of services) {
			await expect(calls[service](), service).rejects.toMatchObject({name: code, message: expect.stringMatching(/\w{4}/v), $metadata: {httpStatusCode: status}});
		}
	});

	test('a denial has AWS\'s sentence, with who, what and on what', async () => {
		const {lambda, cloudFormation} = await start([{call: '*', gives: 'access-denied'}]);
		await expect(lambda.send(new InvokeCommand({FunctionName: 'hello'}))).rejects.toThrow('User: arn:aws:iam::111122223333:user/learner is not authorized to perform: lambda:InvokeFunction on resource: arn:aws:lambda:eu-west-1:111122223333:function:hello because no identity-based policy allows the lambda:InvokeFunction action');
		await expect(lambda.send(new GetLayerVersionByArnCommand({Arn: 'arn:aws:lambda:eu-west-1:999:layer:x:3'}))).rejects.toThrow('lambda:GetLayerVersion on resource: arn:aws:lambda:eu-west-1:999:layer:x:3 because');
		await expect(cloudFormation.send(new CreateStackCommand({StackName: 'mine', TemplateBody: '{}'}))).rejects.toThrow('cloudformation:CreateStack on resource: arn:aws:cloudformation:eu-west-1:111122223333:stack/mine/* because');
	});

	test('a fault of one call alone, in its own words', async () => {
		const {proxy, cloudFormation, calls} = await start([{call: 'cloudformation:UpdateStack', gives: rollbackComplete(stackArn)}]);
		await expect(cloudFormation.send(new UpdateStackCommand({StackName: 'mine'}))).rejects.toMatchObject({name: 'ValidationError', message: `Stack:${stackArn} is in ROLLBACK_COMPLETE state and can not be updated.`});
		await calls.cloudformation();
		expect(proxy.calls).toEqual(['cloudformation:UpdateStack', 'cloudformation:DescribeStacks']);
	});

	test('a fault a number of times, which the SDK\'s own retries overcome or not', async () => {
		const {proxy, connection} = await start([{call: 'sts:*', gives: 'server-error', times: 2}]);
		const sts = new STSClient({...connection, maxAttempts: 3});
		await expect(sts.send(new GetCallerIdentityCommand())).resolves.toMatchObject({Account: '111122223333'});
		expect(proxy.calls).toHaveLength(3);
		proxy.provoke([{call: 'sts:*', gives: 'throttling', times: 3}]);
		await expect(sts.send(new GetCallerIdentityCommand())).rejects.toMatchObject({name: 'Throttling', $metadata: {attempts: 3}});
	});

	test('a cut connection', async () => {
		const {calls} = await start([{call: 'lambda:*', gives: 'cut', times: 1}]);
		await expect(calls.lambda()).rejects.toMatchObject({code: 'ECONNRESET'});
		await expect(calls.lambda()).resolves.toBeDefined();
	});

	test('a slow answer comes when the test lets it', async () => {
		const {proxy, calls} = await start([{call: 'lambda:ListLayers', gives: 'held'}]);
		let isAnswered = false;
		const answer = calls.lambda().then(() => {
			isAnswered = true;
		});
		await proxy.arrival('lambda:ListLayers');
		await calls.sts();
		expect(isAnswered).toBe(false);
		proxy.release();
		await answer;
	});

	test('a call that is held ends with the proxy', async () => {
		const proxy = await startFaultyProxy(emulator.endpoint, [{call: '*', gives: 'held'}]);
		const call = clients({...emulator, endpoint: proxy.endpoint}).lambda.send(new ListLayersCommand());
		const ended = expect(call).rejects.toThrow();
		await proxy.arrival('lambda:ListLayers');
		await proxy.stop();
		await ended;
	});
});
