import {mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {beforeAll, describe, expect, test} from 'vitest';
import {parse} from 'yaml';
import {z} from 'zod';
import {runBin, type BinResult} from '../support/bin.js';
import {suiteDirectory} from '../support/directory.js';
import {python} from '../support/python.js';
import {makeWheels} from '../support/wheel.js';
import {listZip} from '../support/zip.js';

const functionYml = z.object({functions: z.object({hello: z.object({layers: z.array(z.string())})})});

/** All that is on PATH but Pythons with a version in their name, which is how the plugin calls them by itself. */
function withoutVersionedPython(directory: string): string {
	mkdirSync(directory);
	const seen = new Set<string>();
	for (const folder of (process.env.PATH ?? '').split(path.delimiter)) {
		for (const name of listed(folder).filter(name => !seen.has(name) && !/^python\d\./v.test(name))) {
			seen.add(name);
			symlinkSync(path.join(folder, name), path.join(directory, name));
		}
	}

	return directory;
}

function listed(folder: string): readonly string[] {
	try {
		return readdirSync(folder);
	} catch {
		// Many a PATH names folders that are not there.
		return [];
	}
}

// The rows are those of docs/known-problems.md.
describe('what goes wrong for people with Serverless and its plugin', () => {
	const cwd = suiteDirectory();
	const name = 'layer-wizard-demo';
	const project = path.join(cwd, 'w', 'sls-layers-python');
	const layerProject = path.join(cwd, 'w', 'sls-layers-python-requirements');
	const thinZip = path.join(project, 'package-thin', 'sls-layers-python.zip');
	const flags = ['w', '--yes', '--json', '--package', `${name}~=2.2`, '--python', python.executable];
	const env = {
		PIP_FIND_LINKS: [cwd, process.env.PIP_FIND_LINKS ?? ''].join(' ').trim(),
		PATH: '',
		...Object.fromEntries(Object.keys(process.env).filter(variable => variable.startsWith('AWS_')).map(variable => [variable, undefined])),
		AWS_CONFIG_FILE: '/dev/null',
		AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
	};
	let walked: BinResult;

	beforeAll(async () => {
		env.PATH = withoutVersionedPython(path.join(cwd, 'tools'));
		const filesOf = (edition: string) => ({'layer_wizard_demo/__init__.py': `edition = "${edition}"\n`, 'layer_wizard_demo.libs/libdemo.txt': 'as NumPy has its libraries'});
		makeWheels(cwd, ['2.2.6', '2.3.0'].map(version => ({name, version, files: filesOf(version)})));
		walked = await runBin(flags, {cwd, env});
		expect(walked.exitCode, walked.stdout.slice(-2000)).toBe(0);
	});

	const run = async () => runBin(flags, {cwd, env});
	const inShell = async (script: string) => runBin(['shell', 'w'], {cwd, env: {...env, SHELL: '/bin/sh'}, input: `${script}\n`});
	const failureOf = ({events}: BinResult) => z.object({error: z.object({code: z.string(), message: z.string(), tryThis: z.string()})}).parse(events().at(-1)).error;
	const warningsOf = ({events}: BinResult) => events().filter(({type}) => type === 'warning').map(({code, message}) => `${String(code)}: ${String(message)}`);

	/** Runs with another text in a file, and puts the old one back. */
	async function withEdit(file: string, edit: (text: string) => string, work: () => Promise<void>): Promise<void> {
		const before = readFileSync(file, 'utf8');
		const after = edit(before);
		expect(after).not.toBe(before);
		writeFileSync(file, after);
		await work();
		writeFileSync(file, before);
	}

	test('rows 4, 5 and 6: packaged again with other requirements, twice, the layer has what they say, and nothing is missing', async () => {
		const requirements = path.join(layerProject, 'requirements.txt');
		const pack = 'cd ../sls-layers-python-requirements && npx osls package --package by-hand < /dev/null';
		const packed = () => listZip(path.join(layerProject, 'by-hand', 'pythonRequirements.zip')).map(entry => entry.path).filter(file => file.endsWith('METADATA'));
		const again = await inShell(`${pack} && npx osls package --package by-hand < /dev/null`);
		expect(again.exitCode, again.stdout + again.stderr).toBe(0);
		expect(packed()).toEqual(['python/layer_wizard_demo-2.3.0.dist-info/METADATA']);
		await withEdit(requirements, text => text.replace('2.3.0', '2.2.6'), async () => {
			const other = await inShell(pack);
			expect(other.exitCode, other.stdout + other.stderr).toBe(0);
			expect(packed()).toEqual(['python/layer_wizard_demo-2.2.6.dist-info/METADATA']);
		});
		const back = await inShell(pack);
		expect(back.exitCode, back.stdout + back.stderr).toBe(0);
		expect(packed()).toEqual(['python/layer_wizard_demo-2.3.0.dist-info/METADATA']);
		rmSync(path.join(layerProject, 'by-hand'), {recursive: true});
	});

	test('row 8: a package that was given with ~= is not in the thin zip, and neither are its libraries, also when requirements.txt has it so', async () => {
		const clean = ['handler.py', 'requirements.txt'];
		expect(listZip(thinZip).map(entry => entry.path).toSorted()).toEqual(clean);
		expect(readFileSync(path.join(project, 'requirements.txt'), 'utf8')).toBe(`${name}==2.3.0\n`);
		await withEdit(path.join(project, 'requirements.txt'), text => text.replace('==', '~='), async () => {
			rmSync(path.dirname(thinZip), {recursive: true});
			const result = await run();
			expect(result.exitCode, result.stdout.slice(-2000)).toBe(0);
			expect(listZip(thinZip).map(entry => entry.path).toSorted()).toEqual(clean);
		});
	});

	test('row 9: slim without strip: false is warned of', async () => {
		await withEdit(path.join(layerProject, 'serverless.yml'), text => text.replace('    layer: true', '    slim: true\n    layer: true'), async () => {
			rmSync(path.join(layerProject, 'package-layer'), {recursive: true});
			expect(warningsOf(await run())).toContainEqual(expect.stringMatching(/^slim\.strip: sls-layers-python-requirements\/serverless\.yml has slim without strip: false: .*not page-aligned.* Write strip: false beside it\.$/v));
		});
	});

	test.each([
		['package.exclude', (text: string) => text.replace('  patterns:', '  exclude:'), 'sls failed: Configuration error at \'package\': unrecognized property \'exclude\'', 'Serverless knows only package.patterns now: write the lines of exclude there, each with ! before it'],
		['python3.9', (text: string) => text.replace(/runtime: .*/v, 'runtime: python3.9'), 'sls failed: Configuration error at \'provider.runtime\': must be equal to one of the allowed values', 'Name a Python that Lambda still runs, the same as in venv: python3.14,'],
	])('row 10: %s in serverless.yml', async (_, edit, message, cure) => {
		await withEdit(path.join(project, 'serverless.yml'), edit, async () => {
			const result = await run();
			expect(result.exitCode, result.stdout.slice(-2000)).toBe(3);
			expect(failureOf(result)).toMatchObject({code: 'ToolError', message: expect.stringContaining(message), tryThis: expect.stringContaining(cure)});
		});
	});

	test('row 11: no python3.X of the runtime\'s name is on PATH, and none is needed', () => {
		expect(listed(env.PATH)).not.toContain(python.runtime);
		expect(walked.exitCode).toBe(0);
	});

	test('row 12: the layer is packaged where there are no credentials', () => {
		expect(walked.events()).toContainEqual(expect.objectContaining({type: 'step.finished', step: 'layer.package', status: 'done'}));
	});

	test('row 15: a layer that was published again is found by its new ARN, and the function moves to it', async () => {
		const byHand = await inShell(String.raw`cd ../sls-layers-python-requirements && sed -i 's/    layer: true/    layer:\n      description: again/' serverless.yml && npx osls deploy < /dev/null`);
		expect(byHand.exitCode, byHand.stdout + byHand.stderr).toBe(0);
		const result = await run();
		expect(result.exitCode, result.stdout.slice(-2000)).toBe(0);
		const arn = String(result.facts()['layer.arn']);
		expect(arn).not.toBe(walked.facts()['layer.arn']);
		expect(functionYml.parse(parse(readFileSync(path.join(project, 'serverless.yml'), 'utf8'))).functions.hello.layers).toEqual([arn]);
	});

	test('row 16: a layer of another region is named before anything is packaged', async () => {
		const foreign = 'arn:aws:lambda:eu-west-1:111122223333:layer:somebodys:7';
		await withEdit(path.join(project, 'serverless.yml'), text => text.replace(/(?<list> {4}layers:\n)/v, `$<list>      - ${foreign}\n`), async () => {
			const result = await run();
			expect(result.exitCode, result.stdout.slice(-2000)).toBe(5);
			expect(failureOf(result)).toMatchObject({
				code: 'CheckError',
				message: `Put the layer's ARN into serverless.yml: the layer ${foreign} is in eu-west-1 and the function in us-east-1, and Lambda takes layers of the function's own region only.`,
				tryThis: expect.stringContaining('name a version that is published in us-east-1'),
			});
		});
	});
});
