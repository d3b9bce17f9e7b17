import process from 'node:process';
import {codeOf, messageOf, ToolError} from '../engine/errors.js';

/** Why what was printed did not get out, e.g. because the disk is full; undefined for a reader that has gone, as `head` does. */
export function outputFailure(error: unknown): ToolError | undefined {
	return codeOf(error) === 'EPIPE'
		? undefined
		: new ToolError(`The output cannot be written: ${messageOf(error)}.`, {tryThis: 'Make room where it goes to, then run the same command again.', cause: error});
}

/**
Resolves when all that was printed so far is with the system.

@throws ToolError when it cannot be written.
*/
export async function outputWritten(): Promise<void> {
	await new Promise<void>((resolve, reject) => {
		process.stdout.write('', error => {
			const failure = error ? outputFailure(error) : undefined;
			if (failure) {
				reject(failure);
			} else {
				resolve();
			}
		});
	});
}
