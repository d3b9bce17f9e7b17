import {spawn, type ChildProcess} from 'node:child_process';
import {constants} from 'node:os';
import {Interrupted, ToolError} from '../engine/errors.js';
import type {Variables} from './environment.js';
import {signalGroup} from './process.js';

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

/** Time between asking to end and ending, in milliseconds. */
const grace = 2000;

/**
Runs a program that a person or a script talks to directly: it has the wizard's own input and output.
On abort its process group gets SIGHUP, as from a terminal that is closed, and after 2 s SIGKILL.

@returns Its exit code; 128 and the signal's number when a signal ended it, as shells count.
@throws Interrupted when the signal was aborted; ToolError when it cannot be started.
*/
export async function interact({file, arguments: argv, cwd, env, missing, hasTerminal, signal}: Interaction): Promise<number> {
	if (signal.aborted) {
		throw new Interrupted();
	}

	// In a terminal a shell makes its own process group and takes the terminal for it; in a session of its own it could not.
	const child = spawn(file, argv, {cwd, env, stdio: 'inherit', detached: !hasTerminal});
	const end = () => {
		hangUp(child);
	};

	signal.addEventListener('abort', end, {once: true});
	try {
		const code = await exitOf(child, missing);
		if (signal.aborted) {
			throw new Interrupted();
		}

		return code;
	} finally {
		signal.removeEventListener('abort', end);
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

function hangUp(child: ChildProcess): void {
	const send = (name: NodeJS.Signals) => {
		signalGroup(child, name);
		// A program that made no group of its own.
		child.kill(name);
	};

	send('SIGHUP');
	const last = setTimeout(() => {
		send('SIGKILL');
	}, grace);
	child.once('exit', () => {
		clearTimeout(last);
	});
}
