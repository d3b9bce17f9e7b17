import {Buffer} from 'node:buffer';
import {accessSync, closeSync, constants, fstatSync, lstatSync, readFileSync, type Dirent, type Stats} from 'node:fs';
import {access, opendir, readdir, stat, statfs} from 'node:fs/promises';
import path from 'node:path';
import {openFile, openFileSync} from './open.js';
import {PathRefused, refuseLinksOnTheWay, refuseUnless} from './path.js';
import {isAbsent} from './system-error.js';

/** No text of a workspace is larger, in bytes: what is was made to fill the memory. */
const longestText = 64 * 1024 * 1024;

/** Reads a file below a real path. Throws as `openFile`. */
export async function readBytes(file: string): Promise<Uint8Array> {
	const handle = await openFile(file, 'read');
	try {
		refuseLarge(file, await handle.stat());
		return await handle.readFile();
	} finally {
		await handle.close();
	}
}

/** Reads a text below a real path. Throws as `openFile`. */
export async function readText(file: string): Promise<string> {
	const bytes = await readBytes(file);
	return new TextDecoder('utf-8', {ignoreBOM: true}).decode(bytes);
}

/** Reads a text; undefined when there is no such file. */
export async function readIfPresent(file: string): Promise<string | undefined> {
	return ifPresent(readText(file));
}

/** Reads a text at once; undefined when there is no such file. */
export function readIfPresentSync(file: string): string | undefined {
	let descriptor;
	try {
		descriptor = openFileSync(file, 'read');
		refuseLarge(file, fstatSync(descriptor));
		return readFileSync(descriptor, 'utf8');
	} catch (error) {
		if (isAbsent(error)) {
			return undefined;
		}

		throw error;
	} finally {
		if (descriptor !== undefined) {
			closeSync(descriptor);
		}
	}
}

/** The last bytes of a file as a text, whether something comes before them, and nothing where there is no such file. */
export async function readEnd(file: string, mostBytes: number): Promise<{readonly text: string; readonly isCut: boolean} | undefined> {
	const handle = await ifPresent(openFile(file, 'read'));
	if (!handle) {
		return undefined;
	}

	try {
		const {size} = await handle.stat();
		const from = Math.max(0, size - mostBytes);
		const {buffer, bytesRead} = await handle.read(Buffer.alloc(size - from), 0, size - from, from);
		return {text: buffer.toString('utf8', 0, bytesRead), isCut: from > 0};
	} finally {
		await handle.close();
	}
}

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

/** The size of a regular file in bytes. Throws PathRefused for anything else. */
export async function sizeOf(file: string): Promise<number> {
	const handle = await openFile(file, 'read');
	try {
		const {size} = await handle.stat();
		return size;
	} finally {
		await handle.close();
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

async function ifPresent<Result>(reading: Promise<Result>): Promise<Result | undefined> {
	try {
		return await reading;
	} catch (error) {
		if (isAbsent(error)) {
			return undefined;
		}

		throw error;
	}
}

function refuseLarge(file: string, {size}: Stats): void {
	if (size > longestText) {
		throw new PathRefused(file, `is larger than ${longestText / 1024 / 1024} MiB`);
	}
}
