import {spawn, type ChildProcess} from 'node:child_process';
import {constants} from 'node:os';
import {stopReason, ToolError} from '../engine/errors.js';
import type {Variables} from './environment.js';
import {began, ended, endGroup} from './groups.js';

export type Interaction = {
	readonly file: string;
	readonly arguments: readonly string[];
	readonly cwd: string;
	/** The whole environment of the child; nothing is inherited besides. */
	readonly env: Variables;
	/** What to do when it cannot be started. */
	readonly missing: string;
	/** True when it gets the terminal: its keys and its job control. */
	readonly hasTerminal: boolean;
	readonly signal: AbortSignal;
};

/**
Runs a program that a person or a script talks to directly: it has the wizard's own input and output.
On abort its process group gets SIGHUP, as from a terminal that is closed, and after 2 s SIGKILL.

@returns Its exit code; 128 and the signal's number when a signal ended it, as shells count.
@throws the signal's reason when it was aborted; ToolError when it cannot be started.
*/
export async function interact({file, arguments: argv, cwd, env, missing, hasTerminal, signal}: Interaction): Promise<number> {
	if (signal.aborted) {
		throw stopReason(signal);
	}

	// In a terminal a shell makes its own process group and takes the terminal for it; in a session of its own it could not.
	const child = spawn(file, argv, {cwd, env, stdio: 'inherit', detached: !hasTerminal});
	began(child.pid, 'SIGHUP');
	let ending: Promise<void> | undefined;
	const end = () => {
		ending ??= endGroup(child.pid);
	};

	signal.addEventListener('abort', end, {once: true});
	try {
		const code = await exitOf(child, missing);
		await ending;
		if (signal.aborted) {
			throw stopReason(signal);
		}

		return code;
	} finally {
		signal.removeEventListener('abort', end);
		ended(child.pid);
	}
}

async function exitOf(child: ChildProcess, missing: string): Promise<number> {
	return new Promise((resolve, reject) => {
		child.once('error', error => {
			reject(new ToolError(`${child.spawnfile} cannot be started: ${error.message}.`, {tryThis: missing, cause: error}));
		});
		child.once('exit', (code, name) => {
			resolve(code ?? 128 + constants.signals[name ?? 'SIGKILL']);
		});
	});
}
