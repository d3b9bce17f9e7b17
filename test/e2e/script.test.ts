import {existsSync, mkdirSync, statSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {execa} from 'execa';
import {beforeAll, expect, test} from 'vitest';
import {runBin, type BinResult} from '../support/bin.js';
import {suiteDirectory} from '../support/directory.js';
import {startWorkspaceCloud} from '../support/practice-cloud.js';

const matrix = String.raw`[[ 0  1  2  3  4]\n [ 5  6  7  8  9]\n [10 11 12 13 14]]`;
const zips = ['sls-layers-python/package-fat/sls-layers-python.zip', 'sls-layers-python-requirements/package-layer/pythonRequirements.zip', 'sls-layers-python/package-thin/sls-layers-python.zip'];

const home = suiteDirectory();
let walked: BinResult;

beforeAll(async () => {
	walked = await runBin(['w', '--yes', '--json'], {cwd: home});
	expect(walked.exitCode).toBe(0);
});

test('the transcript of a finished walkthrough holds its commands, the change of serverless.yml and the answer', async () => {
	const {stdout: markdown} = await runBin(['transcript', 'w'], {cwd: home});
	expect(markdown).toContain('```sh\n(cd sls-layers-python && . venv/bin/activate && npx osls package --package package-thin)\n```');
	expect(markdown).toContain(`+      - ${walked.facts()['layer.arn']}\n`);
	expect(markdown).toContain('  [10 11 12 13 14]]');
	expect(markdown.match(/^`{3,}/gmv)?.length).toBeGreaterThan(20);
});

test('the script of a finished walkthrough, run by bash in an empty directory on a fresh practice cloud, gives the same answer and zips within 1 %', async () => {
	const {stdout: script, stderr, exitCode} = await runBin(['script', 'w'], {cwd: home});
	expect({stderr, exitCode}).toEqual({stderr: '', exitCode: 0});
	expect(script).not.toMatch(/layer-wizard (?!walkthrough)/v);

	// A practice cloud that has seen nothing.
	const other = path.join(home, 'other');
	const practiceCloud = path.join(other, '.layer-wizard', 'practice-cloud');
	mkdirSync(path.join(practiceCloud, 'state'), {recursive: true});
	mkdirSync(path.join(practiceCloud, 'scratch'));
	writeFileSync(path.join(practiceCloud, 'secret'), 'a-secret-of-the-test', {mode: 0o600});
	const cloud = await startWorkspaceCloud(other);
	const empty = path.join(home, 'by-script');
	mkdirSync(empty);
	const {stdout} = await execa('bash', ['-c', script], {
		cwd: empty,
		env: {
			AWS_ENDPOINT_URL: cloud.endpoint,
			AWS_ACCESS_KEY_ID: '000000000000',
			AWS_SECRET_ACCESS_KEY: cloud.secret,
			AWS_REGION: 'us-east-1',
			AWS_CONFIG_FILE: '/dev/null',
			AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
			PATH: (process.env.PATH ?? '').split(path.delimiter).filter(folder => !folder.includes('node_modules')).join(path.delimiter),
		},
	});
	const answers = stdout.slice(stdout.lastIndexOf('"statusCode"'));
	expect(answers).toContain(matrix);
	expect(answers).toMatch(/\/layer_0\/python\/numpy\//v);
	expect(existsSync(path.join(empty, '.layer-wizard'))).toBe(false);
	for (const zip of zips) {
		const [byWizard = 0, byScript = 0] = [path.join(home, 'w'), empty].map(directory => statSync(path.join(directory, zip)).size);
		expect(Math.abs((byWizard / byScript) - 1), `${zip}: ${byWizard} and ${byScript}`).toBeLessThan(0.01);
	}
});
