import {appendFileSync, cpSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {createInterface} from 'node:readline';
import path from 'node:path';
import {CreateStackCommand, DeleteStackCommand, DescribeStacksCommand, waitUntilStackCreateComplete, waitUntilStackDeleteComplete} from '@aws-sdk/client-cloudformation';
import {CreateLogGroupCommand} from '@aws-sdk/client-cloudwatch-logs';
import {GetObjectCommand} from '@aws-sdk/client-s3';
import {beforeAll, describe, expect, onTestFinished, test} from 'vitest';
import {writeLine} from '../../source/engine/journal-line.js';
import {clients, inventory, nothing, type Inventory} from '../support/account.js';
import {runBin, type BinResult} from '../support/bin.js';
import {suiteDirectory, temporaryDirectory} from '../support/directory.js';
import {retainContents} from '../support/edit-stack.js';
import {startEmulator, type Connection, type Emulator} from '../support/emulator.js';
import {startWorkspaceCloud} from '../support/practice-cloud.js';
import {writeProfiles} from '../support/profiles.js';
import {plant} from '../support/somebody-else.js';

const [functionStack, layerStack] = ['sls-layers-python-dev', 'sls-layers-python-requirements-dev'] as const;
const ownLogs = '/aws/lambda/sls-layers-python-dev-hello';
const at = '2026-11-23T00:00:00.000Z';

const note = (id: string, value: unknown) => writeLine({v: 1, at, type: 'note', id, value});

/** Lines that claim everything of somebody else for the workspace, and ids that are made to harm. */
async function claims(connection: Connection, account: string): Promise<string> {
	const {Stacks: [stack] = []} = await clients(connection).cloudFormation.send(new DescribeStacksCommand({StackName: 'their-stack'}));
	return [
		note('cleanup.held', [
			{kind: 'bucket', id: 'their-bucket'},
			{kind: 'bucket', id: 'bucket-of-their-stack'},
			{kind: 'logGroup', id: '/aws/lambda/sls-layers-python-dev-hello-2'},
			{kind: 'function', id: 'sls-layers-python-dev-hello-2'},
			{kind: 'role', id: 'their-role'},
			{kind: 'logGroup', id: 'x\u001B[2J; rm -rf ~'},
		]),
		writeLine({v: 1, at, type: 'fact', id: 'layer.arn', value: `arn:aws:lambda:${connection.region}:${account}:layer:their-layer:1`}),
		note('cleanup.stack', stack?.StackId),
		note('cleanup.stack', 'their-stack'),
		note('cleanup.stack', 'arn:aws:cloudformation:nowhere'),
	].join('');
}

const claimed = ['their-bucket', 'bucket-of-their-stack', 'sls-layers-python-dev-hello-2', 'their-role', 'their-layer:1'];

/** Deletes both stacks as in the console, with buckets and layer versions retained; Lambda makes the log group anew. */
async function deleteByHand(connection: Connection): Promise<void> {
	const {cloudFormation, logs} = clients(connection);
	for (const StackName of [functionStack, layerStack]) {
		await retainContents(connection, StackName);
		await cloudFormation.send(new DeleteStackCommand({StackName}));
		await waitUntilStackDeleteComplete({client: cloudFormation, maxWaitTime: 10, minDelay: 0.1, maxDelay: 0.1}, {StackName});
	}

	await logs.send(new CreateLogGroupCommand({logGroupName: ownLogs}));
}

async function theirObject(connection: Connection): Promise<string | undefined> {
	const {Body} = await clients(connection).s3.send(new GetObjectCommand({Bucket: 'their-bucket', Key: 'theirs'}));
	return Body?.transformToString();
}

const warnings = ({events}: BinResult): readonly string[] =>
	events().filter(({type, code}) => type === 'warning' && code === 'cleanup.remembered').map(({message}) => String(message));

const endings = ({events}: BinResult) => Object.fromEntries(events().filter(({type}) => type === 'step.finished').map(({step, status}) => [String(step), status]));

const isLeftOver = ({stacks, buckets, layers, logGroups}: Inventory) => ({
	stacks: stacks.filter(name => name !== 'their-stack'),
	buckets: buckets.filter(name => name.includes('serverlessdeplo')).length,
	layers: layers.filter(name => name.startsWith('sls-')).length,
	logs: logGroups.includes(ownLogs),
});

const leftBehind = {stacks: [], buckets: 2, layers: 1, logs: true};

describe('in an account', () => {
	const place = {account: '111122223333', region: 'eu-central-1'};
	const cwd = suiteDirectory();
	const journal = path.join(cwd, 'w', '.layer-wizard', 'journal.jsonl');
	const finished = path.join(cwd, 'finished');
	let walkedJournal: string;

	const envFor = ({endpoint, credentials, region}: Connection) => writeProfiles(path.join(cwd, 'aws'), [{name: 'learner', region, endpoint, credentials}]);

	/** The account and the workspace as the walkthrough left them. */
	async function walkedAccount(): Promise<Emulator> {
		const state = temporaryDirectory();
		cpSync(finished, state, {recursive: true});
		writeFileSync(journal, walkedJournal);
		const emulator = await startEmulator({...place, state});
		onTestFinished(emulator.stop);
		return emulator;
	}

	const clean = async (connection: Connection, options: Partial<Parameters<typeof runBin>[1]> = {}) =>
		runBin(['clean', 'w', '--yes', '--json'], {cwd, env: envFor(connection), ...options});

	beforeAll(async () => {
		mkdirSync(finished);
		const emulator = await startEmulator({...place, state: finished});
		const walked = await runBin(['w', '--target', 'aws', '--profile', 'learner', '--region', place.region, '--yes', '--json', '--package', 'six'], {cwd, env: envFor(emulator)});
		await emulator.stop();
		expect(walked.exitCode, walked.stdout.slice(-2000)).toBe(0);
		walkedJournal = readFileSync(journal, 'utf8');
	});

	test('a forged journal deletes nothing of others; it is shown what it claims, and how to remove that by hand', async () => {
		const emulator = await walkedAccount();
		const theirs = await plant(emulator);
		appendFileSync(journal, await claims(emulator, place.account));
		const cleaned = await clean(emulator);
		expect(cleaned.exitCode, cleaned.stdout.slice(-2000)).toBe(0);
		expect(await inventory(emulator)).toEqual(theirs);
		expect(await theirObject(emulator)).toBe('theirs');
		const shown = warnings(cleaned);
		expect(claimed.filter(name => !shown.some(message => message.includes(name)))).toEqual([]);
		expect(shown).toHaveLength(claimed.length + 1);
		expect(shown).toContainEqual(expect.stringMatching(/^The bucket their-bucket stays: .* remove it by hand: aws s3 rb s3:\/\/their-bucket --force --region eu-central-1$/v));
		expect(shown).toContainEqual(expect.stringContaining('aws lambda delete-layer-version --layer-name their-layer --version-number 1 '));
		expect(cleaned.stdout).not.toContain('rm -rf');
	});

	test('what own stacks left goes, though they were deleted by hand before', async () => {
		const emulator = await walkedAccount();
		await deleteByHand(emulator);
		expect(isLeftOver(await inventory(emulator))).toEqual(leftBehind);
		const theirs = await plant(emulator);
		appendFileSync(journal, await claims(emulator, place.account));
		const cleaned = await clean(emulator);
		expect(cleaned.exitCode, cleaned.stdout.slice(-2000)).toBe(0);
		expect(await inventory(emulator)).toEqual(theirs);
	});

	test('a clean-up that was killed between the stacks and their leftovers comes to its end', async () => {
		const emulator = await walkedAccount();
		await retainContents(emulator, functionStack);
		await retainContents(emulator, layerStack);
		const killed = await clean(emulator, {
			onStart(child) {
				if (!child.stdout) {
					throw new Error('no pipe');
				}

				createInterface({input: child.stdout}).on('line', line => {
					if (line.includes('"step.finished"') && line.includes('"cleanup.layer"')) {
						child.kill('SIGKILL');
					}
				});
			},
		});
		expect(killed.exitCode).not.toBe(0);
		expect(await inventory(emulator)).toMatchObject({stacks: []});
		const again = await clean(emulator);
		expect([again.exitCode, warnings(again)]).toEqual([0, []]);
		expect(endings(again)).toMatchObject({'cleanup.function': 'already', 'cleanup.layer': 'already', 'cleanup.look': 'done'});
		expect(await inventory(emulator)).toEqual(nothing);
	});

	test('version 0.1 noted no stack ids: its stacks go, and what deleted ones left is only shown', async () => {
		const old = walkedJournal.split('\n').filter(line => !line.includes('"cleanup.stack"')).join('\n');
		const emulator = await walkedAccount();
		writeFileSync(journal, old);
		const cleaned = await clean(emulator);
		expect([cleaned.exitCode, warnings(cleaned)]).toEqual([0, []]);
		expect(await inventory(emulator)).toEqual(nothing);

		const another = await walkedAccount();
		await deleteByHand(another);
		const before = await inventory(another);
		writeFileSync(journal, old + note('cleanup.held', before.buckets.map(id => ({kind: 'bucket', id}))));
		const shown = await clean(another);
		expect(shown.exitCode, shown.stdout.slice(-2000)).toBe(0);
		expect(await inventory(another)).toEqual(before);
		expect(warnings(shown).map(message => message.split(' stays')[0])).toEqual(expect.arrayContaining([
			...before.buckets.map(id => `The bucket ${id}`),
			`The log group ${ownLogs}`,
			expect.stringMatching(/^The layer version arn:/v),
		]));
	});

	test('a workspace\'s id that is no UUID is not taken: the template\'s own tag gives nothing away', async () => {
		const emulator = await walkedAccount();
		const {cloudFormation} = clients(emulator);
		await cloudFormation.send(new CreateStackCommand({
			StackName: 'made-by-hand',
			TemplateBody: JSON.stringify({Resources: {Bucket: {Type: 'AWS::S3::Bucket', Properties: {BucketName: 'bucket-made-by-hand'}}}}),
			Tags: [{Key: 'layer-wizard', Value: 'by-hand'}],
		}));
		await waitUntilStackCreateComplete({client: cloudFormation, maxWaitTime: 10, minDelay: 0.1, maxDelay: 0.1}, {StackName: 'made-by-hand'});
		appendFileSync(journal, note('workspace', 'by-hand'));
		const before = await inventory(emulator);
		await clean(emulator);
		expect(await inventory(emulator)).toEqual(before);
	});
});

describe('on the practice cloud', () => {
	const cwd = suiteDirectory();
	const workspace = path.join(cwd, 'w');
	const account = '000000000000';

	async function inCloud<Result>(work: (connection: Connection) => Promise<Result>): Promise<Result> {
		const {endpoint, secret, stop} = await startWorkspaceCloud(workspace);
		const result = await work({endpoint, region: 'us-east-1', credentials: {accessKeyId: account, secretAccessKey: secret}});
		await stop();
		return result;
	}

	test('the same: own leftovers go, and what only the journal claims is shown', async () => {
		const walked = await runBin(['w', '--yes', '--json', '--package', 'six'], {cwd});
		expect(walked.exitCode, walked.stdout.slice(-2000)).toBe(0);
		const {theirs, lines} = await inCloud(async connection => {
			await deleteByHand(connection);
			expect(isLeftOver(await inventory(connection))).toEqual(leftBehind);
			return {theirs: await plant(connection), lines: await claims(connection, account)};
		});
		appendFileSync(path.join(workspace, '.layer-wizard', 'journal.jsonl'), lines);
		const cleaned = await runBin(['clean', 'w', '--yes', '--json'], {cwd});
		expect(cleaned.exitCode, cleaned.stdout.slice(-2000)).toBe(0);
		expect(await inCloud(inventory)).toEqual(theirs);
		const shown = warnings(cleaned);
		expect(claimed.filter(name => !shown.some(message => message.includes(name)))).toEqual([]);
		expect(shown).toContainEqual(expect.stringMatching(/^The bucket their-bucket stays: .* layer-wizard clean --files$/v));
	});
});
