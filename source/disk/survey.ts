import {readdir} from 'node:fs/promises';
import path from 'node:path';
import {PathRefused, realPath} from './path.js';
import {isThere} from './look.js';

type Survey = {
	/** A real path: links may lead anywhere below it. */
	readonly root: string;
	/** Links that may lead anywhere. */
	readonly isAllowed?: (file: string) => boolean;
	readonly signal: AbortSignal;
};

/**
Refuses links that lead out, pipes, sockets and devices anywhere below a folder. Call it before a program that follows links writes there.

@throws PathRefused with the first of them; the signal's reason.
*/
export async function refuseStrangeBelow(folder: string, survey: Survey): Promise<void> {
	const {root, isAllowed = () => false, signal} = survey;
	signal.throwIfAborted();
	for (const entry of isThere(folder) ? await readdir(folder, {withFileTypes: true}) : []) {
		const file = path.join(folder, entry.name);
		if (entry.isDirectory()) {
			await refuseStrangeBelow(file, survey);
		} else if (entry.isSymbolicLink()) {
			if (!isAllowed(file) && !realPath(file).startsWith(root + path.sep)) {
				throw new PathRefused(file, 'is a link that leads out of the workspace');
			}
		} else if (!entry.isFile()) {
			throw new PathRefused(file, 'is neither a file nor a directory');
		}
	}
}
