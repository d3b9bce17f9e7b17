import type {FileHandle} from '../disk/open.js';

/** The size of one read. */
export const pieceBytes = 64 * 1024;

export type Range = {readonly start: number; readonly end: number};

/** Yields a range of a file piece by piece, or less if the file is shorter. Leaves the file open. */
export async function * pieces(handle: FileHandle, {start, end}: Range, signal?: AbortSignal): AsyncGenerator<Uint8Array> {
	for (let position = start; position < end;) {
		signal?.throwIfAborted();
		const {buffer, bytesRead} = await handle.read(new Uint8Array(Math.min(pieceBytes, end - position)), {position});
		if (bytesRead === 0) {
			return;
		}

		yield buffer.subarray(0, bytesRead);
		position += bytesRead;
	}
}
