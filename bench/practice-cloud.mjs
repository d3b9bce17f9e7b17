// A practice cloud like the wizard's own, for the run by hand: the same installation with the same settings (see source/targets/practice/).
import {spawn} from 'node:child_process';
import {randomUUID} from 'node:crypto';
import {once} from 'node:events';
import {closeSync, openSync} from 'node:fs';
import {access, mkdir, readFile, readdir, stat} from 'node:fs/promises';
import {createServer} from 'node:net';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {setTimeout as delay} from 'node:timers/promises';

/** Between two looks whether the cloud answers, at most until it does, and at most until it has stopped, in milliseconds. */
const readyPoll = 25;
const readyWithin = 30_000;
const stoppedWithin = 10_000;

/** Where the wizard keeps what all workspaces share. */
export function cacheFolder() {
	const base = process.env.XDG_CACHE_HOME;
	return path.join(base && path.isAbsolute(base) ? base : path.join(os.homedir(), '.cache'), 'layer-wizard');
}

/**
The folder of the newest practice cloud for a runtime, e.g. `python3.11`.

@throws Error when the wizard has not installed one.
*/
export async function findInstallation(runtime) {
	const cache = cacheFolder();
	const prefix = `practice-cloud-${runtime.replace('python', '')}.`;
	const names = await readdir(cache);
	const found = [];
	for (const name of names.filter(each => each.startsWith(prefix) && !each.includes('.draft-'))) {
		const directory = path.join(cache, name);
		try {
			await Promise.all(['launcher.py', path.join('bin', 'python')].map(async file => access(path.join(directory, file))));
			const {mtimeMs} = await stat(directory);
			found.push({directory, mtimeMs});
		} catch {
			// Not whole, or removed in the meantime.
		}
	}

	const [newest] = found.toSorted((a, b) => b.mtimeMs - a.mtimeMs);
	if (!newest) {
		throw new Error(`There is no practice cloud for ${runtime} in ${cache}.`);
	}

	return newest.directory;
}

/**
Starts a practice cloud that keeps everything in a new directory, and waits until it answers.

@returns The variables that name it, and `stop`, which waits for its end.
@throws Error with what it printed when it does not start.
*/
export async function startPracticeCloud({installation, directory, env, signal}) {
	const port = await freePort();
	const endpoint = `http://127.0.0.1:${port}`;
	const readyPath = `/_ready/${randomUUID()}`;
	const credentials = {AWS_ACCESS_KEY_ID: '000000000000', AWS_SECRET_ACCESS_KEY: randomUUID()};
	const log = path.join(directory, 'log');
	await mkdir(path.join(directory, 'state'), {recursive: true});
	const output = openSync(log, 'w');
	const child = spawn(path.join(installation, 'bin', 'python'), [path.join(installation, 'launcher.py')], {
		cwd: directory,
		detached: true,
		stdio: ['pipe', output, output],
		env: {
			...env,
			...credentials,
			READY_PATH: readyPath,
			GATEWAY_PORT: String(port),
			BIND_HOST: '127.0.0.1',
			LAMBDA_EXECUTOR: 'local',
			PERSIST_STATE: '1',
			STATE_DIR: path.join(directory, 'state'),
			TMPDIR: path.join(directory, 'scratch'),
			SERVICES: 'lambda,s3,cloudformation,iam,sts,logs,cloudwatch',
			AUTH: 'true',
		},
	});
	closeSync(output);
	const ended = once(child, 'exit');
	const stop = async () => {
		child.stdin.end();
		const last = setTimeout(() => child.kill('SIGKILL'), stoppedWithin);
		await ended;
		clearTimeout(last);
	};

	if (await Promise.race([answers(endpoint + readyPath, signal), ended.then(() => false)])) {
		return {
			variables: {
				...credentials,
				AWS_ENDPOINT_URL: endpoint,
				AWS_REGION: 'us-east-1',
				AWS_CONFIG_FILE: '/dev/null',
				AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
				AWS_EC2_METADATA_DISABLED: 'true',
			},
			stop,
		};
	}

	await stop();
	signal.throwIfAborted();
	throw new Error(`The practice cloud did not start:\n${await readFile(log, 'utf8')}`);
}

async function answers(url, signal) {
	const deadline = Date.now() + readyWithin;
	while (Date.now() < deadline && !signal.aborted) {
		if (await fetch(url).then(response => response.ok, () => false)) {
			return true;
		}

		await delay(readyPoll);
	}

	return false;
}

async function freePort() {
	const server = createServer().listen(0, '127.0.0.1');
	await once(server, 'listening');
	const {port} = server.address();
	server.close();
	await once(server, 'close');
	return port;
}
