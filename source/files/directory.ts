import {mkdir, stat} from 'node:fs/promises';
import path from 'node:path';
import {codeOf} from '../engine/errors.js';

/**
Makes a directory and those above it; one that is there is fine. Node's own recursive mkdir never ends where the system
answers that a directory which is there is not, as below /proc.

@throws the file system's error.
*/
export async function makeDirectory(directory: string, mode = 0o777): Promise<void> {
	const isThere = await stat(directory).then(found => found.isDirectory(), () => false);
	if (isThere) {
		return;
	}

	const parent = path.dirname(directory);
	if (parent !== directory) {
		await makeDirectory(parent, mode);
	}

	await mkdir(directory, {mode}).catch((error: unknown) => {
		// Somebody else may have made it meanwhile.
		if (codeOf(error) !== 'EEXIST') {
			throw error;
		}
	});
}
