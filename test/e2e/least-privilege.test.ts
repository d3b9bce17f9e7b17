import {appendFileSync, cpSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {CreateMultipartUploadCommand} from '@aws-sdk/client-s3';
import {beforeAll, describe, expect, onTestFinished, test} from 'vitest';
import {policyFile} from '../../source/chapters/workspace.js';
import {handlers} from '../../source/chapters/policy/handlers.js';
import {policyFor, recording, type Actions, type Phase, type Policy} from '../../source/chapters/policy/policy.js';
import {clients, inventory, nothing, type Inventory} from '../support/account.js';
import {runBin, type BinResult} from '../support/bin.js';
import {suiteDirectory, temporaryDirectory} from '../support/directory.js';
import {startEmulator, type Credentials, type Emulator} from '../support/emulator.js';
import {learnerWith, without} from '../support/learner.js';
import {writeProfiles} from '../support/profiles.js';
import {actionsIn, resourceTypes} from '../support/recording.js';

const place = {account: '111122223333', region: 'eu-central-1', stage: 'dev', layerName: undefined};

/** With RECORD_CALLS nothing is denied, so that new calls can be recorded; see docs/aws.md. */
const policy: Policy = process.env.RECORD_CALLS
	? {Version: '2012-10-17', Statement: [{Sid: 'Recording', Effect: 'Allow', Action: ['*'], Resource: ['*']}]}
	: policyFor(place);

/** In the order of a workspace's life. */
const phases = ['walk', 'again', 'experiments', 'clean'] as const satisfies readonly Phase[];

/** What several phases ask for is left out of the quickest: experiments take longest. */
const quickestFirst = ['walk', 'again', 'clean', 'experiments'] as const satisfies readonly Phase[];

/** Serverless asks whether a deployment is necessary, and deploys when it may not know. */
const unmissed = 'lambda:GetFunction';

/** What is left of an upload that was cut: S3 keeps its parts until someone aborts it. */
async function breakOffUpload(emulator: Emulator): Promise<void> {
	const {s3} = clients(emulator);
	const {buckets: [bucket]} = await inventory(emulator);
	await s3.send(new CreateMultipartUploadCommand({Bucket: bucket, Key: 'broken-off'}));
}

describe('an IAM user with the printed policy and nothing else', () => {
	const home = suiteDirectory();
	const workspace = path.join(home, 'walk');
	const journal = path.join(workspace, '.layer-wizard', 'journal.jsonl');
	const finished = path.join(home, 'finished');

	const run = async (emulator: Emulator, credentials: Credentials, command: 'walk' | 'experiments' | 'clean') => {
		const {region} = place;
		const env = writeProfiles(path.join(home, 'aws'), [
			{name: 'learner', region, endpoint: emulator.endpoint, credentials},
			{name: 'other', region, endpoint: emulator.endpoint, credentials: emulator.credentialsOf('444455556666')},
		]);
		const flags = {
			walk: ['walk', '--target', 'aws', '--profile', 'learner', '--region', region, '--package', 'idna'],
			experiments: ['walk', '--second-profile', 'other', '--until', 'share'],
			clean: ['clean', 'walk'],
		}[command];
		return runBin([...flags, '--yes', '--json'], {cwd: home, env});
	};

	let results: Readonly<Record<Phase, BinResult>>;
	let calls: Readonly<Record<Phase, Actions>>;
	let types: readonly string[];
	let left: Inventory;
	/** As it was when a later phase began; the cloud's state is the same then, because experiments leave nothing. */
	let journals: Readonly<Record<'experiments' | 'clean', string>>;
	let file: string;

	// A workspace's life: walked through, changed and walked through again, on to the last chapter, cleaned up.
	beforeAll(async () => {
		const state = path.join(home, 'state');
		mkdirSync(state);
		let emulator = await startEmulator({...place, state});
		const credentials = await learnerWith(policy, emulator);
		const ofLearner = () => emulator.evaluations().filter(({caller}) => caller === credentials.accessKeyId);
		const walked = await run(emulator, credentials, 'walk');
		const ofWalk = ofLearner();
		appendFileSync(path.join(workspace, 'sls-layers-python', 'handler.py'), '# Changed.\n');
		const again = await run(emulator, credentials, 'walk');
		const ofAgain = ofLearner().slice(ofWalk.length);
		file = readFileSync(path.join(workspace, policyFile), 'utf8');
		types = await resourceTypes(emulator);
		await emulator.stop();
		cpSync(state, finished, {recursive: true});
		const ofFinished = readFileSync(journal, 'utf8');
		emulator = await startEmulator({...place, state});
		const experimented = await run(emulator, credentials, 'experiments');
		const ofExperiments = ofLearner();
		journals = {experiments: ofFinished, clean: readFileSync(journal, 'utf8')};
		await breakOffUpload(emulator);
		const cleaned = await run(emulator, credentials, 'clean');
		const ofClean = ofLearner().slice(ofExperiments.length);
		left = await inventory(emulator);
		await emulator.stop();
		results = {walk: walked, again, experiments: experimented, clean: cleaned};
		calls = {walk: actionsIn(ofWalk, place), again: actionsIn(ofAgain, place), experiments: actionsIn(ofExperiments, place), clean: actionsIn(ofClean, place)};
	});

	test.each(phases)('can do it all: %s', phase => {
		expect(results[phase].events().at(-1)).toMatchObject({type: 'run.finished'});
		expect(results[phase].exitCode).toBe(0);
	});

	test('leaves nothing behind', () => {
		expect(left).toEqual(nothing);
	});

	test('finds the policy in the workspace, and the command prints the same', async () => {
		expect(JSON.parse(file)).toEqual(policyFor(place));
		const {exitCode, stdout} = await runBin(['policy', 'walk'], {cwd: home});
		expect(exitCode).toBe(0);
		expect(stdout).toBe(file);
	});

	test('made the calls that are recorded, and no other', async () => {
		await expect(`${JSON.stringify({calls, resourceTypes: types}, undefined, '\t')}\n`).toMatchFileSnapshot('../../source/chapters/policy/calls.json');
	});

	/** Every action that is evaluated, with a phase in which it is asked for. */
	const firstUse = quickestFirst.flatMap(phase => Object.values(recording.calls[phase]).flat().map(action => ({phase, action})))
		.filter(({action}, index, all) => all.findIndex(other => other.action === action) === index);

	const tryWithout = async (action: string, phase: Phase) => {
		const later = phase === 'clean' || phase === 'experiments' ? phase : undefined;
		const state = later && temporaryDirectory();
		if (later && state) {
			cpSync(finished, state, {recursive: true});
			writeFileSync(journal, journals[later]);
		}

		const emulator = await startEmulator({...place, ...(state && {state})});
		onTestFinished(emulator.stop);
		if (phase === 'clean') {
			await breakOffUpload(emulator);
		}

		const credentials = await learnerWith(without(policyFor(place), action), emulator, 'somebody');
		if (phase === 'again') {
			await run(emulator, await learnerWith(policyFor(place), emulator), 'walk');
			appendFileSync(path.join(workspace, 'sls-layers-python', 'handler.py'), '# Changed.\n');
		}

		const result = await run(emulator, credentials, later ?? 'walk');
		const refused = emulator.evaluations().filter(({caller, allowed}) => caller === credentials.accessKeyId && !allowed);
		expect(new Set(refused.map(one => one.action))).toEqual(new Set([action]));
		return result;
	};

	test.each(firstUse.filter(({action}) => action !== unmissed))('cannot do without $action: $phase fails', async ({phase, action}) => {
		const {exitCode, events} = await tryWithout(action, phase);
		expect(events().at(-1)).toMatchObject({type: 'run.failed', error: {code: 'CloudError'}});
		expect(exitCode).toBe(4);
	});

	test(`without ${unmissed} Serverless only warns; CloudFormation needs it on AWS`, async () => {
		const {exitCode, events} = await tryWithout(unmissed, 'walk');
		expect(events().at(-1)).toMatchObject({type: 'run.finished'});
		expect(exitCode).toBe(0);
		expect(events().map(({line}) => line)).toContainEqual(expect.stringContaining(`Not authorized to perform: ${unmissed}`));
		expect(handlers.find(({type}) => type === 'AWS::Lambda::Function')?.actions.functions).toContain(unmissed);
	});
});
