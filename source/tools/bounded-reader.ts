import {setImmediate} from 'node:timers';
import yauzl, {type RandomAccessReader} from 'yauzl';
import type {FileHandle} from '../disk/open.js';
import {pieceBytes} from './pieces.js';

const cutOff = 'it is cut off, or names a place that is not in it';

/** Reads a file by places that the archive names itself; yauzl throws out of reach where one of them is too large for the system. */
export class BoundedReader extends yauzl.RandomAccessReader {
	readonly file: FileHandle;
	readonly #size: number;
	/** The last piece that was read: yauzl asks for each member's header and each name on its own, and they stand in a row. */
	#piece = {start: 0, bytes: new Uint8Array(0)};

	constructor(file: FileHandle, size: number) {
		super();
		this.file = file;
		this.#size = size;
	}

	override read(...[buffer, offset, length, position, callback]: Parameters<RandomAccessReader['read']>): void {
		if (position + length > this.#size) {
			setImmediate(callback, new Error(cutOff));
		} else if (length > pieceBytes) {
			this.file.read(buffer, offset, length, position).then(({bytesRead}) => {
				callback(bytesRead < length ? new Error(cutOff) : null);
			}).catch(callback);
		} else {
			this.bytesAt(position, length).then(bytes => {
				buffer.set(bytes, offset);
				callback(null);
				// What yauzl throws there reaches nobody either, unless it is told so.
			}).catch(callback);
		}
	}

	/**
	Reads a few bytes, at most `pieceBytes`.

	@throws Error if they are not in the file.
	*/
	async bytesAt(position: number, length: number): Promise<Uint8Array> {
		const {start, bytes} = this.#piece;
		if (position < start || position + length > start + bytes.length) {
			const {buffer, bytesRead} = await this.file.read(new Uint8Array(Math.max(0, Math.min(pieceBytes, this.#size - position))), {position});
			if (bytesRead < length) {
				throw new Error(cutOff);
			}

			this.#piece = {start: position, bytes: buffer.subarray(0, bytesRead)};
		}

		return this.#piece.bytes.subarray(position - this.#piece.start, position - this.#piece.start + length);
	}
}
