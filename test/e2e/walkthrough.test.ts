import {readFileSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {GetLayerVersionByArnCommand, InvokeCommand, LambdaClient} from '@aws-sdk/client-lambda';
import {execa} from 'execa';
import {beforeAll, describe, expect, test} from 'vitest';
import {parse} from 'yaml';
import {z} from 'zod';
import {factIds} from '../../source/engine/events.js';
import {runBin, type BinResult} from '../support/bin.js';
import {suiteDirectory} from '../support/directory.js';
import {startWorkspaceCloud} from '../support/practice-cloud.js';
import {processesIn} from '../support/processes.js';
import {listZip} from '../support/zip.js';

const matrix = '[[ 0  1  2  3  4]\n [ 5  6  7  8  9]\n [10 11 12 13 14]]';
const answer = z.object({statusCode: z.number(), body: z.string(), modules: z.record(z.string(), z.string())});

describe('the walkthrough with NumPy, unattended', () => {
	const home = suiteDirectory();
	const workspace = path.join(home, 'walk');
	const functionDirectory = path.join(workspace, 'sls-layers-python');
	const fatZip = path.join(functionDirectory, 'package-fat', 'sls-layers-python.zip');
	const thinZip = path.join(functionDirectory, 'package-thin', 'sls-layers-python.zip');
	const layerZip = path.join(workspace, 'sls-layers-python-requirements', 'package-layer', 'pythonRequirements.zip');
	let run: BinResult;

	beforeAll(async () => {
		run = await runBin(['walk', '--yes', '--json', '--verbose'], {cwd: home});
	});

	test('ends with run.finished, exit 0, and every fact of the contract', () => {
		expect(run.exitCode).toBe(0);
		expect(run.events().at(-1)?.type).toBe('run.finished');
		// Those of the later chapter are not measured by a run that ends with the invoke.
		expect(Object.keys(run.facts()).toSorted()).toEqual(factIds.filter(id => !id.startsWith('limits.')).toSorted());
	});

	test('starts with run.started and pairs every chapter and step', () => {
		const events = run.events();
		expect(events[0]).toMatchObject({type: 'run.started', target: 'practice', directory: workspace, config: {packages: ['numpy'], region: 'us-east-1'}});
		const named = (type: string, key: string) => events.filter(event => event.type === type).map(event => String(event[key]));
		expect(named('chapter.finished', 'chapter').toSorted()).toEqual(['function', 'layer', 'preflight', 'ship', 'use', 'weigh']);
		expect(named('chapter.started', 'chapter').toSorted()).toEqual(named('chapter.finished', 'chapter').toSorted());
		expect(named('step.finished', 'step').toSorted()).toEqual(named('step.started', 'step').toSorted());
	});

	test('overlaps what does not depend on each other', () => {
		const types = run.events().map(event => `${event.type} ${String(event.step)}`);
		for (const [one, other] of [['function.venv', 'layer.venv'], ['function.npm', 'function.install'], ['weigh.package', 'layer.package']] as const) {
			const started = Math.max(types.indexOf(`step.started ${one}`), types.indexOf(`step.started ${other}`));
			const finished = Math.min(types.indexOf(`step.finished ${one}`), types.indexOf(`step.finished ${other}`));
			expect(started, `${one} and ${other}`).toBeLessThan(finished);
		}
	});

	test('keeps and shows where the time went: what it waited for is the whole of it', () => {
		const steps = run.events().filter(({type}) => type === 'step.finished').map(({step}) => String(step));
		const shown = run.stderr.trimEnd().split('\n');
		expect(shown.slice(1).map(line => line.slice(0, 23).trim()).toSorted()).toEqual(['before the first step', ...steps].toSorted());
		const {traceEvents} = z.object({traceEvents: z.array(z.looseObject({ph: z.string(), cat: z.string().optional(), name: z.string(), ts: z.number().optional(), dur: z.number().optional()}))})
			.parse(JSON.parse(readFileSync(path.join(workspace, '.layer-wizard', 'timeline.json'), 'utf8')));
		const waited = traceEvents.filter(({cat}) => cat === 'waited').map(({name, ts = Number.NaN, dur = Number.NaN}) => ({name, ts, dur}));
		for (const [index, {ts, dur}] of waited.slice(0, -1).entries()) {
			expect(waited[index + 1]?.ts).toBeCloseTo(ts + dur, -1);
		}

		expect(waited.map(({name}) => name).slice(-3)).toEqual(['ship.deploy', 'ship.invoke', 'ship.readme']);
		expect(traceEvents.map(({name}) => name)).toContain('(cd sls-layers-python && . venv/bin/activate && npx osls package --package package-thin)');
	});

	test('reports the sizes that the zips have', () => {
		const facts = run.facts();
		const unpacked = (zip: string) => listZip(zip).reduce((sum, {bytes}) => sum + bytes, 0);
		expect(facts['zip.fat.bytes']).toBe(readFileSync(fatZip).length);
		expect(facts['zip.fat.bytes']).toBeGreaterThan(15_000_000);
		expect(facts['zip.thin.bytes']).toBe(readFileSync(thinZip).length);
		expect(facts['zip.thin.bytes']).toBeLessThan(10_000);
		expect(facts['layer.zip.bytes']).toBe(readFileSync(layerZip).length);
		expect(facts['zip.fat.unpacked.bytes']).toBe(unpacked(fatZip));
		expect(facts['zip.thin.unpacked.bytes']).toBe(unpacked(thinZip));
		expect(facts['layer.unpacked.bytes']).toBe(unpacked(layerZip));
	});

	test('packs NumPy at the root of the fat zip, below python/ in the layer, and not into the thin zip', () => {
		const paths = (zip: string) => listZip(zip).map(entry => entry.path);
		expect(paths(fatZip)).toContain('numpy/__init__.py');
		expect(paths(layerZip)).toContain('python/numpy/__init__.py');
		expect(paths(thinZip).filter(name => name.includes('numpy'))).toEqual([]);
		expect(paths(thinZip)).toContain('handler.py');
	});

	test('puts the ARN into serverless.yml, keeps its comments, and tells the diff', () => {
		const text = readFileSync(path.join(functionDirectory, 'serverless.yml'), 'utf8');
		const document = z.object({functions: z.object({hello: z.object({layers: z.array(z.string())})})}).parse(parse(text));
		expect(document.functions.hello.layers).toEqual([run.facts()['layer.arn']]);
		expect(text).toContain('# Only the handler:');
		const diff = run.events().filter(event => event.type === 'output' && event.stream === 'diff').map(event => event.line);
		expect(diff).toContain(`+      - ${run.facts()['layer.arn']}`);
	});

	test('left a function that answers with the matrix, from the layer, when it is called by someone else', async () => {
		const cloud = await startWorkspaceCloud(workspace);
		const lambda = new LambdaClient({endpoint: cloud.endpoint, region: 'us-east-1', credentials: {accessKeyId: '000000000000', secretAccessKey: cloud.secret}});
		const invocation = await lambda.send(new InvokeCommand({FunctionName: 'sls-layers-python-dev-hello'}));
		const answered = answer.parse(JSON.parse(new TextDecoder().decode(invocation.Payload)));
		expect(answered.body).toBe(matrix);
		expect(answered.modules.numpy).toMatch(/\/layer_0\/python\/numpy\/__init__\.py$/v);
		const layer = await lambda.send(new GetLayerVersionByArnCommand({Arn: String(run.facts()['layer.arn'])}));
		expect(layer.Content?.CodeSize).toBe(run.facts()['layer.zip.bytes']);
		expect(answer.parse(JSON.parse(String(run.facts()['invoke.cloud.payload']))).body).toBe(matrix);
		expect(answer.parse(JSON.parse(String(run.facts()['invoke.local.payload']))).modules.numpy).toContain(path.join(functionDirectory, 'venv'));
	});

	test('recognises finished work when it is run again, and takes under a quarter of the time', async () => {
		const again = await runBin(['walk', '--yes', '--json'], {cwd: home});
		expect(again.exitCode).toBe(0);
		const statuses = Object.fromEntries(again.events().filter(event => event.type === 'step.finished').map(event => [String(event.step), event.status]));
		const redone = Object.keys(statuses).filter(step => statuses[step] !== 'already');
		expect(redone.toSorted()).toEqual(['preflight.cloud', 'preflight.tools']);
		// The cloud's port and the folder that it unpacks the function to are new each time.
		const changing = new Set(['cloud.endpoint', 'invoke.cloud.modulePath', 'invoke.cloud.payload']);
		const lasting = (result: BinResult) => Object.fromEntries(Object.entries(result.facts()).filter(([id]) => !changing.has(id)));
		expect(lasting(again)).toEqual(lasting(run));
		expect(again.ms).toBeLessThan(run.ms / 4);
		const journal = readFileSync(path.join(workspace, '.layer-wizard', 'journal.jsonl'), 'utf8');
		expect(journal.match(/"type":"run\.finished"/gv)).toHaveLength(2);
	});

	test('prints the result on standard output and the progress on standard error without a terminal', async () => {
		const plain = await runBin(['walk'], {cwd: home});
		expect(plain.exitCode).toBe(0);
		expect(plain.stdout).toContain(matrix.replaceAll('\n', '\n  '));
		expect(plain.stdout).toContain(String(run.facts()['layer.arn']));
		expect(plain.stdout).toMatch(/packages inside +\d\d\.\d MB, unpacked \d\d\.\d MB\n/v);
		expect(plain.stdout).toMatch(/layer attached +\d{3} B, unpacked \d{3} B\n/v);
		expect(plain.stderr).toContain('No terminal to ask on');
		expect(plain.stderr).toContain('Invoke the function in the cloud: already done, verified');
	});

	test('packed what the typed command packs, and at most 1 % larger', async () => {
		const cloud = await startWorkspaceCloud(workspace);
		const folder = path.dirname(path.dirname(layerZip));
		await execa('npx', ['osls', 'package', '--package', 'typed'], {
			cwd: folder,
			env: {
				AWS_ENDPOINT_URL: cloud.endpoint,
				AWS_ACCESS_KEY_ID: '000000000000',
				AWS_SECRET_ACCESS_KEY: cloud.secret,
				AWS_REGION: 'us-east-1',
				PATH: [path.join(folder, 'venv', 'bin'), process.env.PATH].join(path.delimiter),
			},
		});
		const typed = path.join(folder, 'typed', 'pythonRequirements.zip');
		const sorted = (file: string) => listZip(file).toSorted((one, other) => one.path.localeCompare(other.path));
		expect(sorted(layerZip)).toEqual(sorted(typed));
		const ratio = readFileSync(layerZip).length / readFileSync(typed).length;
		expect(ratio).toBeGreaterThan(1);
		expect(ratio).toBeLessThan(1.01);
	});

	test('leaves no process behind', () => {
		expect(processesIn(workspace)).toEqual([]);
	});

	test('writes the secret to its own file only', () => {
		const secret = readFileSync(path.join(workspace, '.layer-wizard', 'practice-cloud', 'secret'), 'utf8');
		expect(secret.length).toBeGreaterThan(30);
		expect(run.stdout).not.toContain(secret);
		expect(readFileSync(path.join(workspace, '.layer-wizard', 'journal.jsonl'), 'utf8')).not.toContain(secret);
	});
});
