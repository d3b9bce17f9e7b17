import {readFileSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {DescribeStacksCommand} from '@aws-sdk/client-cloudformation';
import {GetFunctionConfigurationCommand, InvokeCommand} from '@aws-sdk/client-lambda';
import {beforeAll, describe, expect, onTestFinished, test} from 'vitest';
import {z} from 'zod';
import {clients, inventory, nothing} from '../support/account.js';
import {runBin, type BinResult} from '../support/bin.js';
import {suiteDirectory, temporaryDirectory} from '../support/directory.js';
import {startEmulator, type Emulator} from '../support/emulator.js';
import {startFaultyProxy, type Fault} from '../support/faulty-proxy.js';
import {rollbackComplete} from '../support/faults.js';
import {failFunctionStack, functionName, functionStack, layerStack} from '../support/losses.js';
import {writeProfiles} from '../support/profiles.js';

const account = '222233334444';
const region = 'eu-west-1';

/** The last event of a run that failed. */
const failure = (run: BinResult) => z.object({error: z.object({message: z.string(), tryThis: z.string().optional(), exitCode: z.number()})}).parse(run.events().at(-1)).error;

describe('the walkthrough on AWS', () => {
	const home = suiteDirectory();
	const workspace = path.join(home, 'walk');
	let emulator: Emulator;
	let env: Readonly<Record<string, string | undefined>>;
	let run: BinResult;

	beforeAll(async () => {
		emulator = await startEmulator({account, region});
		env = writeProfiles(home, [{name: 'work', endpoint: emulator.endpoint, credentials: emulator.credentials}, {name: 'other', region, endpoint: emulator.endpoint, credentials: emulator.credentialsOf('999988887777')}]);
		run = await runBin(['walk', '--target', 'aws', '--profile', 'work', '--region', region, '--yes', '--json'], {cwd: home, env});
		return emulator.stop;
	});

	/** The same command again, with its calls going through faults. */
	async function again(faults: readonly Fault[]) {
		const proxy = await startFaultyProxy(emulator.endpoint, faults);
		onTestFinished(proxy.stop);
		const result = await runBin([workspace, '--yes', '--json'], {cwd: home, env: {...env, AWS_ENDPOINT_URL: proxy.endpoint}});
		return {result, proxy};
	}

	test('ends with run.finished in the account and the region that were named', () => {
		expect(run.stderr).toBe('');
		expect(run.exitCode).toBe(0);
		expect(run.facts()).toMatchObject({'cloud.account': account, 'cloud.endpoint': emulator.endpoint});
		expect(run.facts()['layer.arn']).toBe(`arn:aws:lambda:${region}:${account}:layer:sls-layers-python-requirements-dev-python-requirements:1`);
		expect(run.events().some(({step}) => step === 'preflight.cloud-install')).toBe(false);
	});

	test('says before the first change whose account it is', () => {
		const types = run.events().map(({type, code}) => [type, code].filter(Boolean).join(' '));
		expect(types.indexOf('warning account')).toBeLessThan(types.indexOf('step.started'));
		const warning = run.events().find(({code}) => code === 'account');
		expect(warning?.message).toBe(`This run deploys to the AWS account ${account} as arn:aws:iam::${account}:root, region ${region}, at ${emulator.endpoint}.`);
	});

	test('left a function that answers whoever asks, and stacks with the workspace\'s tag', async () => {
		const {lambda, cloudFormation} = clients(emulator);
		const {Payload} = await lambda.send(new InvokeCommand({FunctionName: functionName}));
		expect(new TextDecoder().decode(Payload)).toContain('[10 11 12 13 14]]');
		const {Stacks = []} = await cloudFormation.send(new DescribeStacksCommand());
		const tags = Stacks.map(stack => stack.Tags?.find(({Key}) => Key === 'layer-wizard')?.Value);
		expect(tags).toHaveLength(2);
		expect(tags[0]).toMatch(/^[\da-f\-]{36}$/v);
		expect(tags[1]).toBe(tags[0]);
	});

	test('nothing was made in another region', async () => {
		const {buckets: _, roles: __, ...regional} = nothing;
		expect(await inventory({...emulator, region: 'us-east-1'})).toMatchObject(regional);
	});

	test('a second run needs no more than the word to go on, and repeats nothing', async () => {
		const second = await runBin(['walk', '--yes', '--json'], {cwd: home, env});
		expect(second.exitCode).toBe(0);
		const statuses = second.events().filter(({type}) => type === 'step.finished').map(({step, status}) => `${String(step)} ${String(status)}`);
		expect(statuses.filter(status => status.endsWith(' done'))).toEqual(['preflight.tools done']);
		const without = await runBin(['walk', '--json'], {cwd: home, env});
		expect(failure(without)).toMatchObject({exitCode: 2, message: '--target aws needs --yes (nobody is there to confirm the account).'});
	});

	test('other credentials than those of its account are refused', async () => {
		const other = await runBin(['walk', '--profile', 'other', '--yes', '--json'], {cwd: home, env});
		expect(failure(other)).toMatchObject({exitCode: 2, message: `This workspace deploys to the account ${account}, and these credentials are of the account 999988887777.`});
	});

	test('row 17: stacks of the same name that another workspace made stay as they are; another stage is named', async () => {
		const before = await inventory(emulator);
		const second = await runBin(['another', '--target', 'aws', '--profile', 'work', '--region', region, '--yes', '--json'], {cwd: home, env});
		expect(failure(second)).toEqual(expect.objectContaining({exitCode: 2, message: `The stack ${functionStack} is in this account already, and this workspace did not make it.`, tryThis: 'Take another stage: --stage dev-2.'}));
		expect(await inventory(emulator)).toEqual(before);
	});

	test('a denied call of the wizard\'s is told with its IAM action', async () => {
		const {result} = await again([{call: 'lambda:InvokeFunction', gives: 'access-denied'}]);
		expect(failure(result)).toMatchObject({exitCode: 4});
		expect(failure(result).message).toContain('is not authorized to perform: lambda:InvokeFunction on resource:');
		expect(failure(result).tryThis).toContain('lacks the IAM action lambda:InvokeFunction');
	});

	test('row 13: an expired session is told as such', async () => {
		const {result} = await again([{call: 'sts:GetCallerIdentity', gives: 'expired-token'}]);
		expect(failure(result)).toMatchObject({exitCode: 4});
		expect(failure(result).tryThis).toMatch(/^The session is over: sign in again/v);
	});

	test.each([
		{name: 'throttling', gives: 'throttling'},
		{name: 'a server error', gives: 'server-error'},
		{name: 'a cut connection', gives: 'cut'},
	] as const)('$name that passes is not noticed', async ({gives}) => {
		const {result, proxy} = await again(['sts:GetCallerIdentity', 'cloudformation:DescribeStacks', 'lambda:InvokeFunction'].map(call => ({call, gives, times: 1})));
		expect(result.exitCode).toBe(0);
		expect(proxy.calls.filter(call => call === 'sts:GetCallerIdentity').length).toBeGreaterThan(2);
	});

	test.each([
		{gives: 'throttling', cure: 'AWS asks for fewer calls'},
		{gives: 'unavailable', cure: 'a fault on the cloud\'s side'},
		{gives: 'cut', cure: 'The cloud cannot be reached'},
	] as const)('$gives that stays is told with its cure', async ({gives, cure}) => {
		const {result} = await again([{call: 'cloudformation:DescribeStacks', gives}]);
		expect(failure(result)).toMatchObject({exitCode: 4});
		expect(failure(result).tryThis).toContain(cure);
	});

	test('a slow answer is waited for, and not longer than until somebody asks to stop', async () => {
		const proxy = await startFaultyProxy(emulator.endpoint, [{call: 'lambda:InvokeFunction', gives: 'held'}]);
		onTestFinished(proxy.stop);
		const stopped = await runBin(['walk', '--yes', '--json'], {
			cwd: home,
			env: {...env, AWS_ENDPOINT_URL: proxy.endpoint},
			onStart(child) {
				void proxy.arrival('lambda:InvokeFunction').then(() => child.kill('SIGINT'));
			},
		});
		expect(stopped.exitCode).toBe(130);
		const patient = runBin(['walk', '--yes', '--json'], {cwd: home, env: {...env, AWS_ENDPOINT_URL: proxy.endpoint}});
		proxy.release();
		const {exitCode} = await patient;
		expect(exitCode).toBe(0);
	});

	describe('deploying a changed function', () => {
		beforeAll(() => {
			const file = path.join(workspace, 'sls-layers-python', 'serverless.yml');
			writeFileSync(file, readFileSync(file, 'utf8').replace('    handler: handler.hello\n', '    handler: handler.hello\n    timeout: 7\n'));
		});

		test('a denied call of Serverless\'s is told with its IAM action', async () => {
			const {result} = await again([{call: 'cloudformation:CreateChangeSet', gives: 'access-denied'}]);
			expect(failure(result).tryThis).toContain('lacks the IAM action cloudformation:CreateChangeSet');
			expect(failure(result).exitCode).toBe(4);
		});

		test('row 14: a stack in ROLLBACK_COMPLETE is told with its cure when it comes up during a deploy', async () => {
			const {result} = await again([{call: 'cloudformation:CreateChangeSet', gives: rollbackComplete(`arn:aws:cloudformation:${region}:${account}:stack/${functionStack}/1`)}]);
			expect(failure(result)).toMatchObject({exitCode: 4});
			expect(failure(result).tryThis).toContain('CloudFormation can only delete it');
		});

		test('it is deployed when nothing stands in the way any more', async () => {
			const {result} = await again([]);
			expect(result.exitCode).toBe(0);
			const {Timeout} = await clients(emulator).lambda.send(new GetFunctionConfigurationCommand({FunctionName: functionName}));
			expect(Timeout).toBe(7);
		});
	});
});

describe('before the first change', () => {
	test('without a region, a profile and somebody to ask all three are asked for at once', async () => {
		const home = temporaryDirectory();
		const {exitCode, stderr} = await runBin(['walk', '--target', 'aws', '--plain'], {cwd: home, env: writeProfiles(home, [])});
		expect(exitCode).toBe(2);
		for (const flag of ['--yes (', '--profile (', '--region (']) {
			expect(stderr).toContain(flag);
		}
	});

	test('a dry run lists stacks, buckets, roles, log groups and the cost, and calls nobody', async () => {
		const home = temporaryDirectory();
		const {exitCode, stdout} = await runBin(['walk', '--target', 'aws', '--region', 'eu-west-3', '--layer-name', 'own', '--dry-run'], {cwd: home, env: {...writeProfiles(home, []), AWS_ENDPOINT_URL: 'http://127.0.0.1:1'}});
		expect(exitCode).toBe(0);
		for (const line of [
			`CloudFormation stack ${layerStack}`,
			'S3 bucket sls-layers-python-requir-serverlessdeploymentbuck',
			'layer version of own',
			`CloudFormation stack ${functionStack}`,
			`function ${functionName}`,
			'IAM role sls-layers-python-dev-eu-west-3-lambdaRole',
			`log group /aws/lambda/${functionName}`,
			'expected cost: ',
		]) {
			expect(stdout).toContain(line);
		}
	});
});

test('row 14: a stack of this workspace that failed at its creation is deleted with a sentence, and the walkthrough goes on', async () => {
	const home = temporaryDirectory();
	const emulator = await startEmulator();
	onTestFinished(emulator.stop);
	const env = writeProfiles(home, [{name: 'work', region: emulator.region, endpoint: emulator.endpoint, credentials: emulator.credentials}]);
	const begun = await runBin(['walk', '--target', 'aws', '--profile', 'work', '--package', 'six', '--until', 'layer', '--yes', '--json'], {cwd: home, env});
	expect(begun.exitCode).toBe(0);
	await failFunctionStack(clients(emulator));
	const rest = await runBin(['walk', '--yes', '--json'], {cwd: home, env});
	expect(rest.exitCode).toBe(0);
	expect(rest.events().find(({code}) => code === 'stack.failed')?.message).toContain(`The stack ${functionStack} is in the state ROLLBACK_COMPLETE`);
	expect(rest.facts()['invoke.cloud.payload']).toContain('six');
});
