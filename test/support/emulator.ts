import {spawn} from 'node:child_process';
import {randomBytes, randomUUID} from 'node:crypto';
import {once} from 'node:events';
import {closeSync, existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, readdirSync, rmSync, statSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {z} from 'zod';
import {runBin} from './bin.js';
import {freePort} from './port.js';
import {python} from './python.js';

export type Credentials = {readonly accessKeyId: string; readonly secretAccessKey: string};

/** What a client of AWS needs to know. */
export type Connection = {readonly endpoint: string; readonly region: string; readonly credentials: Credentials};

const evaluation = z.object({
	/** The access key id. */
	caller: z.string(),
	/** As IAM names it, e.g. `lambda:InvokeFunction`. */
	action: z.string(),
	resource: z.string(),
	allowed: z.boolean(),
});

export type Evaluation = z.infer<typeof evaluation>;

export type Emulator = Connection & {
	readonly account: string;
	/** Its working directory, which is gone after `stop`. */
	readonly directory: string;
	/** The root key of any account: the emulator has them all. */
	readonly credentialsOf: (account: string) => Credentials;
	/** Every decision about a request so far, oldest first. */
	readonly evaluations: () => readonly Evaluation[];
	/** Saves the state where one was asked for, and waits until the emulator is gone. */
	readonly stop: () => Promise<void>;
};

export type EmulatorOptions = {
	readonly account?: string;
	readonly region?: string;
	/** A directory that the state is read from at the start and written to at the end; without it nothing is kept. */
	readonly state?: string;
};

/**
Starts a MiniStack that stands in for AWS: it checks every signature, evaluates the policies of IAM users, answers to any Host, and has nothing of the wizard's own launcher.
Whoever starts it stops it: `onTestFinished(emulator.stop)`, or `return emulator.stop` in `beforeAll`. It ends with the test process at the latest.
*/
export async function startEmulator({account = '111122223333', region = 'eu-central-1', state}: EmulatorOptions = {}): Promise<Emulator> {
	const installation = await ministack();
	const scratch = mkdtempSync(path.join(os.tmpdir(), 'layer-wizard-emulator-'));
	mkdirSync(path.join(scratch, 'tmp'));
	const port = await freePort();
	const secretAccessKey = randomBytes(30).toString('base64url');
	const readyPath = `/_ready/${randomUUID()}`;
	const files = {log: path.join(scratch, 'log'), evaluations: path.join(scratch, 'evaluations.jsonl')};
	const log = openSync(files.log, 'w');
	const child = spawn(path.join(installation, 'bin', 'python'), [path.resolve('test/support/emulator.py')], {
		cwd: scratch,
		stdio: ['pipe', log, log],
		env: {
			PATH: process.env.PATH,
			READY_PATH: readyPath,
			EVALUATIONS: files.evaluations,
			GATEWAY_PORT: String(port),
			BIND_HOST: '127.0.0.1',
			LAMBDA_EXECUTOR: 'local',
			...(state && {PERSIST_STATE: '1', STATE_DIR: state, S3_PERSIST: '1', S3_DATA_DIR: path.join(state, 'objects')}),
			TMPDIR: path.join(scratch, 'tmp'),
			SERVICES: 'lambda,s3,cloudformation,iam,sts,logs,cloudwatch',
			AUTH: 'true',
			// A 12-digit access key is the account itself, with this secret for every account.
			AWS_ACCESS_KEY_ID: account,
			AWS_SECRET_ACCESS_KEY: secretAccessKey,
		},
	});
	closeSync(log);
	const ended = once(child, 'exit');
	const stop = async () => {
		child.stdin?.end();
		await ended;
		rmSync(scratch, {recursive: true, force: true});
	};

	const endpoint = `http://127.0.0.1:${port}`;
	while (!await fetch(endpoint + readyPath).then(response => response.ok, () => false)) {
		if (child.exitCode !== null) {
			throw new Error(`the emulator ended with ${child.exitCode}: ${readFileSync(files.log, 'utf8')}`);
		}
	}

	const credentialsOf = (accessKeyId: string) => ({accessKeyId, secretAccessKey});
	return {
		endpoint,
		region,
		account,
		directory: scratch,
		credentials: credentialsOf(account),
		credentialsOf,
		evaluations: () => readFileSync(files.evaluations, 'utf8').split('\n').filter(line => line !== '').map(line => evaluation.parse(JSON.parse(line))),
		stop,
	};
}

/** The directory of a MiniStack that runs on the machine's Python, as functions do there; the wizard installs it when the cache has none. */
async function ministack(): Promise<string> {
	const found = newest();
	if (found) {
		return found;
	}

	const directory = mkdtempSync(path.join(os.tmpdir(), 'layer-wizard-install-'));
	try {
		const {exitCode, stderr} = await runBin(['walk', '--yes', '--until', 'preflight'], {cwd: directory});
		const installed = newest();
		if (!installed) {
			throw new Error(`the practice cloud could not be installed (exit ${exitCode}): ${stderr}`);
		}

		return installed;
	} finally {
		rmSync(directory, {recursive: true, force: true});
	}
}

function newest(): string | undefined {
	const cache = path.join(process.env.XDG_CACHE_HOME ?? path.join(os.homedir(), '.cache'), 'layer-wizard');
	const version = python.runtime.replace('python', '');
	try {
		return readdirSync(cache)
			.filter(name => name.startsWith(`practice-cloud-${version}.`) && !name.includes('draft'))
			.map(name => path.join(cache, name))
			// One whose Python is gone cannot run.
			.filter(directory => existsSync(path.join(directory, 'bin', 'python')))
			.toSorted((one, other) => statSync(other).mtimeMs - statSync(one).mtimeMs)[0];
	} catch {
		// Nothing was ever cached on this machine.
		return undefined;
	}
}
