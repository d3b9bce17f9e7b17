import {execFileSync, type ChildProcess} from 'node:child_process';
import {once} from 'node:events';
import {mkdirSync, readdirSync, readFileSync} from 'node:fs';
import {createServer, type ServerResponse} from 'node:http';
import path from 'node:path';
import {CreateAccessKeyCommand, CreateUserCommand} from '@aws-sdk/client-iam';
import {AddLayerVersionPermissionCommand, PublishLayerVersionCommand, type PublishLayerVersionCommandInput} from '@aws-sdk/client-lambda';
import {beforeAll, describe, expect, onTestFinished, test} from 'vitest';
import {clients} from '../support/account.js';
import {runBin, type BinOptions, type BinResult} from '../support/bin.js';
import {suiteDirectory, temporaryDirectory} from '../support/directory.js';
import {startEmulator, type Connection, type Emulator} from '../support/emulator.js';
import {startWorkspaceCloud} from '../support/practice-cloud.js';
import {writeProfiles} from '../support/profiles.js';
import {failureOf} from '../support/small-walk.js';

const zips = suiteDirectory();

beforeAll(() => {
	execFileSync('python3', [path.resolve('test/support/layers.py'), zips]);
});

/** Publishes one of the layers of layers.py by the test's own client, and gives the version's ARN. */
async function publish(connection: Connection, zip: string, more: Partial<PublishLayerVersionCommandInput> = {}): Promise<string> {
	const {lambda} = clients(connection);
	const {LayerVersionArn: arn = ''} = await lambda.send(new PublishLayerVersionCommand({LayerName: zip, Content: {ZipFile: readFileSync(path.join(zips, `${zip}.zip`))}, ...more}));
	return arn;
}

/** What was found in a layer; undefined when nothing was. */
const found = (run: BinResult) => run.events().find(({type}) => type === 'inspected');

/** Runs inspect with a temporary directory of its own, which must be empty afterwards. */
async function inspect(flags: readonly string[], cwd: string, env: BinOptions['env'] = {}, options: Pick<BinOptions, 'onStart'> = {}): Promise<BinResult> {
	const scratch = temporaryDirectory();
	const run = await runBin(['inspect', ...flags], {...options, cwd, env: {...env, TMPDIR: scratch}});
	expect(readdirSync(scratch)).toEqual([]);
	return run;
}

const claims: Partial<PublishLayerVersionCommandInput> = {CompatibleRuntimes: ['python3.11', 'python3.12', 'python3.9'], CompatibleArchitectures: ['x86_64', 'arm64'], Description: 'a demo', LicenseInfo: 'MIT'};

describe('a layer version in a workspace\'s practice cloud', () => {
	const home = suiteDirectory();
	const workspace = path.join(home, 'lambda-layers-walkthrough');
	let arn: string;
	let elsewhere: string;

	beforeAll(async () => {
		const begun = await runBin(['--yes', '--json', '--until', 'preflight', '--package', 'six'], {cwd: home});
		expect(begun.exitCode, begun.stdout.slice(-1000)).toBe(0);
	});

	test('is found while a cloud runs for the workspace, and that goes on', async () => {
		const cloud = await startWorkspaceCloud(workspace);
		const connection = {endpoint: cloud.endpoint, region: 'us-east-1', credentials: {accessKeyId: '000000000000', secretAccessKey: cloud.secret}};
		arn = await publish(connection, 'x86_64', claims);
		elsewhere = await publish({...connection, region: 'eu-west-1'}, 'pure');
		expect([arn, elsewhere]).toEqual(['arn:aws:lambda:us-east-1:000000000000:layer:x86_64:1', 'arn:aws:lambda:eu-west-1:000000000000:layer:pure:1']);

		const run = await inspect([arn, '--json'], home);
		expect(run.exitCode, run.stdout + run.stderr).toBe(0);
		expect(found(run)).toMatchObject({
			subject: arn,
			form: 'layer version',
			zipBytes: readFileSync(path.join(zips, 'x86_64.zip')).length,
			declared: {
				region: 'us-east-1',
				account: '000000000000',
				runtimes: claims.CompatibleRuntimes,
				architectures: ['x86_64', 'arm64'],
				description: 'a demo',
				licence: 'MIT',
				broken: [{runtime: 'python3.11', architecture: 'arm64'}, {runtime: 'python3.12', architecture: 'x86_64'}, {runtime: 'python3.12', architecture: 'arm64'}],
				publisher: {is: 'own'},
			},
			wheels: [{distribution: 'demo-1.0'}],
		});
		const other = await inspect([elsewhere, '--json'], home);
		expect(found(other)).toMatchObject({declared: {region: 'eu-west-1', runtimes: [], architectures: [], broken: []}});
		await expect(publish(connection, 'pure')).resolves.toMatch(/:pure:1$/v);
		await cloud.stop();
	});

	test('is found when no cloud runs: it is started, and ends again; what is not so is told', async () => {
		const {exitCode, stdout, stderr} = await inspect([arn], workspace);
		expect(stderr).toBe('');
		expect(exitCode).toBe(0);
		expect(stdout).toContain(`${arn}: a layer version of `);
		expect(stdout).toContain('In us-east-1.\nIt says that it is compatible with python3.11, python3.12, python3.9 on x86_64, arm64.\nNot judged here: python3.9.\nDescription: a demo\nLicence: MIT\n');
		expect(stdout).toContain('\nIt says that it is compatible with these, and would not run there: python3.11 on arm64, python3.12 on x86_64, python3.12 on arm64.\n');
		expect(readFileSync(path.join(workspace, '.layer-wizard', 'practice-cloud', 'running'), 'utf8')).toBe('');
	});

	test('is asked of the workspace whose shell it is typed in, wherever that is, and of whatever account', async () => {
		const foreign = 'arn:aws:lambda:us-east-1:123456789012:layer:numpy:1';
		const env = {LAYER_WIZARD_WORKSPACE: workspace};
		expect(found(await inspect([arn, '--json'], zips, env))).toMatchObject({subject: arn});
		const run = await inspect([foreign, '--json'], zips, env);
		expect(failureOf(run)).toMatchObject({exitCode: 4, message: `There is no layer version ${foreign} in the practice cloud.`, tryThis: expect.stringContaining('--target aws')});
	});

	test('that is not there: one sentence, exit 4', async () => {
		const run = await inspect([arn.replace(/1$/v, '7'), '--json'], home);
		expect(failureOf(run)).toMatchObject({exitCode: 4, message: `There is no layer version ${arn.replace(/1$/v, '7')}.`});
		expect(run.exitCode).toBe(4);
	});

	test('cannot be asked for where there is no workspace', async () => {
		const {exitCode, stderr} = await inspect([arn], zips);
		expect(stderr).toContain('There is no workspace here whose practice cloud could be asked for the layer.');
		expect(exitCode).toBe(2);
	});
});

describe('a layer version on AWS (an emulator in its place)', () => {
	const home = suiteDirectory();
	let emulator: Emulator;
	let env: Readonly<Record<string, string | undefined>>;
	const at = (region: string, account?: string): Connection => ({endpoint: emulator.endpoint, region, credentials: account === undefined ? emulator.credentials : emulator.credentialsOf(account)});

	beforeAll(async () => {
		emulator = await startEmulator({account: '111122223333', region: 'eu-central-1'});
		const {iam} = clients(emulator);
		await iam.send(new CreateUserCommand({UserName: 'nobody'}));
		const {AccessKey: {AccessKeyId: accessKeyId = '', SecretAccessKey: secretAccessKey = ''} = {}} = await iam.send(new CreateAccessKeyCommand({UserName: 'nobody'}));
		const {endpoint, region} = emulator;
		env = writeProfiles(path.join(home, 'aws'), [
			{name: 'learner', region, endpoint, credentials: emulator.credentials},
			{name: 'nobody', region, endpoint, credentials: {accessKeyId, secretAccessKey}},
		]);
		mkdirSync(path.join(home, 'work'));
		return emulator.stop;
	});

	const ask = async (...flags: readonly string[]) => inspect(flags, path.join(home, 'work'), env);

	test('in another region than the profile\'s is asked for in its own', async () => {
		const arn = await publish(at('us-west-2'), 'arm64', {CompatibleRuntimes: ['python3.11'], CompatibleArchitectures: ['arm64']});
		const run = await ask(arn, '--profile', 'learner', '--json');
		expect(run.exitCode, run.stdout + run.stderr).toBe(0);
		expect(found(run)).toMatchObject({form: 'layer version', declared: {region: 'us-west-2', account: '111122223333', runtimes: ['python3.11'], architectures: ['arm64'], broken: [], publisher: {is: 'own'}}});
		expect(run.stdout).not.toContain('http');
	});

	test.each<readonly [string, string, RegExp]>([
		['017000801446', 'is in the list of public layers', /^In eu-west-1\. Published by AWS \(Powertools for AWS Lambda \(Python\)\), as of 2026-11-23 \([^\)]+\): https:\/\/docs\.aws\.amazon\.com\/powertools\//mv],
		['444455556666', 'is not', /^In eu-west-1\. Nobody in the list of public layers, as of 2026-11-23 \([^\)]+\), has its account 444455556666: judge it before you use it\.$/mv],
	])('of the account %s, which %s', async (account, _, line) => {
		const connection = at('eu-west-1', account);
		const arn = await publish(connection, 'pure');
		await clients(connection).lambda.send(new AddLayerVersionPermissionCommand({LayerName: 'pure', VersionNumber: 1, StatementId: 'all', Action: 'lambda:GetLayerVersion', Principal: '*'}));
		const {exitCode, stdout, stderr} = await ask(arn, '--target', 'aws', '--profile', 'learner');
		expect(stderr).toBe('');
		expect(exitCode).toBe(0);
		expect(stdout).toMatch(line);
		expect(stdout).toContain('It does not say what it is compatible with.\n');
	});

	test('that is not there, or not allowed: one sentence with its cure, exit 4', async () => {
		const arn = 'arn:aws:lambda:eu-central-1:111122223333:layer:gone:3';
		const gone = await ask(arn, '--profile', 'learner', '--json');
		expect(failureOf(gone)).toMatchObject({exitCode: 4, message: `There is no layer version ${arn}.`, tryThis: 'Look at its name and its version; it may have been deleted.'});
		const unknown = await ask('arn:aws:lambda:eu-central-1:336392948345:layer:AWSSDKPandas-Python313:999', '--profile', 'learner', '--json');
		expect(failureOf(unknown)).toMatchObject({exitCode: 4, tryThis: expect.stringContaining('https://aws-sdk-pandas.readthedocs.io/')});
		const secret = await publish(at('eu-central-1', '555566667777'), 'pure');
		const unshared = await ask(secret, '--profile', 'learner', '--json');
		expect(failureOf(unshared)).toMatchObject({exitCode: 4, tryThis: expect.stringContaining('does not share this version with your account')});
		const denied = await ask(arn, '--profile', 'nobody', '--json');
		expect(failureOf(denied)).toMatchObject({exitCode: 4, message: expect.stringMatching(/^The cloud refused lambda:GetLayerVersion: AccessDenied/v), tryThis: expect.stringContaining('lacks the IAM action lambda:GetLayerVersion')});
	});

	test('with an ARN or a profile that is none: exit 2, and nobody is asked', async () => {
		const before = emulator.evaluations().length;
		const nobody = await ask('arn:aws:lambda:eu-central-1:111122223333:layer:numpy:1', '--profile', 'nope', '--json');
		expect(failureOf(nobody)).toMatchObject({exitCode: 2, message: 'There is no AWS profile "nope".', tryThis: 'There are: learner, nobody.'});
		const run = await ask('arn:aws:lambda:eu-central-1:111122223333:layer:numpy:latest', '--profile', 'learner', '--json');
		expect(failureOf(run)).toMatchObject({exitCode: 2, message: 'The ARN\'s version cannot be "latest".'});
		expect(emulator.evaluations()).toHaveLength(before);
	});

	test('that would run nowhere: exit 5, after all was told', async () => {
		const arn = await publish(at('eu-central-1'), 'macos');
		const run = await ask(arn, '--profile', 'learner', '--json');
		expect(found(run)).toBeDefined();
		expect(failureOf(run)).toMatchObject({exitCode: 5, message: `${arn} would run in no runtime of Lambda.`});
	});
});

/** Stands in for AWS with one layer version and answers requests for its zip; returns the profile `learner` that leads there. */
async function serveVersion(bytes: number, answerZip: (response: ServerResponse) => void): Promise<BinOptions['env']> {
	const server = createServer(({url = '', headers: {host = ''}, method}, response) => {
		if (method === 'POST') {
			response.end('<GetCallerIdentityResponse><GetCallerIdentityResult><Account>111122223333</Account><Arn>arn:aws:iam::111122223333:root</Arn></GetCallerIdentityResult></GetCallerIdentityResponse>');
		} else if (url.includes('find=LayerVersion')) {
			response.end(JSON.stringify({Content: {Location: `http://${host}/zip?X-Amz-Signature=geheim`, CodeSize: bytes, CodeSha256: 'x'}}));
		} else {
			answerZip(response);
		}
	}).listen(0, '127.0.0.1');
	onTestFinished(() => {
		server.closeAllConnections();
		server.close();
	});
	await once(server, 'listening');
	const address = server.address();
	const endpoint = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
	return writeProfiles(temporaryDirectory(), [{name: 'learner', region: 'eu-central-1', endpoint, credentials: {accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'x'}}]);
}

const servedArn = 'arn:aws:lambda:eu-central-1:111122223333:layer:numpy:1';

test('a zip that is larger than any layer\'s is not downloaded: one sentence, exit 4', async () => {
	let downloads = 0;
	const env = await serveVersion(600_000_000, response => {
		downloads++;
		response.end();
	});
	const run = await inspect([servedArn, '--profile', 'learner', '--json'], zips, env);
	expect(failureOf(run)).toMatchObject({exitCode: 4, message: `The zip of ${servedArn} has 600 MB, and no layer's zip is larger than 524 MB.`});
	expect(downloads).toBe(0);
});

test.each(['SIGINT', 'SIGKILL'] as const)('%s in the middle of the download: nothing is left, and nobody is told the address', async signal => {
	let child: ChildProcess | undefined;
	const env = await serveVersion(1_000_000, response => {
		response.write(new Uint8Array(100_000), () => {
			child?.kill(signal);
		});
	});
	const run = await inspect([servedArn, '--profile', 'learner', '--verbose'], zips, env, {
		onStart(started) {
			child = started;
		},
	});
	expect(run.exitCode).toBe(signal === 'SIGINT' ? 130 : undefined);
	expect(run.stdout + run.stderr).not.toContain('geheim');
});
