import type {ChildProcess} from 'node:child_process';
import {readText} from '../../disk/read.js';
import {cureOf, diskReasonIn} from '../../tools/reasons.js';
import {lackOfRoom} from '../../tools/room.js';

/** The launcher's exit code when not all of its state could be saved; see launcher.py. */
const unsavedCode = 74;

/**
What to tell of a stopped practice cloud that did not keep all that it held; undefined when it did.

@param state The folder that it saves to.
@param log What it printed.
*/
export async function unsavedOf({exitCode, signalCode}: Pick<ChildProcess, 'exitCode' | 'signalCode'>, state: string, log: string): Promise<string | undefined> {
	if (exitCode !== unsavedCode && signalCode === null) {
		return undefined;
	}

	const printed = await readText(log).catch(() => '');
	const reason = signalCode === null ? await lackOfRoom(state) ?? diskReasonIn(printed.split('\n')) : `it was ended by ${signalCode} before it had`;
	const cure = cureOf(reason ?? '') ?? 'Run the same command again: it deploys again what is missing.';
	return `The practice cloud could not save all that it holds in ${state}: ${reason ?? `${log} says why`}. ${cure}`;
}
