import {Buffer} from 'node:buffer';
import {closeSync, constants, fstatSync, fsyncSync, ftruncateSync, openSync, writeSync, type Stats} from 'node:fs';
import {open, type FileHandle} from 'node:fs/promises';
import {PathRefused, refuseLinksOnTheWay, refuseUnless} from './path.js';

const {O_APPEND, O_CREAT, O_NOFOLLOW, O_NONBLOCK, O_RDONLY, O_WRONLY} = constants;

export type {FileHandle} from 'node:fs/promises';

/** What a file is opened for. Nothing waits for the other end of a pipe, and no link is followed. */
const ways = {
	read: O_RDONLY,
	append: O_WRONLY | O_APPEND | O_CREAT,
	// Emptied only once it is known to be the file that it should be.
	overwrite: O_WRONLY | O_CREAT,
} as const;

export type Way = keyof typeof ways;

const flagsOf = (way: Way): number => ways[way] | O_NOFOLLOW | O_NONBLOCK;

/**
Opens a regular file below a real path.

@param mode Of a new file.
@throws PathRefused for a link or a special file; the file system's error.
*/
export async function openFile(file: string, way: Way, mode = 0o600): Promise<FileHandle> {
	refuseStrange(file);
	const handle = await open(file, flagsOf(way), mode);
	try {
		refuseOpened(file, await handle.stat(), way);
		if (way === 'overwrite') {
			await handle.truncate();
		}

		return handle;
	} catch (error) {
		await handle.close();
		throw error;
	}
}

/** Opens as `openFile`, at once; gives the descriptor. */
export function openFileSync(file: string, way: Way, mode = 0o600): number {
	refuseStrange(file);
	const descriptor = openSync(file, flagsOf(way), mode);
	try {
		refuseOpened(file, fstatSync(descriptor), way);
		if (way === 'overwrite') {
			ftruncateSync(descriptor);
		}

		return descriptor;
	} catch (error) {
		closeSync(descriptor);
		throw error;
	}
}

/** Opens what the user named: links are followed, and only a regular file is taken. Read only. */
export async function openNamedFile(file: string): Promise<FileHandle> {
	const handle = await open(file, O_RDONLY | O_NONBLOCK);
	const found = await handle.stat();
	if (!found.isFile()) {
		await handle.close();
		throw new PathRefused(file, found.isDirectory() ? 'is a directory' : 'is neither a file nor a directory');
	}

	return handle;
}

/** Closes what `openFileSync` gave. */
export const closeFile = (descriptor: number): void => {
	closeSync(descriptor);
};

/** Appends a text to a file, which is made for this user alone. Throws as `openFile`. */
export function appendToFile(file: string, text: string): void {
	const descriptor = openFileSync(file, 'append');
	try {
		writeWholly(descriptor, text);
	} finally {
		closeSync(descriptor);
	}
}

/** A file that only grows, line by line, each at once with the system. */
export class AppendedFile {
	readonly #descriptor: number;

	/** Throws as `openFile`. */
	constructor(file: string) {
		this.#descriptor = openFileSync(file, 'append');
	}

	/** Appends all of it or nothing: of a text that the disk has no room for, no half stays. */
	append(text: string): void {
		const {size} = fstatSync(this.#descriptor);
		try {
			writeWholly(this.#descriptor, text);
		} catch (error) {
			ftruncateSync(this.#descriptor, size);
			throw error;
		}
	}

	/** Cuts the file off after so many bytes. */
	truncate(bytes: number): void {
		ftruncateSync(this.#descriptor, bytes);
	}

	/** Waits until the disk has all of it. */
	sync(): void {
		fsyncSync(this.#descriptor);
	}
}

function writeWholly(descriptor: number, text: string): void {
	const bytes = Buffer.from(text);
	for (let written = 0; written < bytes.length;) {
		written += writeSync(descriptor, bytes, written);
	}
}

/** Opening itself can do something to a device, and the system's own word for a link (ELOOP) tells nobody much. */
function refuseStrange(file: string): void {
	refuseLinksOnTheWay(file);
	refuseUnless('file', file);
}

/** What was opened may be another thing than what was looked at; another name of a file that is written in place may lie anywhere. */
function refuseOpened(file: string, found: Stats, way: Way): void {
	if (!found.isFile()) {
		throw new PathRefused(file, 'is neither a file nor a directory');
	}

	if (way !== 'read' && found.nlink > 1) {
		throw new PathRefused(file, 'has a second name (a hard link), and what is written to it would change both');
	}
}
