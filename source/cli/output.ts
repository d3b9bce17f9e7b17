import process from 'node:process';
import {codeOf} from '../disk/system-error.js';
import {messageOf, ReaderGone, ToolError, type WizardError} from '../engine/errors.js';

/** Why what was printed did not get out: the disk is full, or who read it has gone. */
export function outputFailure(error: unknown): WizardError {
	return codeOf(error) === 'EPIPE'
		? new ReaderGone()
		: new ToolError(`The output cannot be written: ${messageOf(error)}.`, {tryThis: 'Make room where it goes to, then run the same command again.', cause: error});
}

/**
Resolves when all that was printed so far is with the system.

@throws ToolError when it cannot be written; ReaderGone when nobody reads it.
*/
export async function outputWritten(): Promise<void> {
	await new Promise<void>((resolve, reject) => {
		process.stdout.write('', error => {
			if (error) {
				reject(outputFailure(error));
			} else {
				resolve();
			}
		});
	});
}
