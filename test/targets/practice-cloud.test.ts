import {mkdirSync, readdirSync, readFileSync, statSync, writeFileSync} from 'node:fs';
import {request} from 'node:http';
import path from 'node:path';
import {LambdaClient, ListLayersCommand, PublishLayerVersionCommand} from '@aws-sdk/client-lambda';
import {GetCallerIdentityCommand, STSClient} from '@aws-sdk/client-sts';
import {beforeAll, describe, expect, onTestFinished, test, vi} from 'vitest';
import type {WizardEvent} from '../../source/engine/events.js';
import {install, installation, isInstalled} from '../../source/targets/practice/install.js';
import {runningElsewhere} from '../../source/targets/practice/answering.js';
import {launch, practiceAccount} from '../../source/targets/practice/launch.js';
import {workspaceSecret} from '../../source/targets/practice/secret.js';
import {findInterpreter, type Interpreter} from '../../source/tools/python/interpreter.js';
import {suiteDirectory, temporaryDirectory} from '../support/directory.js';
import {freePort, takePort} from '../support/port.js';
import {processesIn} from '../support/processes.js';

/** A zip without entries: the least that can be published as a layer. */
const emptyZip = Uint8Array.from([80, 75, 5, 6, ...Array.from({length: 18}, () => 0)]);

describe('the practice cloud', () => {
	const home = suiteDirectory();
	let interpreter: Interpreter;

	const io = (log: string) => ({step: 'test', emit: (_: WizardEvent) => undefined, signal: new AbortController().signal, log});

	beforeAll(async () => {
		interpreter = await findInterpreter({target: 'practice', packages: []});
		if (!(await isInstalled(installation(interpreter)))) {
			await install(interpreter, io(path.join(home, 'install.log')));
		}
	});

	async function start(directory: string, pickPort?: () => Promise<number>) {
		const cloud = await launch({
			installation: installation(interpreter),
			directory,
			secret: 'the-secret',
			log: path.join(directory, 'cloud.log'),
			signal: new AbortController().signal,
			...(pickPort && {pickPort}),
		});
		onTestFinished(cloud.stop);
		return {...cloud, port: Number(new URL(cloud.endpoint).port)};
	}

	const configuration = (endpoint: string, secretAccessKey: string, accessKeyId: string) => ({endpoint, region: 'us-east-1', maxAttempts: 1, credentials: {accessKeyId, secretAccessKey}});
	const client = (endpoint: string, secret = 'the-secret', key: string = practiceAccount) => new LambdaClient(configuration(endpoint, secret, key));
	const sts = (endpoint: string, secret: string, key: string) => new STSClient(configuration(endpoint, secret, key));

	test('runs once for a workspace; another command finds it while it runs, and only then', async () => {
		const directory = temporaryDirectory();
		expect(await runningElsewhere(directory)).toBeUndefined();
		const cloud = await start(directory);
		expect(await runningElsewhere(directory)).toBe(cloud.endpoint);
		await expect(start(directory)).rejects.toThrow('in use by another layer-wizard');
		await expect(client(cloud.endpoint).send(new ListLayersCommand())).resolves.toMatchObject({Layers: []});
		await cloud.stop();
		expect(await runningElsewhere(directory)).toBeUndefined();
		const next = await start(directory);
		expect(await runningElsewhere(directory)).toBe(next.endpoint);
	});

	test('answers to the workspace\'s key and to no other', async () => {
		const {endpoint} = await start(temporaryDirectory());
		await expect(client(endpoint).send(new ListLayersCommand())).resolves.toMatchObject({Layers: []});
		for (const accessKeyId of [practiceAccount, '111122223333', 'test', 'AKIAIOSFODNN7EXAMPLE']) {
			await expect(client(endpoint, 'another', accessKeyId).send(new ListLayersCommand()), accessKeyId).rejects.toMatchObject({$metadata: {httpStatusCode: 403}});
			await expect(sts(endpoint, 'another', accessKeyId).send(new GetCallerIdentityCommand()), accessKeyId).rejects.toMatchObject({$metadata: {httpStatusCode: 403}});
		}

		await expect(client(endpoint, 'the-secret', '111122223333').send(new ListLayersCommand())).resolves.toMatchObject({Layers: []});
		const unsigned = await fetch(`${endpoint}/2018-10-31/layers`);
		expect(unsigned.status).toBe(403);
		expect(await unsigned.text()).toContain('answers only to its own workspace');
	});

	test('refuses other hosts, web pages, and the emulator\'s own administration', async () => {
		const {port} = await start(temporaryDirectory());
		const ask = async (requested: {readonly path?: string; readonly method?: string; readonly headers?: Readonly<Record<string, string>>}) => {
			const answered = new Promise<number | undefined>(resolve => {
				request({host: '127.0.0.1', port, ...requested}, response => {
					response.resume();
					resolve(response.statusCode);
				}).end();
			});
			return answered;
		};

		expect(await ask({path: '/_ministack/health', headers: {host: `evil.example:${port}`}})).toBe(403);
		expect(await ask({path: '/_ministack/health', headers: {host: `localhost:${port}`}})).toBe(403);
		expect(await ask({path: '/_ministack/health', headers: {origin: 'https://evil.example'}})).toBe(403);
		for (const admin of ['/health', '/_ministack/health', '/_ministack/reset', '//_ministack/reset', '/%5Fministack/reset', '/_ministack/config', '/_localstack/info', '/_ministack/lambda-layers/x']) {
			expect(await ask({path: admin, method: 'POST'}), admin).toBe(403);
		}
	});

	test('listens on the loopback address alone', async () => {
		const {port} = await start(temporaryDirectory());
		const hexPort = port.toString(16).toUpperCase().padStart(4, '0');
		// Rows of /proc/net/tcp: local address, remote address, state; 0A is listening.
		const rows = ['tcp', 'tcp6'].flatMap(table => readFileSync(`/proc/net/${table}`, 'utf8').split('\n')).map(row => row.trim().split(/\s+/v));
		expect(rows.filter(row => row[1]?.endsWith(`:${hexPort}`) && row[3] === '0A').map(row => row[1])).toEqual([`0100007F:${hexPort}`]);
	});

	test('saves its state when its input ends, is gone then, and knows everything after a restart', async () => {
		const directory = temporaryDirectory();
		const first = await start(directory);
		await client(first.endpoint).send(new PublishLayerVersionCommand({LayerName: 'kept', Content: {ZipFile: emptyZip}}));
		await first.stop();
		expect(processesIn(directory)).toEqual([]);
		expect(readdirSync(directory).toSorted()).toEqual(['cloud.log', 'running', 'state']);
		const second = await start(directory);
		const {Layers: layers} = await client(second.endpoint).send(new ListLayersCommand());
		expect(layers?.map(({LayerName: name}) => name)).toEqual(['kept']);
	});

	test('takes another port when the first one is taken in the meantime', async () => {
		const {port: taken, server} = await takePort();
		onTestFinished(() => {
			server.close();
		});
		const tried: number[] = [];
		const {port} = await start(temporaryDirectory(), async () => {
			const next = tried.length === 0 ? taken : await freePort();
			tried.push(next);
			return next;
		});
		expect(tried).toEqual([taken, port]);
	});

	test('says so when it does not start', async () => {
		const directory = temporaryDirectory();
		mkdirSync(path.join(directory, 'bin'));
		const broken = {directory, python: path.join(directory, 'bin', 'python'), launcher: path.join(directory, 'launcher.py')};
		const starting = launch({installation: broken, directory, secret: 'x', log: path.join(directory, 'cloud.log'), signal: new AbortController().signal});
		await expect(starting).rejects.toMatchObject({exitCode: 3, message: 'The practice cloud did not start.', details: {tryThis: expect.stringContaining(directory)}});
	});

	test('two wizards that install it at once both succeed, and one installation is left', async () => {
		const cache = temporaryDirectory();
		await withEnvironment({XDG_CACHE_HOME: cache, TMPDIR: cache}, async () => {
			await Promise.all([install(interpreter, io(path.join(cache, 'one.log'))), install(interpreter, io(path.join(cache, 'two.log')))]);
			expect(await isInstalled(installation(interpreter))).toBe(true);
		});
		expect(readdirSync(path.join(cache, 'layer-wizard'))).toEqual([path.basename(installation(interpreter).directory)]);
	});

	test('when it cannot be installed: the reason, and nothing left behind', async () => {
		const cache = temporaryDirectory();
		await withEnvironment({XDG_CACHE_HOME: cache, TMPDIR: cache, PIP_NO_INDEX: '1'}, async () => {
			await expect(install(interpreter, io(path.join(cache, 'install.log')))).rejects.toMatchObject({exitCode: 3, message: expect.stringMatching(/^pip failed: No matching distribution found for/v)});
		});
		expect(readdirSync(path.join(cache, 'layer-wizard'))).toEqual([]);
	});

	test('when neither the cache nor the temporary directory can be written to: the reason and its cure', async () => {
		const file = path.join(temporaryDirectory(), 'a-file');
		writeFileSync(file, 'in the way');
		await withEnvironment({XDG_CACHE_HOME: file, TMPDIR: file}, async () => {
			await expect(install(interpreter, io(`${file}.log`))).rejects.toMatchObject({exitCode: 3, details: {tryThis: expect.stringContaining('XDG_CACHE_HOME')}});
		});
	});

	test('the secret is made once for a workspace and is for its owner alone', async () => {
		const file = path.join(temporaryDirectory(), 'practice-cloud', 'secret');
		const secret = await workspaceSecret(file);
		expect(secret.length).toBeGreaterThanOrEqual(40);
		expect(await workspaceSecret(file)).toBe(secret);
		expect(statSync(file).mode % 0o1000).toBe(0o600);
	});
});

async function withEnvironment(variables: Readonly<Record<string, string>>, work: () => Promise<void>): Promise<void> {
	for (const [name, value] of Object.entries(variables)) {
		vi.stubEnv(name, value);
	}

	try {
		await work();
	} finally {
		vi.unstubAllEnvs();
	}
}
