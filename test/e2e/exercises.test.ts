import {readFileSync} from 'node:fs';
import path from 'node:path';
import {beforeAll, describe, expect, test} from 'vitest';
import {readEvents, runBin, type BinResult, type SeenEvent} from '../support/bin.js';
import {suiteDirectory} from '../support/directory.js';
import {processesIn} from '../support/processes.js';

const [publish, shrink, second] = ['exercises.publish', 'exercises.shrink', 'exercises.second'] as const;

/** What a person does for each exercise, as the hints in README.md have it. Serverless must not read the commands that follow. */
const solutions = {
	publish: String.raw`set -e
cd ../sls-layers-python-requirements
sed -i 's/    layer: true/    layer:\n      description: second edition/' serverless.yml
npx osls deploy --verbose < /dev/null | grep 'LayerQualifiedArn: .*:2$'
cd ../sls-layers-python
sed -i '/layer:sls-layers-python-requirements/s/:1$/:2/' serverless.yml
npx osls deploy < /dev/null
`,
	shrink: `set -e
cd ../sls-layers-python-requirements
cat > slim.txt <<'END'
    slim: true
    strip: false
    slimPatternsAppendDefaults: false
    slimPatterns:
      - '**/tests/**'
      - '**/*.pyi'
      - '**/f2py/**'
      - '**/distutils/**'
END
sed -i '/second edition/r slim.txt' serverless.yml
npx osls deploy --verbose < /dev/null | grep 'LayerQualifiedArn: .*:3$'
cd ../sls-layers-python
sed -i '/layer:sls-layers-python-requirements/s/:2$/:3/' serverless.yml
npx osls deploy < /dev/null
`,
	second: String.raw`set -e
mkdir ../my-second-layer
cd ../my-second-layer
sed 's/^service: .*/service: my-second-layer/' ../sls-layers-python-requirements/serverless.yml > serverless.yml
echo toolz > requirements.txt
arn=$(npx osls deploy --verbose < /dev/null | sed -n 's/.*LayerQualifiedArn: //p')
cd ../sls-layers-python
sed -i "/layer:sls-layers-python-requirements/a \      - $arn" serverless.yml
sed -i 's/^import numpy as np/import numpy as np\nimport toolz/; s/"modules": {\(.*\)}/"modules": {\1, "toolz": toolz.__file__}/' handler.py
npx osls deploy < /dev/null
`,
} as const;

describe('the exercises, on a finished walkthrough with NumPy', () => {
	const cwd = suiteDirectory();
	let walked: BinResult;

	beforeAll(async () => {
		walked = await runBin(['w', '--yes', '--json'], {cwd});
		expect(walked.exitCode, walked.stdout.slice(-2000)).toBe(0);
	});

	/** What `check --json` says: the exercises that are done, and why the others are not. */
	function told(events: readonly SeenEvent[]) {
		return {
			done: events.filter(({type}) => type === 'step.finished').map(({step}) => step),
			undone: Object.fromEntries(events.filter(({type}) => type === 'warning').map(({code, message}) => [String(code), String(message)])),
		};
	}

	/** Solves an exercise in the shell and checks it there, with the cloud that is up. */
	async function solve(script: string) {
		const {exitCode, stdout, stderr} = await runBin(['shell', 'w'], {cwd, env: {SHELL: '/bin/bash'}, input: `${script}\nlayer-wizard check --json > ${cwd}/told.json\n`});
		const events = readEvents(readFileSync(path.join(cwd, 'told.json'), 'utf8'));
		return {exitCode, output: stdout + stderr, last: events.at(-1), told: told(events)};
	}

	test('the workspace\'s README.md has the numbers of the walkthrough, the map, and the commands to go on with', () => {
		const text = readFileSync(path.join(cwd, 'w', 'README.md'), 'utf8');
		const facts = walked.facts();
		expect(text).toMatch(/\| the function with its packages inside \| \d\d\.\d MB \| \d\d\.\d MB \|/v);
		expect(text).toContain(`| the function that uses the layer | ${facts['zip.thin.bytes']} B | ${facts['zip.thin.unpacked.bytes']} B |`);
		expect(text).toContain(`output PythonRequirementsLambdaLayerQualifiedArn\n       ${facts['layer.arn']}\n`);
		expect(text).toContain('layer-wizard shell .');
		expect(text).not.toContain('has not come to its end');
	});

	test('on the walkthrough as it ended none is done; each says what is missing; exit 5', async () => {
		const plain = await runBin(['check', 'w'], {cwd});
		expect(plain.stdout).toMatch(/^· Publish .*\n {4}Not done: the stack sls-layers-python-requirements-dev still holds version 1 .*\.\n· Shrink .*\n {4}Not done: the function uses version 1 with 1\d\.\d MB; it must be at most .*\n· Give .*\n {4}Not done: the function has one layer.*\.\n$/v);
		expect(plain.stderr).toContain('Error: 3 of 3 exercises are not done yet.\n  Try: Hints are in ');
		expect(plain.exitCode).toBe(5);
		expect(processesIn(cwd)).toEqual([]);
	});

	test('publishing a version and moving the function to it', async () => {
		const solved = await solve(solutions.publish);
		expect(solved.exitCode, solved.output).toBe(5);
		expect(solved.told.done).toEqual([publish]);
		expect(Object.keys(solved.told.undone)).toEqual([`${shrink}.undone`, `${second}.undone`]);
		expect(solved.last).toMatchObject({type: 'run.failed', error: {code: 'CheckError', exitCode: 5, message: '2 of 3 exercises are not done yet.'}});
	});

	test('shrinking the layer', async () => {
		const solved = await solve(solutions.shrink);
		expect(solved.exitCode, solved.output).toBe(5);
		expect(solved.told.done).toEqual([publish, shrink]);
		expect(solved.told.undone).toEqual({[`${second}.undone`]: expect.stringContaining('the function has one layer')});
	});

	test('a second layer: all are done; exit 0, also in a later run', async () => {
		const solved = await solve(solutions.second);
		expect(solved.exitCode, solved.output).toBe(0);
		expect(solved.told).toEqual({done: [publish, shrink, second], undone: {}});
		expect(solved.last).toMatchObject({type: 'run.finished'});
		const later = await runBin(['check', 'w', '--json'], {cwd});
		expect(later.exitCode).toBe(0);
		expect(told(later.events()).done).toEqual([publish, shrink, second]);
		expect(later.events()[0]).toMatchObject({type: 'run.started', chapters: ['exercises'], directory: path.join(cwd, 'w')});
		expect(processesIn(cwd)).toEqual([]);
	});
});
