import {randomUUID} from 'node:crypto';
import {open, unlink, type FileHandle} from 'node:fs/promises';
import {refuseLinksOnTheWay} from './path.js';

/**
Opens a new file that has no name, for appending and reading. The system frees it when it is closed, so nothing is left behind, however the program ends.

@param near The file in whose directory there is room.
@throws PathRefused for a link on the way; the file system's error.
*/
export async function openNameless(near: string): Promise<FileHandle> {
	refuseLinksOnTheWay(near);
	const file = `${near}.${randomUUID()}`;
	const handle = await open(file, 'ax+', 0o600);
	await unlink(file);
	return handle;
}
