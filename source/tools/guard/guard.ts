import {spawn} from 'node:child_process';
import {once} from 'node:events';
import process from 'node:process';
import {createInterface} from 'node:readline';
import type {Readable} from 'node:stream';
import {text} from 'node:stream/consumers';
import * as z from 'zod';
import {bareEnvironment} from '../environment.js';
import {mark, watchGroups} from '../groups.js';
import program from './guard.py';

const holder = z.object({pid: z.number(), since: z.string()});

/** Who holds a lock, and since when (ISO 8601). */
export type Holder = z.infer<typeof holder>;

const answer = z.object({
	held: z.boolean(),
	holder: holder.optional(),
	/** The system's word for why the file cannot be locked. */
	failed: z.string().optional(),
});

/** Why a lock was not taken; neither is known of one who works on a full disk. */
export type Refusal = Pick<z.infer<typeof answer>, 'holder' | 'failed'>;

export type Guard = {
	/** Gives the lock back once all that this process started has ended. */
	readonly release: () => Promise<void>;
};

export type Guarding = {
	/** The lock file; its directory is there. */
	readonly lock: string;
	/** The interpreter that runs the guard. */
	readonly python: string;
	/** Called when the guard ends although it was not released. */
	readonly onLost: () => void;
};

/**
Takes a lock for this process, which the system gives back however the process ends, and has its children watched: when it
dies they are ended, and only then somebody else gets the lock. One whose holder has just died is waited for, about 6 s at most.

@returns The guard that has the lock, or why there is none.
*/
export async function guard({lock, python, onLost}: Guarding): Promise<Guard | Refusal> {
	const child = spawn(python, ['-I', '-S', '-B', '-c', program, lock, String(process.pid), `${mark.name}=${mark.value}`], {
		// Nothing of the workspace's may be in use when it is removed.
		cwd: '/',
		// A session of its own: what the terminal sends when it closes is not for it.
		detached: true,
		env: bareEnvironment({}),
		stdio: ['pipe', 'pipe', 'pipe'],
	});
	child.stdin.on('error', () => {
		// It has ended, and `gone` says so.
	});
	const gone = once(child, 'exit').catch(() => undefined);
	const complaint = text(child.stderr);
	const line = await firstLine(child.stdout);
	if (line === undefined) {
		const printed = await complaint;
		return {failed: printed.trim().split('\n').at(-1) ?? ''};
	}

	const {held, ...refusal} = answer.parse(JSON.parse(line));
	if (!held) {
		await gone;
		return refusal;
	}

	let isReleased = false;
	watchGroups({
		began(pid, ending) {
			child.stdin.write(`began ${pid} ${ending}\n`);
		},
		ended(pid) {
			child.stdin.write(`ended ${pid}\n`);
		},
	});
	void gone.then(() => {
		watchGroups(undefined);
		if (!isReleased) {
			onLost();
		}
	});
	return {
		async release() {
			isReleased = true;
			child.stdin.end();
			await gone;
		},
	};
}

async function firstLine(input: Readable): Promise<string | undefined> {
	const lines: AsyncIterator<string, undefined> = createInterface({input})[Symbol.asyncIterator]();
	const {value} = await lines.next();
	return value;
}
