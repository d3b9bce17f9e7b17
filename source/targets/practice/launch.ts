import {spawn, type ChildProcess} from 'node:child_process';
import {randomUUID} from 'node:crypto';
import {once} from 'node:events';
import {createServer} from 'node:net';
import path from 'node:path';
import {makeDirectory} from '../../disk/directory.js';
import {closeFile, openFileSync} from '../../disk/open.js';
import {readText} from '../../disk/read.js';
import {refuseStrangeBelow} from '../../disk/survey.js';
import {CloudError, ToolError, UsageError} from '../../engine/errors.js';
import {bareEnvironment} from '../../tools/environment.js';
import {signalGroup} from '../../tools/groups.js';
import {cureOf, diskReasonIn} from '../../tools/reasons.js';
import {lackOfRoom} from '../../tools/room.js';
import {ready} from './answering.js';
import type {Installation} from './install.js';
import {unsavedOf} from './unsaved.js';

export type Launch = {
	readonly installation: Installation;
	/** The workspace's folder for this cloud: state, secret and scratch. */
	readonly directory: string;
	readonly secret: string;
	readonly log: string;
	readonly signal: AbortSignal;
	/** Called when it ends though nobody stopped it, with what to tell of that. */
	readonly onLost?: ((reason: CloudError) => void) | undefined;
	/** Called when it was stopped and did not keep all that it held, with what to tell of that. */
	readonly onUnsaved?: (message: string) => void;
	/** Picks the port to try next. */
	readonly pickPort?: () => Promise<number>;
};

export type Running = {readonly endpoint: string; readonly stop: () => Promise<void>};

/** The practice cloud's account; MiniStack takes a 12-digit access key for the account itself. */
export const practiceAccount = '000000000000';

const portAttempts = 5;
/** At most until it has saved its state and ended, in milliseconds: seconds at most, unless the disk is slow. */
const stoppedWithin = 30_000;

/**
Starts MiniStack on a free loopback port and waits until it answers.

@throws ToolError when it does not start; UsageError when one runs for this workspace already.
*/
export async function launch(options: Launch): Promise<Running> {
	const pickPort = options.pickPort ?? freePort;
	for (let attempt = 1; ; attempt++) {
		const port = await pickPort();
		const running = await launchAt(port, options);
		if (running) {
			return running;
		}

		if (attempt === portAttempts) {
			throw new ToolError(`The practice cloud found no free port in ${portAttempts} tries.`, {log: options.log});
		}
	}
}

/** Undefined when the port was taken by someone else in the meantime. */
async function launchAt(port: number, {installation, directory, secret, log, signal, onLost, onUnsaved}: Launch): Promise<Running | undefined> {
	const state = path.join(directory, 'state');
	await makeDirectory(state, 0o700);
	await refuseStrangeBelow(state, {root: state, signal});
	await makeDirectory(path.dirname(log));
	const readyPath = `/_ready/${randomUUID()}`;
	const output = openFileSync(log, 'overwrite');
	const child = spawn(installation.python, [installation.launcher], {
		cwd: directory,
		// A group of its own: Ctrl-C in the terminal must not end the cloud before the wizard has let it save its state.
		detached: true,
		stdio: ['pipe', output, output],
		// Functions inherit it; on AWS they see nothing of the person's machine either.
		env: bareEnvironment({
			READY_PATH: readyPath,
			GATEWAY_PORT: String(port),
			BIND_HOST: '127.0.0.1',
			LAMBDA_EXECUTOR: 'local',
			PERSIST_STATE: '1',
			STATE_DIR: state,
			TMPDIR: path.join(directory, 'scratch'),
			SERVICES: 'lambda,s3,cloudformation,iam,sts,logs,cloudwatch',
			AUTH: 'true',
			AWS_ACCESS_KEY_ID: practiceAccount,
			AWS_SECRET_ACCESS_KEY: secret,
		}),
	});
	closeFile(output);
	const ended = exitOf(child);
	let isStopped = false;
	const kill = () => {
		if (child.pid !== undefined) {
			signalGroup(child.pid, 'SIGKILL');
		}
	};

	const stop = async () => {
		isStopped = true;
		child.stdin?.end();
		const last = setTimeout(kill, stoppedWithin);
		await ended;
		clearTimeout(last);
	};

	const endpoint = `http://127.0.0.1:${port}`;
	const over = new AbortController();
	void ended.then(() => {
		over.abort();
	});
	const outcome = await ready(endpoint + readyPath, AbortSignal.any([signal, over.signal]));
	if (outcome === 'ready') {
		void ended.then(() => {
			if (!isStopped) {
				// The processes that ran functions would notice its end only at the next call.
				kill();
				onLost?.(lost(child, log));
			}
		});
		return {
			endpoint,
			async stop() {
				// Of one that ended by itself it is told already that it is lost.
				const isRunning = child.exitCode === null && child.signalCode === null;
				await stop();
				const unsaved = isRunning ? await unsavedOf(child, state, log) : undefined;
				if (unsaved) {
					onUnsaved?.(unsaved);
				}
			},
		};
	}

	await stop();
	signal.throwIfAborted();
	const printed = await readText(log);
	if (printed.includes('Another practice cloud runs')) {
		throw new UsageError('The practice cloud of this workspace is in use by another layer-wizard: a shell or a walkthrough.', {
			tryThis: 'Leave that one first, e.g. with exit.',
		});
	}

	if (printed.includes('already in use')) {
		return undefined;
	}

	const lines = printed.trimEnd().split('\n');
	const reason = await lackOfRoom(directory) ?? diskReasonIn(lines);
	throw new ToolError(reason === undefined ? 'The practice cloud did not start.' : `The practice cloud did not start: ${reason}.`, {
		tail: lines.slice(-20),
		log,
		tryThis: cureOf(reason ?? '') ?? `Read ${log}; if the installation is damaged, remove ${installation.directory} and start again.`,
	});
}

function lost({signalCode, exitCode}: ChildProcess, log: string): CloudError {
	return new CloudError(`The practice cloud ended unexpectedly (${signalCode === null ? `exit code ${exitCode}` : `signal ${signalCode}`}).`, {
		tryThis: `Run the same command again: it starts the cloud again, and does again what that has lost. What the cloud printed is in ${log}.`,
		log,
	});
}

async function exitOf(child: ChildProcess): Promise<'ended'> {
	// A missing executable gives `error`, anything else `exit`.
	await Promise.race([once(child, 'exit'), once(child, 'error')]).catch(() => undefined);
	return 'ended';
}

async function freePort(): Promise<number> {
	const server = createServer();
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const address = server.address();
	server.close();
	await once(server, 'close');
	return typeof address === 'object' && address ? address.port : 0;
}
