import {Buffer} from 'node:buffer';
import {closeSync, fstatSync, readFileSync, type Stats} from 'node:fs';
import {openFile, openFileSync} from './open.js';
import {PathRefused} from './path.js';
import {ifPresent, isAbsent} from './system-error.js';

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

function refuseLarge(file: string, {size}: Stats): void {
	if (size > longestText) {
		throw new PathRefused(file, `is larger than ${longestText / 1024 / 1024} MiB`);
	}
}
