import {CreateStackCommand, waitUntilStackCreateComplete} from '@aws-sdk/client-cloudformation';
import {CreateAccessKeyCommand, CreateUserCommand, PutUserPolicyCommand} from '@aws-sdk/client-iam';
import {GetAccountSettingsCommand, GetLayerVersionByArnCommand, GetLayerVersionCommand, InvokeCommand, ListFunctionsCommand, PublishLayerVersionCommand} from '@aws-sdk/client-lambda';
import {GetCallerIdentityCommand, STSClient} from '@aws-sdk/client-sts';
import {beforeAll, describe, expect, onTestFinished, test, vi} from 'vitest';
import {clients, inventory, nothing} from '../support/account.js';
import {temporaryDirectory} from '../support/directory.js';
import {startEmulator, type Connection, type Emulator} from '../support/emulator.js';
import {processesIn} from '../support/processes.js';
import {writeProfiles} from '../support/profiles.js';

/** A zip without entries: the least that can be published as a layer. */
const emptyZip = Uint8Array.from([80, 75, 5, 6, ...Array.from({length: 18}, () => 0)]);

const template = JSON.stringify({
	Resources: {
		Bucket: {Type: 'AWS::S3::Bucket', Properties: {BucketName: 'a-bucket-of-the-test'}},
		Logs: {Type: 'AWS::Logs::LogGroup', Properties: {LogGroupName: '/of/the/test'}},
		Role: {Type: 'AWS::IAM::Role', Properties: {RoleName: 'a-role', AssumeRolePolicyDocument: {Version: '2012-10-17', Statement: []}}},
	},
});

describe('the emulator that stands in for AWS in tests', () => {
	let emulator: Emulator;

	beforeAll(async () => {
		emulator = await startEmulator({account: '111122223333', region: 'eu-west-1'});
		return emulator.stop;
	});

	test('is an account other than 000000000000, and checks every signature', async () => {
		await expect(new STSClient(emulator).send(new GetCallerIdentityCommand())).resolves.toMatchObject({Account: '111122223333', Arn: 'arn:aws:iam::111122223333:root'});
		const forged = {...emulator, maxAttempts: 1, credentials: {...emulator.credentials, secretAccessKey: 'another'}};
		await expect(new STSClient(forged).send(new GetCallerIdentityCommand())).rejects.toThrow(/signature/v);
	});

	test('is found by a profile\'s files alone, with the endpoint in the profile', async () => {
		const environment = writeProfiles(temporaryDirectory(), [{name: 'learner', region: 'eu-west-1', endpoint: emulator.endpoint, credentials: emulator.credentials}]);
		onTestFinished(() => {
			vi.unstubAllEnvs();
		});
		// The SDK for JavaScript looks for `endpoint_url` only in the profile that this variable names.
		for (const [name, value] of Object.entries({...environment, AWS_PROFILE: 'learner'})) {
			vi.stubEnv(name, value);
		}

		const client = new STSClient();
		await expect(client.send(new GetCallerIdentityCommand())).resolves.toMatchObject({Account: '111122223333'});
		expect(await client.config.region()).toBe('eu-west-1');
	});

	test('lists what an account has in a region, and nothing of others', async () => {
		const mine: Connection = {...emulator, credentials: emulator.credentialsOf('222233334444')};
		expect(await inventory(mine)).toEqual(nothing);
		const {cloudFormation, lambda} = clients(mine);
		await cloudFormation.send(new CreateStackCommand({StackName: 'a-stack', TemplateBody: template, Capabilities: ['CAPABILITY_NAMED_IAM']}));
		await waitUntilStackCreateComplete({client: cloudFormation, maxWaitTime: 10, minDelay: 0.1, maxDelay: 0.1}, {StackName: 'a-stack'});
		for (const name of ['a-layer', 'a-layer', 'b-layer']) {
			await lambda.send(new PublishLayerVersionCommand({LayerName: name, Content: {ZipFile: emptyZip}}));
		}

		expect(await inventory(mine)).toEqual({
			stacks: ['a-stack'],
			functions: [],
			layers: ['a-layer:1', 'a-layer:2', 'b-layer:1'],
			logGroups: ['/of/the/test'],
			roles: ['a-role'],
			buckets: ['a-bucket-of-the-test'],
		});
		expect(await inventory(emulator)).toEqual(nothing);
		expect(await inventory({...mine, region: 'us-east-1'})).toEqual({...nothing, roles: ['a-role'], buckets: ['a-bucket-of-the-test']});
	});

	test('evaluates a user\'s policy under the names that AWS has, and writes each decision down', async () => {
		const {iam} = clients(emulator);
		await iam.send(new CreateUserCommand({UserName: 'reader'}));
		const resource = 'arn:aws:lambda:eu-west-1:111122223333:layer:mine:1';
		const statement = {Effect: 'Allow', Action: 'lambda:GetLayerVersion', Resource: resource};
		await iam.send(new PutUserPolicyCommand({UserName: 'reader', PolicyName: 'p', PolicyDocument: JSON.stringify({Version: '2012-10-17', Statement: [statement]})}));
		const {AccessKey: {AccessKeyId: accessKeyId = '', SecretAccessKey: secretAccessKey = ''} = {}} = await iam.send(new CreateAccessKeyCommand({UserName: 'reader'}));
		const {lambda} = clients({...emulator, credentials: {accessKeyId, secretAccessKey}});
		await expect(lambda.send(new GetLayerVersionByArnCommand({Arn: resource}))).rejects.toMatchObject({name: 'ResourceNotFoundException'});
		await expect(lambda.send(new GetLayerVersionCommand({LayerName: 'mine', VersionNumber: 1}))).rejects.toMatchObject({name: 'ResourceNotFoundException'});
		await expect(lambda.send(new GetLayerVersionCommand({LayerName: 'mine', VersionNumber: 2}))).rejects.toThrow('not authorized to perform: lambda:GetLayerVersion');
		await expect(lambda.send(new GetAccountSettingsCommand())).rejects.toThrow('not authorized to perform: lambda:GetAccountSettings');
		await expect(lambda.send(new InvokeCommand({FunctionName: 'mine'}))).rejects.toThrow('not authorized to perform: lambda:InvokeFunction');
		expect(emulator.evaluations().filter(({caller}) => caller === accessKeyId)).toEqual([
			{caller: accessKeyId, action: 'lambda:GetLayerVersion', resource, allowed: true},
			{caller: accessKeyId, action: 'lambda:GetLayerVersion', resource, allowed: true},
			{caller: accessKeyId, action: 'lambda:GetLayerVersion', resource: resource.replace(/1$/v, '2'), allowed: false},
			{caller: accessKeyId, action: 'lambda:GetAccountSettings', resource: '*', allowed: false},
			{caller: accessKeyId, action: 'lambda:InvokeFunction', resource: 'arn:aws:lambda:eu-west-1:111122223333:function:mine', allowed: false},
		]);
	});

	test('keeps its state in a directory when asked to, and leaves no process and no file', async () => {
		const state = temporaryDirectory();
		const first = await startEmulator({state});
		await clients(first).lambda.send(new PublishLayerVersionCommand({LayerName: 'kept', Content: {ZipFile: emptyZip}}));
		const where = first.directory;
		await first.stop();
		expect(processesIn(where)).toEqual([]);
		const second = await startEmulator({state});
		onTestFinished(second.stop);
		expect(await inventory(second)).toEqual({...nothing, layers: ['kept:1']});
		await expect(clients(first).lambda.send(new ListFunctionsCommand())).rejects.toThrow();
	});
});
