import {Buffer} from 'node:buffer';
import path from 'node:path';
import {Readable} from 'node:stream';
import {execa} from 'execa';
import {stopReason, ToolError} from '../engine/errors.js';
import type {Variables} from './environment.js';
import {began, ended, endGroup, mark} from './groups.js';
import {LogFile} from './log-file.js';
import {readOutput} from './read-output.js';
import {redacted} from './redactor.js';

export type Execution = {
	readonly file: string;
	readonly arguments: readonly string[];
	readonly cwd: string;
	/** The whole environment of the child but the mark of this run; nothing is inherited besides. */
	readonly env: Variables;
	/** Appended with all that the child prints; its directory is there. */
	readonly log?: string;
	readonly onLine?: (stream: 'stdout' | 'stderr', line: string) => void;
	/** True to keep standard output for the caller, up to 16 MiB, without the last line end. */
	readonly collect?: boolean;
	/** Kept out of the lines, the log, and what is collected, longest first, as are names and passwords in addresses; when absent nothing is. */
	readonly secrets?: readonly string[];
	readonly signal?: AbortSignal;
};

export type Outcome = {
	/** Undefined when the program could not be started or was ended by a signal. */
	readonly exitCode: number | undefined;
	/** Empty unless it was to be collected. */
	readonly stdout: string;
	/** The last lines of both streams. */
	readonly tail: readonly string[];
	/** The system's word when the program could not be started, e.g. ENOENT. */
	readonly startError: string | undefined;
};

const tailLines = 60;
const stdoutBytes = 16 * 1024 * 1024;

/**
Runs a program in a process group of its own and waits for it; never throws for an exit code.
A program may print any amount: it is read no faster than the log is written, and on return all of it is in the log.
On abort the whole group gets SIGTERM, after 2 s SIGKILL: execa's own cancellation leaves grandchildren behind. It is waited for the
group and not only for the program, because what a program has started may take longer to end, or not want to.

@throws the signal's reason when it was aborted; ToolError when the log cannot be written, or when more is to be collected than can be.
*/
export async function execute(execution: Execution): Promise<Outcome> {
	const {file, cwd, env, onLine, collect = false, secrets, signal} = execution;
	if (signal?.aborted) {
		throw stopReason(signal);
	}

	const log = execution.log === undefined ? undefined : await LogFile.open(execution.log);
	// eslint-disable-next-line @typescript-eslint/no-unsafe-type-assertion -- Any descriptor is passed on; execa's types name only some.
	const stdout = log?.spool.descriptor as 3 | undefined ?? 'pipe';
	const child = execa(file, execution.arguments, {cwd, env: {...env, [mark.name]: mark.value}, extendEnv: false, detached: true, reject: false, buffer: false, stdin: 'ignore', stdout});
	began(child.pid, 'SIGTERM');
	let ending: Promise<void> | undefined;
	const end = () => {
		ending ??= endGroup(child.pid);
	};

	signal?.addEventListener('abort', end, {once: true});
	log?.onFailure(end);
	if (signal?.aborted) {
		end();
	}

	const tail: string[] = [];
	const collected: Uint8Array[] = [];
	let room = stdoutBytes;
	const streams = log
		? {stdout: log.spool.read(child), stderr: log.spool.before(child.stderr)}
		: {stdout: child.stdout ?? Readable.from([]), stderr: child.stderr};
	const reading = Promise.all((['stdout', 'stderr'] as const).map(async from => readOutput(secrets ? redacted(streams[from], secrets) : streams[from], {
		onBytes(chunk) {
			if (collect && from === 'stdout') {
				room -= chunk.length;
				if (room < 0) {
					throw new ToolError(`${path.basename(file)} printed more than ${stdoutBytes} bytes.`);
				}

				collected.push(chunk);
			}

			return log?.write(chunk);
		},
		onLine(line) {
			tail.push(line);
			if (tail.length === 2 * tailLines) {
				tail.splice(0, tailLines);
			}

			onLine?.(from, line);
		},
	})));
	reading.catch(end);

	const result = await child;
	await ending;
	ended(child.pid);
	// Each in its turn, whatever became of the one before: at the end nothing may still be running.
	await Promise.allSettled([reading]);
	const closed = log?.close();
	await Promise.allSettled([closed]);
	signal?.removeEventListener('abort', end);
	if (signal?.aborted) {
		throw stopReason(signal);
	}

	await reading;
	await closed;
	return {
		exitCode: result.exitCode,
		stdout: Buffer.concat(collected).toString().replace(/\r?\n$/v, ''),
		tail: tail.slice(-tailLines),
		startError: result.exitCode === undefined && !result.signal ? result.code : undefined,
	};
}
