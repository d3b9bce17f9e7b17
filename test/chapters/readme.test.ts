import {copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {expect, test} from 'vitest';
import {numbersSection, writeReadme} from '../../source/chapters/readme.js';
import {readmeFile, workspaceAt} from '../../source/chapters/workspace.js';
import type {Facts} from '../../source/engine/events.js';
import {writeOwn} from '../../source/files/written.js';
import {contextFor} from '../support/context.js';
import {temporaryDirectory} from '../support/directory.js';

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

const template = readFileSync('templates/README.md', 'utf8');

/** The step in a workspace whose README.md was the template, and is now the given text. */
async function stepIn(text: string | undefined) {
	const workspace = workspaceAt(temporaryDirectory());
	const readme = path.join(workspace.directory, readmeFile);
	mkdirSync(workspace.state);
	await writeOwn(workspace, readmeFile, template);
	if (text === undefined) {
		rmSync(readme);
	} else {
		writeFileSync(readme, text);
	}

	const measured = {...facts};
	const context = contextFor(writeReadme.id, workspace, {facts: () => measured});
	return {
		workspace,
		readme,
		measured,
		read: () => readFileSync(readme, 'utf8'),
		verify: async () => writeReadme.verify(context),
		run: async () => writeReadme.run?.(context),
	};
}

test('the template\'s section is filled in, once, and again when the numbers change; the rest stays', async () => {
	const {measured, read, verify, run} = await stepIn(`# Mine\n${template}`);
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
	const {verify} = await stepIn(text);
	expect(await verify()).toEqual({done: true});
});

test.each(['before the file was written', 'after the file was written'])('a crash %s does not make the wizard take its own numbers for the person\'s', async when => {
	const {workspace, readme, measured, read, verify, run} = await stepIn(`# Mine\n${template}`);
	const copy = path.join(workspace.state, 'written', readmeFile);
	const before = [readme, copy].map(file => readFileSync(file));
	await run();
	copyFileSync(copy, `${copy}.next`);
	writeFileSync(copy, String(before[1]));
	if (when.startsWith('before')) {
		writeFileSync(readme, String(before[0]));
	}

	measured['zip.thin.bytes'] = 500;
	expect(await verify()).toMatchObject({done: false});
	await run();
	expect(await verify()).toEqual({done: true});
	expect(read()).toMatch(/^# Mine\n# A function/v);
	expect(read()).toContain('| 500 B | 307 B |');
});

test('a section that the person changed after it was filled in is theirs', async () => {
	const {readme, measured, read, verify, run} = await stepIn(template);
	await run();
	writeFileSync(readme, read().replace('| 437 B |', '| 437 B (so little!) |'));
	measured['zip.thin.bytes'] = 500;
	expect(await verify()).toEqual({done: true});
	rmSync(readme);
	expect(await verify()).toEqual({done: true});
});
