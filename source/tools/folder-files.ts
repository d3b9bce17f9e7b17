import path from 'node:path';
import {openFile} from '../disk/open.js';
import {eachEntry, lookAt} from '../disk/look.js';
import type {ArchiveEntry} from './archive.js';
import {ListingJudge} from './listing-bounds.js';
import {pieces} from './pieces.js';

/** A file below a directory as it was judged. */
export type FolderFile = ArchiveEntry & {readonly device: number; readonly inode: number};

/**
Lists the files below a directory and judges them before one is read. Links are not followed: what they lead to may lie outside.

@param directory A real path.
@throws Error with the file system's reason, or if the directory is beyond a bound; the signal's reason.
*/
export async function filesBelow(directory: string, signal?: AbortSignal): Promise<readonly FolderFile[]> {
	const judge = new ListingJudge();
	const files: FolderFile[] = [];
	const folders = [''];
	for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
		for await (const entry of eachEntry(path.join(directory, folder))) {
			signal?.throwIfAborted();
			const name = folder + entry.name;
			const fault = judge.faultOf(name);
			if (fault !== undefined) {
				throw new Error(fault);
			}

			if (entry.isDirectory()) {
				folders.push(`${name}/`);
			} else if (entry.isFile()) {
				const found = lookAt(path.join(directory, name));
				if (found) {
					files.push({path: name, bytes: found.size, device: found.dev, inode: found.ino});
				}
			}
		}
	}

	return files;
}

/**
Reads a file below a directory, at most the bytes that were judged.

@throws Error if another file took its place.
*/
export async function * readFileBelow(directory: string, {path: name, bytes, device, inode}: FolderFile, signal?: AbortSignal): AsyncGenerator<Uint8Array> {
	const handle = await openFile(path.join(directory, name), 'read');
	try {
		const now = await handle.stat();
		if (now.dev !== device || now.ino !== inode) {
			throw new Error(`${name} was replaced while the directory was read`);
		}

		yield * pieces(handle, {start: 0, end: bytes}, signal);
	} finally {
		await handle.close();
	}
}
