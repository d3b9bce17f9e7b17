import {closeSync, fsyncSync, mkdirSync, openSync} from 'node:fs';
import {mkdir} from 'node:fs/promises';
import path from 'node:path';
import {kindOf, refuseLinksOnTheWay, refuseUnless} from './path.js';
import {codeOf} from './system-error.js';

/**
Makes a directory and those above it; one that is there is fine. Node's own recursive mkdir follows links, and never ends where
the system answers that a directory which is there is not, as below /proc.

@param mode Of the new ones; the process's umask takes its part.
@throws PathRefused for a link or a file on the way; the file system's error.
*/
export async function makeDirectory(directory: string, mode = 0o777): Promise<void> {
	const parent = path.dirname(directory);
	if (parent !== directory) {
		await makeDirectory(parent, mode);
	}

	const found = kindOf(directory);
	refuseUnless('directory', directory, found);
	if (found === undefined) {
		await mkdir(directory, {mode}).catch((error: unknown) => {
			// Another process may have made it meanwhile.
			if (codeOf(error) !== 'EEXIST') {
				throw error;
			}

			refuseUnless('directory', directory);
		});
	}
}

/** Makes one directory, at once; one that is there is fine. Throws as `makeDirectory`. */
export function makeDirectorySync(directory: string, mode: number): void {
	refuseLinksOnTheWay(directory);
	const found = kindOf(directory);
	refuseUnless('directory', directory, found);
	if (found === undefined) {
		mkdirSync(directory, {mode});
	}
}

/** Waits until the disk has a directory's names. */
export function syncDirectory(directory: string): void {
	const descriptor = openSync(directory, 'r');
	fsyncSync(descriptor);
	closeSync(descriptor);
}
