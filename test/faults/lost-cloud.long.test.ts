import {readdirSync, rmSync, truncateSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {DeleteLogGroupCommand} from '@aws-sdk/client-cloudwatch-logs';
import {UpdateFunctionCodeCommand} from '@aws-sdk/client-lambda';
import {beforeAll, expect} from 'vitest';
import {runBin} from '../support/bin.js';
import {suiteDirectory} from '../support/directory.js';
import {fault} from '../support/fault.js';
import {changed, deleteBuckets, deleteFunction, deleteVersions, functionName, functionStack, layerStack, lossRows, newVersion, partLost, stackLost, takeLayer, wholeFunction, type Loss} from '../support/losses.js';
import {removeStack, Walked} from '../support/walked.js';

const promise = 'A cloud that lost its memory';
const home = suiteDirectory();
const walked = new Walked(home);

const losses: readonly Loss[] = [
	{
		fault: 'the function\'s stack is removed by hand',
		then: 'it is missed in a sentence, and only it is deployed again',
		inCloud: async by => removeStack(by, functionStack),
		done: wholeFunction,
		says: [stackLost(functionStack)],
	},
	{
		fault: 'the layer\'s stack is removed by hand while the function uses the layer',
		then: 'a new version is published, and goes into serverless.yml, the zip, the function and README.md',
		inCloud: async by => removeStack(by, layerStack),
		done: newVersion,
		says: [stackLost(layerStack)],
	},
	{
		fault: 'the layer version is deleted and its stack is not, so that CloudFormation sees nothing to do',
		then: 'the stack goes too, and a new version takes its place everywhere',
		inCloud: deleteVersions,
		done: newVersion,
		says: [partLost('layer version')],
	},
	{
		fault: 'the function is deleted and its stack is not',
		then: 'the stack goes too, and is deployed again',
		inCloud: deleteFunction,
		done: wholeFunction,
		says: [partLost('function')],
	},
	{
		fault: 'the function\'s code is changed by hand',
		then: 'it gets its own again',
		inCloud: async ({lambda}) => lambda.send(new UpdateFunctionCodeCommand({FunctionName: functionName, ZipFile: Uint8Array.from([80, 75, 5, 6, ...Array.from({length: 18}, () => 0)])})),
		done: wholeFunction,
		says: [changed],
	},
	{
		fault: 'the layer is taken from the function by hand',
		then: 'the function gets it again',
		inCloud: takeLayer,
		done: wholeFunction,
		says: [changed],
	},
	{
		fault: 'the log group and both deployment buckets are removed',
		then: 'all that the walkthrough looks at is there, so nothing is done',
		async inCloud(by) {
			await by.logs.send(new DeleteLogGroupCommand({logGroupName: `/aws/lambda/${functionName}`}));
			await deleteBuckets(by);
		},
		done: [],
		says: [],
	},
	{
		fault: 'then the layer is taken from the function, so that a bucket is needed',
		then: 'the missing bucket is found before Serverless fails over it',
		inCloud: takeLayer,
		done: wholeFunction,
		says: [partLost('deployment bucket')],
	},
	{
		fault: 'both stacks are removed by hand',
		then: 'both are missed, and deployed again, the layer first',
		async inCloud(by) {
			await removeStack(by, functionStack);
			await removeStack(by, layerStack);
		},
		done: newVersion,
		says: [stackLost(layerStack), stackLost(functionStack)],
	},
	{
		fault: 'every file of the practice cloud\'s state is cut off after 30 bytes',
		then: 'the cloud starts without them, and what they held is deployed again',
		inFiles(practiceCloud) {
			const state = path.join(practiceCloud, 'state');
			for (const name of readdirSync(state).filter(each => each.endsWith('.json'))) {
				truncateSync(path.join(state, name), 30);
			}
		},
		done: newVersion,
		says: [stackLost(layerStack), stackLost(functionStack)],
	},
	{
		fault: 'the state knows the function and has not got its code',
		then: 'the cloud forgets what is not whole, and it is deployed again',
		inFiles(practiceCloud) {
			rmSync(path.join(practiceCloud, 'state', 'lambda-blobs'), {recursive: true});
		},
		done: ['layer.deploy', ...wholeFunction],
		says: [partLost('layer version'), partLost('function')],
	},
	{
		fault: 'the file with the secret is empty',
		then: 'a new secret is made: nobody gets in with none',
		inFiles(practiceCloud) {
			writeFileSync(path.join(practiceCloud, 'secret'), '');
		},
		done: [],
		says: [],
	},
	{
		fault: 'the file with the secret is deleted',
		then: 'a new one is made, and the cloud knows all that it knew',
		inFiles(practiceCloud) {
			rmSync(path.join(practiceCloud, 'secret'));
		},
		done: [],
		says: [],
	},
];

beforeAll(async () => {
	const {warnings} = await walked.goOn();
	expect(warnings).toEqual([]);
});

lossRows(promise, walked, losses);

fault({
	promise,
	fault: 'the practice cloud\'s state is deleted, then `check` and `clean`',
	then: 'check says what the exercises lack; clean finds nothing left; the next walkthrough misses nothing',
}, async tell => {
	rmSync(path.join(walked.practiceCloud, 'state'), {recursive: true});
	const checked = await runBin(['check', 'w'], {cwd: home});
	expect(checked.exitCode, checked.stderr).toBe(5);
	const cleaned = await runBin(['clean', 'w', '--yes', '--json'], {cwd: home});
	expect(cleaned.exitCode, cleaned.stdout).toBe(0);
	expect(cleaned.stdout).toContain('Nothing of this workspace is left in the cloud.');
	const again = await walked.goOn();
	expect(again.warnings).toEqual([]);
	tell(String(checked.stderr.trim().split('\n').at(-2)));
});
