import {randomUUID} from 'node:crypto';
import {open, unlink, type FileHandle} from 'node:fs/promises';

/**
Opens a new file that has no name, for appending and reading. The system frees it when it is closed, so nothing is left behind, however the program ends.

@param near The file in whose directory there is room.
@throws the file system's error.
*/
export async function openNameless(near: string): Promise<FileHandle> {
	const file = `${near}.${randomUUID()}`;
	const handle = await open(file, 'ax+', 0o600);
	await unlink(file);
	return handle;
}
