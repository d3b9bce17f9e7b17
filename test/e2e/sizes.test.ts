import {readFileSync, truncateSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {GetFunctionConfigurationCommand, LambdaClient, UpdateFunctionConfigurationCommand} from '@aws-sdk/client-lambda';
import {expect, test} from 'vitest';
import {runBin} from '../support/bin.js';
import {temporaryDirectory} from '../support/directory.js';
import {startWorkspaceCloud} from '../support/practice-cloud.js';
import {makeWheels} from '../support/wheel.js';

const name = 'layer-wizard-heavy';

/** Flags and environment of a walkthrough with a package of so many bytes. */
function heavy(cwd: string, bytes: number) {
	makeWheels(cwd, [{name, version: '1.0', files: {'layer_wizard_heavy/__init__.py': '', 'layer_wizard_heavy/zeros.bin': bytes}}]);
	const PIP_FIND_LINKS = [cwd, process.env.PIP_FIND_LINKS ?? ''].join(' ').trim();
	return {flags: ['w', '--yes', '--json', '--package', name], env: {PIP_FIND_LINKS}};
}

test('a layer above the limit: said before anything is uploaded, with what is heaviest and what to do; the fat zip\'s weight is a lesson', async () => {
	const cwd = temporaryDirectory();
	const {flags, env} = heavy(cwd, 270_000_000);
	const weighed = await runBin([...flags, '--until', 'weigh'], {cwd, env});
	expect(weighed.exitCode, weighed.stdout.slice(-2000)).toBe(0);
	expect(weighed.events()).toContainEqual(expect.objectContaining({type: 'warning', code: 'zip.heavy', message: expect.stringMatching(/^This zip could not be deployed at all: the function with everything inside is 270 MB unzipped/v)}));
	const {exitCode, stdout, events} = await runBin(flags, {cwd, env});
	expect(exitCode, stdout.slice(-2000)).toBe(5);
	expect(events().at(-1)).toMatchObject({
		type: 'run.failed', error: {
			code: 'CheckError',
			message: expect.stringMatching(/^Package the layer: the layer is 270 MB unzipped, and Lambda takes 262,144,000 bytes \(262 MB\) at most, .*; the heaviest in it: layer_wizard_heavy\/ 270 MB\.$/v),
			tryThis: expect.stringContaining('slim with strip: false'),
		},
	});
	expect(events().map(({step}) => step)).not.toContain('layer.deploy');
});

test('packages that are in the deployed function are taken out of it before the layer comes; a function too heavy beside its layer is not uploaded', async () => {
	const cwd = temporaryDirectory();
	const {flags, env} = heavy(cwd, 140_000_000);
	const project = path.join(cwd, 'w', 'sls-layers-python');
	const until = await runBin([...flags, '--until', 'use'], {cwd, env});
	expect(until.exitCode, until.stdout.slice(-2000)).toBe(0);
	const byHand = await runBin(['shell', 'w'], {cwd, env: {...env, SHELL: '/bin/sh'}, input: 'npx osls deploy --package package-fat < /dev/null\n'});
	expect(byHand.exitCode, byHand.stdout + byHand.stderr).toBe(0);

	// What CloudFormation does first on AWS: the practice cloud's own order is the other one.
	const cloud = await startWorkspaceCloud(path.join(cwd, 'w'));
	const lambda = new LambdaClient({endpoint: cloud.endpoint, region: 'us-east-1', credentials: {accessKeyId: '000000000000', secretAccessKey: cloud.secret}});
	const FunctionName = 'sls-layers-python-dev-hello';
	const fat = await lambda.send(new GetFunctionConfigurationCommand({FunctionName}));
	await expect(lambda.send(new UpdateFunctionConfigurationCommand({FunctionName, Layers: [String(until.facts()['layer.arn'])]}))).rejects.toThrow('Unzipped size must be smaller than 262144000 bytes');
	await cloud.stop();

	const {exitCode, stdout, events} = await runBin(flags, {cwd, env});
	expect(exitCode, stdout.slice(-2000)).toBe(0);
	expect(events()).toContainEqual(expect.objectContaining({type: 'warning', code: 'code.first', message: expect.stringContaining('light code is put in its place before the layer comes')}));
	const log = readFileSync(path.join(cwd, 'w', '.layer-wizard', 'logs', 'ship.deploy.log'), 'utf8');
	expect([...log.matchAll(/^\$ .* osls (?<command>deploy .*)\)$/gmv)].map(({groups}) => groups?.command)).toEqual(['deploy function --function hello', 'deploy --package package-thin --verbose']);
	expect(fat.CodeSize).toBe(events().find(({id}) => id === 'zip.fat.bytes')?.value);

	// A function that grows: 140 MB in the layer, and as much beside its handler.
	writeFileSync(path.join(project, 'data.bin'), '');
	truncateSync(path.join(project, 'data.bin'), 140_000_000);
	const yml = path.join(project, 'serverless.yml');
	writeFileSync(yml, readFileSync(yml, 'utf8').replace('    - handler.py\n', '    - handler.py\n    - data.bin\n'));
	const grown = await runBin(flags, {cwd, env});
	expect(grown.exitCode, grown.stdout.slice(-2000)).toBe(5);
	expect(grown.events().at(-1)).toMatchObject({
		type: 'run.failed', error: {
			code: 'CheckError',
			message: expect.stringMatching(/^Package the function again: the (?:layer|function) 140 MB, the (?:layer|function) 140 MB: together 280 MB unzipped, and Lambda takes 262,144,000 bytes/v),
		},
	});
});
