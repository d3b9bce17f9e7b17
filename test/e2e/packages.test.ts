import {mkdirSync, readFileSync} from 'node:fs';
import path from 'node:path';
import {expect, test} from 'vitest';
import {z} from 'zod';
import {runBin} from '../support/bin.js';
import {temporaryDirectory} from '../support/directory.js';
import {python} from '../support/python.js';
import {processesIn} from '../support/processes.js';
import {makeWheels} from '../support/wheel.js';
import {listZip} from '../support/zip.js';

const answer = z.object({statusCode: z.literal(200), body: z.string(), modules: z.record(z.string(), z.string())});

test('pandas: its own handler, the layer with all that pandas needs, a thin zip without any of it', async () => {
	const cwd = temporaryDirectory();
	const {exitCode, stdout, facts} = await runBin(['w', '--yes', '--json', '--package', 'pandas'], {cwd});
	expect(exitCode, stdout.slice(-2000)).toBe(0);
	const answered = answer.parse(JSON.parse(String(facts()['invoke.cloud.payload'])));
	expect(answered.body).toBe(' n  square\n 1       1\n 2       4\n 3       9\n 4      16\n 5      25');
	expect(answered.modules.pandas).toMatch(/\/layer_0\/python\/pandas\/__init__\.py$/v);
	const thin = listZip(path.join(cwd, 'w', 'sls-layers-python', 'package-thin', 'sls-layers-python.zip')).map(entry => entry.path);
	expect(thin.toSorted()).toEqual(['handler.py', 'requirements.txt']);
	const layer = listZip(path.join(cwd, 'w', 'sls-layers-python-requirements', 'package-layer', 'pythonRequirements.zip')).map(entry => entry.path);
	expect(layer).toContain('python/pandas/__init__.py');
	expect(layer).toContain('python/numpy/__init__.py');
});

test('any packages, in a directory with an odd name, with a stage, a region and a layer name of one\'s own', async () => {
	const cwd = path.join(temporaryDirectory(), 'it\'s a “dir” with ünï 目录');
	mkdirSync(cwd);
	const flags = ['--package', 'PyYAML', '--package', 'six==1.17.0', '--stage', 'trial', '--region', 'eu-central-1', '--layer-name', 'my_packages', '--json'];
	const {exitCode, stdout, facts, events} = await runBin([...flags, '--', '-.my "walk"'], {cwd});
	expect(exitCode, stdout.slice(-2000)).toBe(0);
	expect(events()[0]).toMatchObject({directory: path.join(cwd, '-.my "walk"'), config: {packages: ['PyYAML', 'six==1.17.0'], stage: 'trial', region: 'eu-central-1'}});
	const answered = answer.parse(JSON.parse(String(facts()['invoke.cloud.payload'])));
	expect(answered.body).toMatch(/^PyYAML \d[\d.]+\nsix 1\.17\.0$/v);
	expect(answered.modules.PyYAML).toMatch(/\/layer_0\/python\/yaml\/__init__\.py$/v);
	expect(answered.modules.six).toMatch(/\/layer_0\/python\/six\.py$/v);
	expect(facts()['layer.arn']).toBe('arn:aws:lambda:eu-central-1:000000000000:layer:my_packages:1');
	expect(readFileSync(path.join(cwd, '-.my "walk"', 'sls-layers-python', 'serverless.yml'), 'utf8')).toContain('stage: trial');
	expect(processesIn(cwd)).toEqual([]);
});

test('of a package with a wheel no newer source is built', async () => {
	const cwd = temporaryDirectory();
	makeWheels(cwd, [{name: 'layer-wizard-both', version: '0.9', files: {'layer_wizard_both.py': ''}}]);
	// Version 1.0, whose build would fail.
	const env = {PIP_FIND_LINKS: python.brokenPackage(cwd, 'layer-wizard-both')};
	const {exitCode, stdout} = await runBin(['w', '--package', 'layer-wizard-both', '--until', 'function', '--json'], {cwd, env});
	expect(exitCode, stdout.slice(-2000)).toBe(0);
	expect(readFileSync(path.join(cwd, 'w', 'sls-layers-python', 'requirements.txt'), 'utf8')).toContain('0.9');
});

test('with PIP_ONLY_BINARY a package without a wheel is refused, and its code does not run', async () => {
	const cwd = temporaryDirectory();
	const env = {PIP_FIND_LINKS: python.brokenPackage(cwd, 'layer-wizard-refuses'), PIP_ONLY_BINARY: ':all:'};
	const {exitCode, stdout, events} = await runBin(['w', '--package', 'layer-wizard-refuses', '--until', 'function', '--json'], {cwd, env});
	expect(exitCode, stdout.slice(-2000)).toBe(3);
	expect(events().at(-1)).toMatchObject({error: {message: 'pip failed: No matching distribution found for layer-wizard-refuses'}});
	expect(stdout).not.toContain('this package refuses to build');
});

test('a workspace stays with what it was made with', async () => {
	const cwd = temporaryDirectory();
	const made = await runBin(['w', '--package', 'six', '--until', 'preflight'], {cwd});
	expect(made.exitCode, made.stderr).toBe(0);
	const other = await runBin(['w', '--package', 'pandas'], {cwd});
	expect(other.exitCode).toBe(2);
	expect(other.stderr).toContain('This workspace was made with --package six, not pandas.');
	const same = await runBin(['w', '--until', 'preflight', '--json'], {cwd});
	expect(same.exitCode).toBe(0);
	expect(same.events()[0]).toMatchObject({config: {packages: ['six']}});
});
