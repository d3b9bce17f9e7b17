import path from 'node:path';
import {beforeAll, describe, expect, test} from 'vitest';
import {inventory, nothing} from '../support/account.js';
import {runBin, type BinResult} from '../support/bin.js';
import {suiteDirectory, temporaryDirectory} from '../support/directory.js';
import {startEmulator, type Emulator} from '../support/emulator.js';
import {startWorkspaceCloud} from '../support/practice-cloud.js';
import {processesIn} from '../support/processes.js';
import {writeProfiles} from '../support/profiles.js';
import {makeStack} from '../support/somebody-else.js';

const own = '000000000000';
const second = '111122223333';
const layer = 'arn:aws:lambda:us-east-1:000000000000:layer:sls-layers-python-requirements-dev-python-requirements:1';
const inOwnLayer = /\/layer_\d\/python\/idna\/__init__\.py"$/v;
const notGranted = /^AccessDeniedException: User: arn:aws:iam::111122223333:root is not authorized to perform: lambda:GetLayerVersion on resource: .* because no resource-based policy allows the lambda:GetLayerVersion action$/v;

/** What each experiment must have shown: the cloud's reaction and words, AWS's where those are others, and the answer after the repair. */
const experiments = {
	'limits.sixth': {reaction: 'takes', ownCheck: '6 layers are attached, and Lambda takes 5 at most', aws: {words: 'Cannot reference more than 5 layers.'}, answer: '"It works."'},
	'limits.weight': {
		reaction: 'refuses',
		words: 'InvalidParameterValueException: Unzipped size must be smaller than 262144000 bytes',
		aws: {words: 'Layers consume more than the available size of 262144000 bytes'},
		answer: '"It works."',
	},
	'limits.region': {
		reaction: 'refuses',
		words: 'InvalidParameterValueException: Layers are not in the same region as the function. Layers are expected to be in region us-east-1.',
		answer: '"It works."',
	},
	'limits.deleted': {
		reaction: 'refuses',
		words: expect.stringMatching(/^InvalidParameterValueException: Layer version arn:aws:lambda:us-east-1:000000000000:layer:\S+-try-[\da-f]{8}-1:\d+ does not exist\.$/v),
		values: {version: expect.stringMatching(/^\d+$/v)},
		answer: expect.stringMatching(/\/layer_0\/python\/shared\.py"$/v),
	},
	'limits.module': {reaction: 'fails', words: expect.stringMatching(/No module named 'idna'$/v), aws: {words: 'Runtime.ImportModuleError: Unable to import module \'handler\': No module named'}, answer: expect.stringMatching(inOwnLayer)},
	'limits.wheel': {reaction: 'fails', words: expect.stringMatching(/No module named 'xxhash\._xxhash'$/v), answer: expect.stringMatching(/\/layer_0\/python\/xxhash\/__init__\.py"$/v)},
	'share.grant': {reaction: 'refuses', words: expect.stringMatching(notGranted), answer: expect.stringMatching(inOwnLayer)},
	'share.revoke': {reaction: 'refuses', words: expect.stringMatching(notGranted), answer: expect.stringMatching(inOwnLayer)},
	'share.service': {reaction: 'takes', answer: expect.stringMatching(/\/layer_0\/python\/shared\.py"$/v)},
} as const;

describe('a walkthrough to its last chapter', () => {
	const home = suiteDirectory();
	let run: BinResult;

	beforeAll(async () => {
		run = await runBin(['w', '--yes', '--json', '--package', 'idna', '--until', 'share'], {cwd: home});
	});

	const lines = (step: string) => run.events().filter(event => event.type === 'output' && event.step === step).map(({line}) => String(line));

	test('ends well, with nothing of its own left running', () => {
		expect(run.events().at(-1)).toMatchObject({type: 'run.finished'});
		expect(run.exitCode).toBe(0);
		// Node warns there of what it takes for a leak.
		expect(run.stderr).toBe('');
		expect(processesIn(path.join(home, 'w'))).toEqual([]);
	});

	test('measures the function against the limits', () => {
		const facts = run.facts();
		expect(facts).toMatchObject({'limits.layers': 1, 'limits.storage.quota.bytes': 80_530_636_800});
		expect(facts['limits.unzipped.bytes']).toBe(Number(facts['zip.thin.unpacked.bytes']) + Number(facts['layer.unpacked.bytes']));
		expect(facts['limits.upload.bytes']).toBe(facts['zip.thin.bytes']);
		expect(Number(facts['limits.storage.bytes'])).toBeGreaterThan(0);
	});

	test.each(Object.entries(experiments))('%s: the words, and the repair', (step, seen) => {
		expect(run.events().filter(event => event.type === 'experiment' && event.step === step)).toEqual([expect.objectContaining({
			...seen,
			...('aws' in seen && {aws: expect.objectContaining({...seen.aws, source: expect.stringMatching(/^https:/v)})}),
		})]);
		if (!('aws' in seen)) {
			expect(run.events().find(event => event.type === 'experiment' && event.step === step)).not.toHaveProperty('ownCheck');
		}
	});

	test('a function with a version that was deleted goes on, and so does the second account\'s when its right is taken away', () => {
		expect(lines('limits.deleted')).toContainEqual(expect.stringMatching(/^The function that has it goes on: ".*\/shared\.py"$/v));
		expect(lines('share.revoke')).toContainEqual(expect.stringMatching(/^The function that has the layer goes on: ".*\/idna\/__init__\.py"$/v));
	});

	test('the wheel of the other architecture is named before it fails', () => {
		expect(lines('limits.wheel')).toContainEqual(expect.stringMatching(/^layer-wizard inspect says of it, .*: the wheel of xxhash 4\.1\.0 is for cp3\d+-cp3\d+-manylinux\S+_(?:aarch64|x86_64)/v));
	});

	test('the policies are read: one by the API, one of CloudFormation', () => {
		const policies = [...lines('share.grant'), ...lines('share.service')].flatMap(line => /^The version's policy: (?<json>.*)$/v.exec(line)?.groups?.json ?? []);
		expect(policies.map(text => JSON.parse(text) as unknown)).toEqual([
			expect.objectContaining({Statement: [expect.objectContaining({Sid: `layer-wizard-${second}`, Action: 'lambda:GetLayerVersion', Resource: layer})]}),
			expect.objectContaining({Statement: [expect.objectContaining({Principal: {AWS: `arn:aws:iam::${second}:root`}, Action: 'lambda:GetLayerVersion'})]}),
		]);
	});

	test('public layers are listed with the day on which they were looked at', () => {
		expect(run.events()).toContainEqual(expect.objectContaining({
			type: 'catalogue',
			checked: expect.stringMatching(/^\d{4}-\d\d-\d\d$/v),
			layers: expect.arrayContaining([expect.objectContaining({name: 'Klayers'}), expect.objectContaining({name: 'AWS SDK for pandas'})]),
		}));
	});

	test('the cloud\'s own lists show nothing of the experiments, in both accounts', async () => {
		const cloud = await startWorkspaceCloud(path.join(home, 'w'));
		const as = (accessKeyId: string) => ({endpoint: cloud.endpoint, region: 'us-east-1', credentials: {accessKeyId, secretAccessKey: cloud.secret}});
		const mine = await inventory(as(own));
		expect({...mine, buckets: mine.buckets.length}).toEqual({
			stacks: ['sls-layers-python-dev', 'sls-layers-python-requirements-dev'],
			functions: ['sls-layers-python-dev-hello'],
			layers: ['sls-layers-python-requirements-dev-python-requirements:1'],
			logGroups: ['/aws/lambda/sls-layers-python-dev-hello'],
			roles: ['sls-layers-python-dev-us-east-1-lambdaRole'],
			buckets: 2,
		});
		expect(await inventory(as(second))).toEqual(nothing);
		await cloud.stop();
	});

	test('the second time nothing is tried again', async () => {
		const again = await runBin(['w', '--json', '--until', 'share'], {cwd: home});
		expect(again.events().filter(({type}) => type === 'experiment')).toEqual([]);
		expect(again.events().filter(event => event.type === 'step.finished' && event.status === 'done').map(({step}) => step)).not.toContainEqual(expect.stringMatching(/^(?:limits|share)\./v));
		expect(again.exitCode).toBe(0);
	});
});

describe('in an account, without a second one', () => {
	const home = suiteDirectory();
	let run: BinResult;
	let emulator: Emulator;

	beforeAll(async () => {
		emulator = await startEmulator();
		const env = writeProfiles(path.join(home, 'aws'), [{name: 'work', region: emulator.region, endpoint: emulator.endpoint, credentials: emulator.credentials}]);
		run = await runBin(['w', '--yes', '--json', '--target', 'aws', '--profile', 'work', '--package', 'idna', '--until', 'share'], {cwd: home, env});
		return emulator.stop;
	});

	test('how a layer is shared is read, and nothing is granted', () => {
		expect(run.exitCode, run.stdout.slice(-2000)).toBe(0);
		const steps = run.events().filter(({type}) => type === 'step.finished').map(({step}) => String(step)).filter(step => step.startsWith('share.'));
		expect(steps).toEqual(['share.alone', 'share.public']);
	});

	test('a public layer is attached by its ARN, and taken away again', async () => {
		const lines = run.events().filter(event => event.type === 'output' && event.step === 'share.public').map(({line}) => String(line));
		expect(lines).toContainEqual(expect.stringMatching(/^ {2}layer arn:aws:lambda:eu-central-1:017000801446:layer:AWSLambdaPowertoolsPythonV3-python\d+-(?:x86_64|arm64):\d+$/v));
		expect(lines.at(-1)).toMatch(/^A function with arn:aws:lambda:eu-central-1:017000801446:layer:\S+ answered: "It works\."$/v);
		const {functions, layers} = await inventory(emulator);
		expect({functions, layers}).toEqual({functions: ['sls-layers-python-dev-hello'], layers: ['sls-layers-python-requirements-dev-python-requirements:1']});
	});

	test('a stack of somebody else that has the experiment\'s name is left alone, and nothing else is left', async () => {
		const {region, endpoint} = emulator;
		const env = writeProfiles(path.join(home, 'aws'), [
			{name: 'work', region, endpoint, credentials: emulator.credentials},
			{name: 'other', region, endpoint, credentials: emulator.credentialsOf('444455556666')},
		]);
		await makeStack(emulator, 'sls-layers-try-dev', 'bucket-of-their-stack');
		const planted = await inventory(emulator);
		const {exitCode, events} = await runBin(['w', '--yes', '--json', '--second-profile', 'other', '--until', 'share'], {cwd: home, env});
		expect(events().at(-1)).toMatchObject({type: 'run.failed', error: {code: 'CloudError', message: 'The stack sls-layers-try-dev is there already, and this workspace did not make it.'}});
		expect(exitCode).toBe(4);
		expect(await inventory(emulator)).toEqual(planted);
		expect(await inventory({...emulator, credentials: emulator.credentialsOf('444455556666')})).toEqual(nothing);
	});

	test.each([
		['the profile of the same account', ['--second-profile', 'work'], /The profile "work" is of the account 111122223333, which is the first one already\./v],
		['a profile that there is not', ['--second-profile', 'nobody'], /There is no AWS profile "nobody"\./v],
	])('%s is refused before anything is done', async (_, flags, said) => {
		const env = writeProfiles(path.join(home, 'aws'), [{name: 'work', region: emulator.region, endpoint: emulator.endpoint, credentials: emulator.credentials}]);
		const {exitCode, stderr} = await runBin(['w', '--yes', '--plain', '--until', 'share', ...flags], {cwd: home, env});
		expect(stderr).toMatch(said);
		expect(exitCode).toBe(2);
	});
});

test('--second-profile is for AWS', async () => {
	const {exitCode, stderr} = await runBin(['w', '--yes', '--plain', '--second-profile', 'work'], {cwd: temporaryDirectory()});
	expect(stderr).toMatch(/--second-profile is for --target aws; the practice cloud has keys of its own\./v);
	expect(exitCode).toBe(2);
});
