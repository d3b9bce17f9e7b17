import {createWriteStream} from 'node:fs';
import process from 'node:process';
import {createInterface} from 'node:readline';
import {execa} from 'execa';
import {codeOf, Interrupted} from '../engine/errors.js';
import type {Variables} from './environment.js';

export type Execution = {
	readonly file: string;
	readonly arguments: readonly string[];
	readonly cwd: string;
	/** The whole environment of the child; nothing is inherited besides. */
	readonly env: Variables;
	/** Appended with all that the child prints. */
	readonly log?: string;
	readonly onLine?: (stream: 'stdout' | 'stderr', line: string) => void;
	/** True to keep standard output for the caller, up to 16 MiB. */
	readonly collect?: boolean;
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
/** Time between asking a process group to end and ending it, in milliseconds. */
const grace = 2000;
const stdoutBytes = 16 * 1024 * 1024;

/**
Runs a program in a process group of its own and waits for it; never throws for an exit code.
On abort the whole group gets SIGTERM, after 2 s SIGKILL: execa's own cancellation leaves grandchildren behind.

@throws Interrupted when the signal was aborted.
*/
export async function execute(execution: Execution): Promise<Outcome> {
	const {file, cwd, env, log, onLine, collect = false, signal} = execution;
	if (signal?.aborted) {
		throw new Interrupted();
	}

	const child = execa(file, execution.arguments, {
		cwd,
		env,
		extendEnv: false,
		detached: true,
		reject: false,
		buffer: {stdout: collect, stderr: false},
		maxBuffer: stdoutBytes,
		stdin: 'ignore',
	});
	const end = () => {
		endGroup(child, child);
	};

	signal?.addEventListener('abort', end, {once: true});
	const tail: string[] = [];
	const written = log ? createWriteStream(log, {flags: 'a', mode: 0o600}) : undefined;
	const read = (['stdout', 'stderr'] as const).map(async from => {
		if (written) {
			child[from].pipe(written, {end: false});
		}

		for await (const line of createInterface({input: child[from], crlfDelay: Infinity})) {
			tail.push(line);
			if (tail.length > tailLines) {
				tail.shift();
			}

			onLine?.(from, line);
		}
	});

	const [result] = await Promise.all([child, ...read]);
	written?.end();
	signal?.removeEventListener('abort', end);
	if (signal?.aborted) {
		throw new Interrupted();
	}

	return {
		exitCode: result.exitCode,
		stdout: collect ? String(result.stdout) : '',
		tail,
		startError: result.exitCode === undefined && !result.signal ? result.code : undefined,
	};
}

function endGroup(child: {readonly pid?: number | undefined}, ended: Promise<unknown>): void {
	signalGroup(child, 'SIGTERM');
	const last = setTimeout(() => {
		signalGroup(child, 'SIGKILL');
	}, grace);
	void ended.finally(() => {
		clearTimeout(last);
	});
}

/** Sends a signal to the process group that a child leads; one that never started or is gone already is fine. */
export function signalGroup({pid}: {readonly pid?: number | undefined}, signal: NodeJS.Signals): void {
	if (pid === undefined) {
		return;
	}

	try {
		process.kill(-pid, signal);
	} catch (error) {
		if (codeOf(error) !== 'ESRCH') {
			throw error;
		}
	}
}
