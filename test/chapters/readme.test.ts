import {mkdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {expect, test} from 'vitest';
import {Context, type Settings} from '../../source/chapters/context.js';
import {numbersSection, writeReadme} from '../../source/chapters/readme.js';
import {workspaceAt} from '../../source/chapters/workspace.js';
import {broadcast, type Facts} from '../../source/engine/events.js';
import {Journal} from '../../source/engine/journal.js';
import {Timeline} from '../../source/engine/timeline.js';
import type {Runtime} from '../../source/lambda/runtimes.js';
import {practiceTarget} from '../../source/targets/practice/practice.js';
import type {Interpreter} from '../../source/tools/python/interpreter.js';
import {temporaryDirectory} from '../support/directory.js';
import {untaken} from '../support/hold.js';

const facts: Facts = {
	'package.unpacked.bytes': 72_500_000,
	'zip.fat.bytes': 16_700_000,
	'zip.fat.unpacked.bytes': 58_600_000,
	'zip.thin.bytes': 437,
	'zip.thin.unpacked.bytes': 307,
	'layer.zip.bytes': 16_700_001,
	'layer.unpacked.bytes': 58_600_001,
	'layer.arn': 'arn:aws:lambda:us-east-1:000000000000:layer:mine:3',
	'deploy.layer.ms': 2210,
	'deploy.function.ms': 1400,
};

const names = {layerStack: 'the-layer-dev', functionStack: 'the-function-dev', functionName: 'the-function-dev-hello'};

test('the section has the numbers as a table, how long it took, and the map of the two stacks', () => {
	expect(numbersSection(facts, names)).toBe(`| what | zip | unpacked |
|---|---:|---:|
| the packages, as pip installed them |  | 72.5 MB |
| the function with its packages inside | 16.7 MB | 58.6 MB |
| the layer | 16.7 MB | 58.6 MB |
| the function that uses the layer | 437 B | 307 B |

To deploy took: the layer 2.2 s, the function 1.4 s.

\`\`\`text
stack the-layer-dev
  └─ output PythonRequirementsLambdaLayerQualifiedArn
       arn:aws:lambda:us-east-1:000000000000:layer:mine:3
         │
         ▼  functions.hello.layers in sls-layers-python/serverless.yml
stack the-function-dev
  └─ function the-function-dev-hello
\`\`\``);
});

test('what was not measured is left out', () => {
	const section = numbersSection({'layer.arn': 'arn:x:1', 'zip.thin.bytes': 437, 'zip.thin.unpacked.bytes': 307}, names);
	expect(section).not.toContain('packages inside');
	expect(section).not.toContain('To deploy took');
	expect(section).toContain('| 437 B | 307 B |');
});

/** The step in a workspace whose README.md is the given text. */
function stepIn(text: string | undefined) {
	const workspace = workspaceAt(temporaryDirectory());
	const readme = path.join(workspace.directory, 'README.md');
	mkdirSync(workspace.state);
	if (text !== undefined) {
		writeFileSync(readme, text);
	}

	const journal = new Journal(workspace.journal);
	journal.open();
	const measured = {...facts};
	const runtime: Runtime = {name: 'python3.13', version: '3.13', glibc: [2, 34]};
	const interpreter: Interpreter = {executable: '/usr/bin/python3', base: '/usr/bin/python3', version: '3.13.0', runtime, platform: 'linux', machine: 'x86_64', hasVenv: true, packageNames: ['numpy']};
	const settings: Settings = {
		target: 'practice', workspaceId: 'w', profile: undefined, packages: ['numpy'], packageNames: ['numpy'], runtime, architecture: 'x86_64',
		packing: 'native', region: 'us-east-1', stage: 'dev', layerName: undefined,
	};
	const target = practiceTarget({interpreter, region: settings.region, directory: workspace.practiceCloud});
	const walk = {settings, interpreter, workspace, target, journal, hold: untaken(workspace), emit: broadcast([]), facts: () => measured, cloud: undefined, lost: new AbortController(), timeline: new Timeline()};
	const context = new Context(walk, writeReadme.id, new AbortController().signal);
	return {
		readme,
		measured,
		read: () => readFileSync(readme, 'utf8'),
		verify: async () => writeReadme.verify(context),
		run: async () => writeReadme.run?.(context),
	};
}

const template = readFileSync('templates/README.md', 'utf8');

test('the template\'s section is filled in, once, and again when the numbers change; the rest stays', async () => {
	const {measured, read, verify, run} = stepIn(`# Mine\n${template}`);
	expect(await verify()).toMatchObject({done: false});
	await run();
	expect(await verify()).toEqual({done: true});
	expect(read()).toMatch(/^# Mine\n# A function/v);
	expect(read()).toContain('| 437 B | 307 B |');
	expect(read()).not.toContain('has not come to its end');
	expect(read().split('<!-- layer-wizard: end of the numbers -->')[1]).toBe(template.split('<!-- layer-wizard: end of the numbers -->')[1]);
	measured['zip.thin.bytes'] = 500;
	expect(await verify()).toMatchObject({done: false});
	await run();
	expect(await verify()).toEqual({done: true});
	expect(read()).toContain('| 500 B | 307 B |');
});

test.each([
	['without the markers', '# Mine\n'],
	['with words of the person\'s own between them', template.replace('The walkthrough has not', 'My numbers: 42. The walkthrough has not')],
	['that is not there', undefined],
])('a README.md %s is nothing to fill in', async (_, text) => {
	const {verify} = stepIn(text);
	expect(await verify()).toEqual({done: true});
});

test('a section that the person changed after it was filled in is theirs', async () => {
	const {readme, measured, read, verify, run} = stepIn(template);
	await run();
	writeFileSync(readme, read().replace('| 437 B |', '| 437 B (so little!) |'));
	measured['zip.thin.bytes'] = 500;
	expect(await verify()).toEqual({done: true});
	rmSync(readme);
	expect(await verify()).toEqual({done: true});
});
