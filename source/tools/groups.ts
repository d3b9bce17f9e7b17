import {randomUUID} from 'node:crypto';
import process from 'node:process';
import {setTimeout as delay} from 'node:timers/promises';
import {codeOf} from '../disk/system-error.js';

/** Who is told of each program that begins and ends, by the id of the process that leads its group. */
export type Watch = {
	/** @param ending The signal that asks it to end. */
	readonly began: (pid: number, ending: NodeJS.Signals) => void;
	readonly ended: (pid: number) => void;
};

/** Time between asking a process group to end and ending it, in milliseconds. */
const grace = 2000;
/** Between two looks whether it is gone, in milliseconds. */
const poll = 20;

/** In the environment of every tool, and so of all that it starts: whose they are. */
export const mark = {name: 'LAYER_WIZARD_RUN', value: randomUUID()} as const;

/** The programs that run now, and how each is asked to end. */
const running = new Map<number, NodeJS.Signals>();
let watch: Watch | undefined;

/** From now on this one is told, of those that run already too; of nobody's when undefined. */
export function watchGroups(next: Watch | undefined): void {
	watch = next;
	for (const [pid, ending] of running) {
		watch?.began(pid, ending);
	}
}

/** Call as soon as a program was started; one that could not be has no id. */
export function began(pid: number | undefined, ending: NodeJS.Signals): void {
	if (pid !== undefined) {
		running.set(pid, ending);
		watch?.began(pid, ending);
	}
}

/** Call when it has ended, and when its group was ended. */
export function ended(pid: number | undefined): void {
	if (pid !== undefined && running.delete(pid)) {
		watch?.ended(pid);
	}
}

/** Ends every program that runs now, and does not wait for it. */
export function endAllNow(): void {
	for (const pid of running.keys()) {
		signalGroup(pid, 'SIGKILL');
	}
}

/** Asks a program's whole process group to end, after 2 s ends it, and resolves when nothing of it is left to ask. */
export async function endGroup(pid: number | undefined): Promise<void> {
	const ending = pid === undefined ? undefined : running.get(pid);
	if (pid === undefined || !ending) {
		return;
	}

	signalGroup(pid, ending);
	const deadline = performance.now() + grace;
	while (signalGroup(pid, 0)) {
		if (performance.now() > deadline) {
			signalGroup(pid, 'SIGKILL');
			return;
		}

		await delay(poll);
	}
}

/** Sends a signal to the process group that a process leads, or to a process that leads none; false when both are gone. */
export function signalGroup(pid: number, signal: NodeJS.Signals | 0): boolean {
	return [-pid, pid].some(target => {
		try {
			return process.kill(target, signal);
		} catch (error) {
			// What has ended and was not yet noticed counts as another's on some systems.
			if (codeOf(error) !== 'ESRCH' && codeOf(error) !== 'EPERM') {
				throw error;
			}

			return false;
		}
	});
}
