import {accessSync, constants, lstatSync, type Dirent, type Stats} from 'node:fs';
import {access, opendir, readdir, stat, statfs} from 'node:fs/promises';
import path from 'node:path';
import {refuseLinksOnTheWay, refuseUnless} from './path.js';
import {ifPresent} from './system-error.js';

/** The sorted names in a folder; none when it is not there. Throws PathRefused for a link. */
export async function namesIn(folder: string): Promise<readonly string[]> {
	const entries = await entriesIn(folder);
	return entries.map(({name}) => name).toSorted();
}

/** What is in a folder; nothing when it is not there. Throws PathRefused for a link. */
export async function entriesIn(folder: string): Promise<readonly Dirent[]> {
	refuseLinksOnTheWay(folder);
	refuseUnless('directory', folder);
	return await ifPresent(readdir(folder, {withFileTypes: true})) ?? [];
}

/**
Lists a folder entry by entry, however large it is. Node's own recursive opendir leaves out files of large directories, and its readdir
would read all of a disk first.
*/
export async function * eachEntry(folder: string): AsyncGenerator<Dirent> {
	refuseLinksOnTheWay(folder);
	refuseUnless('directory', folder);
	yield * await opendir(folder);
}

/** Looks at a path itself; undefined when there is nothing. */
export const lookAt = (file: string): Stats | undefined => lstatSync(file, {throwIfNoEntry: false});

/** True when there is something, be it a link that leads nowhere; false where this user may not look. */
export function isThere(file: string): boolean {
	try {
		return lookAt(file) !== undefined;
	} catch {
		return false;
	}
}

/** True for a folder, through links too, in which this user can make something. */
export function isWritable(folder: string): boolean {
	try {
		accessSync(folder, constants.W_OK | constants.X_OK);
		return true;
	} catch {
		return false;
	}
}

/** True for a program that can be started, through links too. */
export async function isRunnable(file: string): Promise<boolean> {
	return access(file, constants.X_OK).then(() => true, () => false);
}

/** The nearest folder above a path, or the path itself, that is there. */
export async function nearestExisting(directory: string): Promise<string> {
	return stat(directory).then(() => directory, async () => nearestExisting(path.dirname(directory)));
}

/** What is free on the device of a folder: bytes, and files; of files Infinity where the file system does not count them. */
export async function freeAt(folder: string): Promise<{readonly device: number; readonly bytes: number; readonly files: number}> {
	const [{dev}, {bavail, bsize, files, ffree}] = await Promise.all([stat(folder), statfs(folder)]);
	return {device: dev, bytes: bavail * bsize, files: files > 0 ? ffree : Infinity};
}
