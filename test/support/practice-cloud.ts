import {spawn} from 'node:child_process';
import {randomUUID} from 'node:crypto';
import {once} from 'node:events';
import {existsSync, readFileSync, readdirSync, statSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {onTestFinished} from 'vitest';
import {freePort} from './port.js';

export type TestCloud = {
	readonly endpoint: string;
	readonly port: number;
	readonly secret: string;
	/** Ends the wizard's side of the pipe and waits until the cloud is gone. */
	readonly stop: () => Promise<void>;
};

/** The newest installation of the practice cloud in the cache: the one that the last run of the bin used or made. */
export function newestInstallation(cache = process.env.XDG_CACHE_HOME ?? path.join(os.homedir(), '.cache')): string {
	const root = path.join(cache, 'layer-wizard');
	const [newest] = readdirSync(root)
		.filter(name => name.startsWith('practice-cloud-') && !name.includes('draft'))
		.map(name => path.join(root, name))
		// One whose Python is gone cannot run.
		.filter(directory => existsSync(path.join(directory, 'bin', 'python')))
		.toSorted((one, other) => statSync(other).mtimeMs - statSync(one).mtimeMs);
	if (!newest) {
		throw new Error(`no practice cloud in ${root}`);
	}

	return newest;
}

/** Starts a finished workspace's practice cloud again, independently of the code under test, with what the workspace keeps. */
export async function startWorkspaceCloud(workspace: string, installation = newestInstallation()): Promise<TestCloud> {
	const directory = path.join(workspace, '.layer-wizard', 'practice-cloud');
	const secret = readFileSync(path.join(directory, 'secret'), 'utf8');
	const port = await freePort();
	const readyPath = `/_ready/${randomUUID()}`;
	const child = spawn(path.join(installation, 'bin', 'python'), [path.join(installation, 'launcher.py')], {
		cwd: directory,
		stdio: ['pipe', 'ignore', 'ignore'],
		env: {
			PATH: process.env.PATH,
			READY_PATH: readyPath,
			GATEWAY_PORT: String(port),
			BIND_HOST: '127.0.0.1',
			LAMBDA_EXECUTOR: 'local',
			PERSIST_STATE: '1',
			STATE_DIR: path.join(directory, 'state'),
			TMPDIR: path.join(directory, 'scratch'),
			SERVICES: 'lambda,s3,cloudformation,iam,sts,logs,cloudwatch',
			AUTH: 'true',
			AWS_ACCESS_KEY_ID: '000000000000',
			AWS_SECRET_ACCESS_KEY: secret,
		},
	});
	const ended = once(child, 'exit');
	const stop = async () => {
		child.stdin.end();
		await ended;
	};

	onTestFinished(stop);
	const endpoint = `http://127.0.0.1:${port}`;
	for (;;) {
		const isReady = await fetch(endpoint + readyPath).then(response => response.ok, () => false);
		if (isReady) {
			return {endpoint, port, secret, stop};
		}

		if (child.exitCode !== null) {
			throw new Error(`the practice cloud ended with ${child.exitCode}`);
		}
	}
}
