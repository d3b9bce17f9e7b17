import {read} from 'node:fs';
import type {FileHandle} from 'node:fs/promises';
import {Readable} from 'node:stream';
import {setImmediate} from 'node:timers';
import yauzl, {type Entry, type RandomAccessReader, type ZipFile} from 'yauzl';

/** How much of an archive is looked at. Layers have some thousand members; what is beyond these bounds was made to harm. */
export const zipBounds = {
	/** As many as the format counts without its 64-bit extension. */
	members: 65_535,
	/** A member that is larger is not read as text. */
	textBytes: 1024 * 1024,
	/** All that is read as text, together. */
	textsBytes: 32 * 1024 * 1024,
} as const;

/** The most that deflate makes of a byte. Source: https://zlib.net/zlib_tech.html */
const inflation = 1032;

const stored = 0;
const deflated = 8;
const localHeaderBytes = 30;
const chunkBytes = 64 * 1024;
const cutOff = 'it is cut off, or names a place that is not in it';

/** Reads a file by places that the archive names itself; yauzl throws out of reach where one of them is too large for the system. */
export class BoundedReader extends yauzl.RandomAccessReader {
	readonly #file: FileHandle;
	readonly #size: number;
	/** The last piece that was read: yauzl asks for each member's header and each name on its own, and they stand in a row. */
	#piece = {start: 0, bytes: new Uint8Array(0)};

	constructor(file: FileHandle, size: number) {
		super();
		this.#file = file;
		this.#size = size;
	}

	override read(...[buffer, offset, length, position, callback]: Parameters<RandomAccessReader['read']>): void {
		if (position + length > this.#size) {
			setImmediate(callback, new Error(cutOff));
		} else if (length > chunkBytes) {
			read(this.#file.fd, buffer, offset, length, position, callback);
		} else {
			this.#pieceWith(position, length).then(({start, bytes}) => {
				buffer.set(bytes.subarray(position - start, position - start + length), offset);
				callback(null);
				// What yauzl throws there reaches nobody either, unless it is told so.
			}).catch(callback);
		}
	}

	override _readStreamForRange(start: number, end: number) {
		return Readable.from(this.#chunks(start, end), {objectMode: false});
	}

	async #pieceWith(position: number, length: number) {
		const {start, bytes} = this.#piece;
		if (position < start || position + length > start + bytes.length) {
			const {buffer, bytesRead} = await this.#file.read(new Uint8Array(Math.min(chunkBytes, this.#size - position)), {position});
			if (bytesRead < length) {
				throw new Error(cutOff);
			}

			this.#piece = {start: position, bytes: buffer.subarray(0, bytesRead)};
		}

		return this.#piece;
	}

	// A stream of the handle's own would close it when yauzl ends it.
	async * #chunks(start: number, end: number): AsyncGenerator<Uint8Array> {
		for (let position = start; position < end;) {
			const {buffer, bytesRead} = await this.#file.read(new Uint8Array(Math.min(chunkBytes, end - position)), {position});
			if (bytesRead === 0) {
				return;
			}

			yield buffer.subarray(0, bytesRead);
			position += bytesRead;
		}
	}
}

/** More members than are worth counting; undefined when there are not. */
export function countFault({entryCount}: Pick<ZipFile, 'entryCount'>): string | undefined {
	return entryCount > zipBounds.members ? `it has more than ${zipBounds.members.toLocaleString('en')} members` : undefined;
}

/** A fault of a member that no packager makes; undefined when there is none. */
export function memberFault(member: Entry): string | undefined {
	const {fileName, compressionMethod, compressedSize, uncompressedSize} = member;
	const name = JSON.stringify(fileName);
	return [
		{is: member.isEncrypted(), fault: `${name} is encrypted`},
		{is: ![stored, deflated].includes(compressionMethod), fault: `${name} is compressed by a method that Lambda does not read (${compressionMethod})`},
		{is: uncompressedSize > (compressedSize + 1) * inflation, fault: `${name} says that it is larger than its data can be`},
	].find(({is}) => is)?.fault;
}

/** What is kept of a member: yauzl's own entry holds on to the bytes that it was read from. */
export type Member = Pick<Entry, 'fileName' | 'fileNameLength' | 'compressedSize' | 'uncompressedSize' | 'relativeOffsetOfLocalHeader'>;

export const memberOf = ({fileName, fileNameLength, compressedSize, uncompressedSize, relativeOffsetOfLocalHeader}: Entry): Member => (
	{fileName, fileNameLength, compressedSize, uncompressedSize, relativeOffsetOfLocalHeader}
);

/** A fault of all members together: two share a name or the same bytes; undefined when there is none. */
export function sharingFault(members: readonly Member[]): string | undefined {
	const names = new Set<string>();
	let end = 0;
	const inOrder = members.toSorted((one, other) => one.relativeOffsetOfLocalHeader - other.relativeOffsetOfLocalHeader);
	for (const {fileName, fileNameLength, compressedSize, relativeOffsetOfLocalHeader: start} of inOrder) {
		if (names.has(fileName)) {
			return `it holds ${JSON.stringify(fileName)} twice`;
		}

		if (start < end) {
			return `${JSON.stringify(fileName)} overlaps the member before it`;
		}

		names.add(fileName);
		end = start + localHeaderBytes + fileNameLength + compressedSize;
	}

	return undefined;
}

/** True for a link: its text is the path that it leads to. */
export function isLink({externalFileAttributes}: Pick<Entry, 'externalFileAttributes'>): boolean {
	// The file type in the mode of Unix, S_IFMT and S_IFLNK of <sys/stat.h>.
	// eslint-disable-next-line no-bitwise
	return ((externalFileAttributes >>> 16) & 0o17_0000) === 0o12_0000;
}
