import {existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync} from 'node:fs';
import {createInterface} from 'node:readline';
import path from 'node:path';
import {UpdateTerminationProtectionCommand} from '@aws-sdk/client-cloudformation';
import {CreateAccessKeyCommand, DeleteAccessKeyCommand} from '@aws-sdk/client-iam';
import {CreateMultipartUploadCommand, PutBucketVersioningCommand, PutObjectCommand} from '@aws-sdk/client-s3';
import {beforeAll, describe, expect, test} from 'vitest';
import {clients, inventory, type Inventory} from '../support/account.js';
import {runBin, type BinResult} from '../support/bin.js';
import {suiteDirectory, temporaryDirectory} from '../support/directory.js';
import {editStack} from '../support/edit-stack.js';
import type {Connection} from '../support/emulator.js';
import {startWorkspaceCloud} from '../support/practice-cloud.js';
import {processesIn} from '../support/processes.js';
import {makeStack, plant} from '../support/somebody-else.js';
import {openTerminal} from '../support/terminal.js';

const region = 'us-east-1';
const account = '000000000000';
const [functionStack, layerStack] = ['sls-layers-python-dev', 'sls-layers-python-requirements-dev'] as const;

/** How each step of the clean-up ended. */
const endings = ({events}: BinResult) => Object.fromEntries(events().filter(({type}) => type === 'step.finished').map(({step, status}) => [String(step), status]));

const messageOf = (result: BinResult) => JSON.stringify(result.events().at(-1)?.error);

const cleaned = {'cleanup.list': 'done', 'cleanup.function': 'done', 'cleanup.layer': 'done', 'cleanup.versions': 'already', 'cleanup.logs': 'already', 'cleanup.buckets': 'already', 'cleanup.look': 'done'};
const alreadyClean = {...cleaned, 'cleanup.function': 'already', 'cleanup.layer': 'already'};

describe('after a walkthrough on the practice cloud', () => {
	const cwd = suiteDirectory();
	const workspace = path.join(cwd, 'w');
	let theirs: Inventory;

	/** Looks at the workspace's cloud, or does something there, with the test's own clients. */
	async function inCloud<Result>(work: (connection: Connection) => Promise<Result>): Promise<Result> {
		const {endpoint, secret, stop} = await startWorkspaceCloud(workspace);
		const result = await work({endpoint, region, credentials: {accessKeyId: account, secretAccessKey: secret}});
		await stop();
		return result;
	}

	async function walk(): Promise<BinResult> {
		const walked = await runBin(['w', '--yes', '--json', '--package', 'six'], {cwd});
		expect(walked.exitCode, walked.stdout.slice(-2000)).toBe(0);
		return walked;
	}

	beforeAll(walk);

	test('without anybody to ask it wants --yes, and touches nothing', async () => {
		const refused = await runBin(['clean', 'w'], {cwd});
		expect([refused.exitCode, refused.stderr]).toEqual([2, expect.stringMatching(/nobody to ask.*--yes/sv)]);
		expect(await inCloud(inventory)).toMatchObject({stacks: [functionStack, layerStack]});
	});

	test('everything that it made goes, also a retained version and old objects, and nothing else', async () => {
		// Each deploy from now on leaves its version behind.
		const retained = await runBin(['shell', 'w'], {
			cwd, env: {SHELL: '/bin/bash'}, input: String.raw`set -e
cd ../sls-layers-python-requirements
cp serverless.yml as-it-was.yml
sed -i 's/    layer: true/    layer:\n      retain: true/' serverless.yml
npx osls deploy < /dev/null
mv as-it-was.yml serverless.yml
`,
		});
		expect(retained.exitCode, retained.stdout + retained.stderr).toBe(0);
		theirs = await inCloud(async connection => {
			const {s3} = clients(connection);
			await editStack(connection, layerStack, ({ServerlessDeploymentBucket}) => ({ServerlessDeploymentBucket: {...ServerlessDeploymentBucket, DeletionPolicy: 'Retain'}}));
			const {buckets} = await inventory(connection);
			const own = buckets.find(name => name.startsWith(layerStack));
			await s3.send(new PutBucketVersioningCommand({Bucket: own, VersioningConfiguration: {Status: 'Enabled'}}));
			for (const Body of ['one', 'two']) {
				await s3.send(new PutObjectCommand({Bucket: own, Key: 'twice', Body}));
			}

			await s3.send(new CreateMultipartUploadCommand({Bucket: own, Key: 'never finished'}));
			return plant(connection);
		});

		const clean = await runBin(['clean', 'w', '--yes', '--json'], {cwd});
		expect(clean.exitCode, clean.stdout).toBe(0);
		expect(clean.events().at(-1)).toMatchObject({type: 'run.finished', nextSteps: [expect.stringMatching(/^Walk it again: .* w$/v), expect.stringMatching(/^Remove the files too: .* clean w --files$/v)]});
		expect(endings(clean)).toEqual({...cleaned, 'cleanup.versions': 'done', 'cleanup.buckets': 'done'});
		expect(await inCloud(inventory)).toEqual(theirs);
		expect(processesIn(cwd)).toEqual([]);
	});

	test('again: everything is clean already', async () => {
		const again = await runBin(['clean', 'w', '--yes', '--json'], {cwd});
		expect([again.exitCode, endings(again)]).toEqual([0, alreadyClean]);
		expect(await inCloud(inventory)).toEqual(theirs);
	});

	test('the walkthrough goes through again, from what was packaged, and its exercises begin anew', async () => {
		const walked = await walk();
		expect(endings(walked)).toMatchObject({'weigh.package': 'already', 'layer.package': 'already', 'layer.deploy': 'done', 'ship.deploy': 'done'});
		const {exitCode, events} = await runBin(['check', 'w', '--json'], {cwd});
		expect(exitCode).toBe(5);
		expect(events().map(({code}) => code)).toContain('exercises.publish.undone');
	});

	test('what cannot be removed is named with the reason; nothing is lost of it, and afterwards it can', async () => {
		const key = await inCloud(async connection => {
			const {cloudFormation, iam} = clients(connection);
			await editStack(connection, functionStack, () => ({User: {Type: 'AWS::IAM::User', Properties: {UserName: 'of-the-stack'}}}));
			const {AccessKey} = await iam.send(new CreateAccessKeyCommand({UserName: 'of-the-stack'}));
			await cloudFormation.send(new UpdateTerminationProtectionCommand({StackName: functionStack, EnableTerminationProtection: true}));
			return {UserName: 'of-the-stack', AccessKeyId: AccessKey?.AccessKeyId};
		});

		const locked = await runBin(['clean', 'w', '--yes', '--files', '--json'], {cwd});
		expect(locked.exitCode).toBe(4);
		expect(messageOf(locked)).toMatch(/TerminationProtection is enabled.* Left are: stack sls-layers-python-dev, stack sls-layers-python-requirements-dev, .*layer version arn:/v);
		expect(existsSync(workspace)).toBe(true);

		await inCloud(async connection => clients(connection).cloudFormation.send(new UpdateTerminationProtectionCommand({StackName: functionStack, EnableTerminationProtection: false})));
		const inUse = await runBin(['clean', 'w', '--yes', '--json'], {cwd});
		expect(inUse.exitCode).toBe(4);
		expect(messageOf(inUse)).toMatch(/The stack sls-layers-python-dev could not be removed: User: .*access keys.* Left are: stack sls-layers-python-dev, stack sls-layers-python-requirements-dev, /v);

		// The stack is in DELETE_FAILED now.
		await inCloud(async connection => clients(connection).iam.send(new DeleteAccessKeyCommand(key)));
		const third = await runBin(['clean', 'w', '--yes', '--json'], {cwd});
		expect([third.exitCode, endings(third)]).toEqual([0, cleaned]);
		expect(await inCloud(inventory)).toEqual(theirs);
	});

	test('interrupted between the stacks, and again to the end', async () => {
		await walk();
		const stopped = await runBin(['clean', 'w', '--yes', '--json'], {
			cwd,
			onStart(child) {
				if (!child.stdout) {
					throw new Error('no pipe');
				}

				createInterface({input: child.stdout}).on('line', line => {
					if (line.includes('"step.finished"') && line.includes('"cleanup.function"')) {
						child.kill('SIGINT');
					}
				});
			},
		});
		expect(stopped.exitCode).toBe(130);
		expect(processesIn(cwd)).toEqual([]);
		const {stacks} = await inCloud(inventory);
		expect(stacks).not.toContain(functionStack);
		const again = await runBin(['clean', 'w', '--yes', '--json'], {cwd});
		expect(again.exitCode, again.stdout).toBe(0);
		expect(endings(again)).toMatchObject({'cleanup.function': 'already', 'cleanup.look': 'done'});
		expect(await inCloud(inventory)).toEqual(theirs);
	});

	test('a stack of the walkthrough\'s name that somebody else made is left, and named', async () => {
		await inCloud(async connection => makeStack(connection, functionStack, 'bucket-of-a-namesake'));
		const clean = await runBin(['clean', 'w', '--yes', '--json'], {cwd});
		expect([clean.exitCode, endings(clean)]).toEqual([0, alreadyClean]);
		expect(clean.events().find(({type}) => type === 'warning')).toMatchObject({code: 'cleanup.foreign', message: expect.stringContaining(functionStack)});
		const left = await inCloud(inventory);
		expect(left).toEqual({...theirs, stacks: [functionStack, ...theirs.stacks], buckets: ['bucket-of-a-namesake', ...theirs.buckets]});
	});

	test('--files: the workspace goes too, and nothing that a link in it leads to', async () => {
		const outside = path.join(cwd, 'outside');
		mkdirSync(outside);
		writeFileSync(path.join(outside, 'mine'), 'mine');
		symlinkSync(outside, path.join(workspace, 'link'));
		symlinkSync(workspace, path.join(cwd, 'other-name'));
		const linked = await runBin(['clean', 'other-name', '--yes', '--files'], {cwd});
		expect([linked.exitCode, linked.stderr]).toEqual([2, expect.stringContaining('other-name is a link')]);
		expect(existsSync(workspace)).toBe(true);

		const gone = await runBin(['clean', 'w', '--yes', '--files', '--json'], {cwd});
		expect([gone.exitCode, endings(gone)]).toEqual([0, {...alreadyClean, 'files.remove': 'done'}]);
		expect(existsSync(workspace)).toBe(false);
		expect(readFileSync(path.join(outside, 'mine'), 'utf8')).toBe('mine');
		expect(processesIn(cwd)).toEqual([]);
	});
});

describe('in a terminal', () => {
	const enter = '\r';
	const down = '\u001B[B';

	test('it lists what goes and asks; kept, it is all there; removed, the list is empty', async () => {
		const cwd = temporaryDirectory();
		const walked = await runBin(['w', '--yes', '--json', '--package', 'six', '--until', 'layer'], {cwd});
		expect(walked.exitCode, walked.stdout.slice(-2000)).toBe(0);
		const asks = (screen: string) => screen.includes('Remove all this?') && screen.includes(`CloudFormation stacks: ${layerStack}`) && screen.includes('❯ Remove it');
		const keeping = openTerminal(['clean', 'w'], {cwd, columns: 80, rows: 24});
		await keeping.until(asks);
		keeping.type(down + enter);
		expect(await keeping.exitCode).toBe(0);
		expect(keeping.scrollback()).toMatch(/Clean up another time: .* clean w\n/v);

		writeFileSync(path.join(cwd, 'w', 'my-notes.txt'), 'mine');
		const removing = openTerminal(['clean', 'w', '--files'], {cwd, columns: 60, rows: 20, env: {INK_SCREEN_READER: '1'}});
		await removing.until(screen => screen.includes('> '));
		expect(removing.scrollback().replaceAll('\n', '')).toContain(`Directory: ${cwd}/wIn it, not made by the wizard: my-notes.txt`);
		removing.type(enter);
		expect(await removing.exitCode).toBe(0);
		expect(removing.scrollback()).toContain('✓ Look whether anything is left: done');
		expect(existsSync(path.join(cwd, 'w'))).toBe(false);
	});
});

test.each([
	['a directory without a workspace', ['clean', 'nowhere', '--yes'], /There is no walkthrough in .*nowhere/v],
	['--files without clean', ['w', '--files'], /The walkthrough does not take --files\./v],
	['a flag of the walkthrough', ['clean', 'w', '--until', 'ship'], /clean does not take --until\./v],
	['the chapter by itself', ['w', '--until', 'cleanup', '--yes'], /removes things, so it never comes by itself.*clean/sv],
])('%s is refused', async (_, flags, message) => {
	const {exitCode, stderr} = await runBin(flags, {cwd: temporaryDirectory()});
	expect([exitCode, stderr]).toEqual([2, expect.stringMatching(message)]);
});
