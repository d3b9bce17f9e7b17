import {Readable, pipeline} from 'node:stream';
import {createInflateRaw, inflateRawSync} from 'node:zlib';
import {codeOf} from '../disk/system-error.js';
import type {BoundedReader} from './bounded-reader.js';
import {pieceBytes, pieces, type Range} from './pieces.js';
import {localHeaderBytes, type Member} from './zip-bounds.js';

const localHeader = 0x04_03_4B_50;

/** Up to this size a member is unpacked at once: a stream for each of many small ones takes most of the time. */
const smallBytes = 256 * 1024;

/**
Unpacks a member of a zip while it is read.

@throws Error if its size is not the one that the directory says; the signal's reason.
*/
export async function * unpack(reader: BoundedReader, member: Member, signal?: AbortSignal): AsyncGenerator<Uint8Array> {
	let left = member.bytes;
	for await (const chunk of dataOf(reader, member, signal)) {
		signal?.throwIfAborted();
		left -= chunk.length;
		if (left < 0) {
			throw tooMany(member);
		}

		yield chunk;
	}

	if (left > 0) {
		throw new Error(`${JSON.stringify(member.path)} unpacks to fewer bytes than it says`);
	}
}

const tooMany = ({path}: Member): Error => new Error(`${JSON.stringify(path)} unpacks to more bytes than it says`);

async function * dataOf(reader: BoundedReader, member: Member, signal?: AbortSignal): AsyncGenerator<Uint8Array> {
	const {bytes, packedBytes, isStored} = member;
	const start = await dataStart(reader, member);
	const range = {start, end: start + packedBytes};
	if (isStored) {
		yield * pieces(reader.file, range, signal);
	} else if (packedBytes <= pieceBytes && bytes <= smallBytes) {
		yield inflateAtOnce(await reader.bytesAt(start, packedBytes), member);
	} else {
		yield * inflate(reader, range, signal);
	}
}

/** The length of the local extra field stands only there. */
async function dataStart(reader: BoundedReader, {path, start}: Member): Promise<number> {
	const bytes = await reader.bytesAt(start, localHeaderBytes);
	const header = new DataView(bytes.buffer, bytes.byteOffset);
	if (header.getUint32(0, true) !== localHeader) {
		throw new Error(`${JSON.stringify(path)} is not where the directory says`);
	}

	return start + localHeaderBytes + header.getUint16(26, true) + header.getUint16(28, true);
}

function inflateAtOnce(bytes: Uint8Array, member: Member): Uint8Array {
	// One more than it says, so that it fits into one chunk.
	const size = Math.max(64, member.bytes + 1);
	try {
		return inflateRawSync(bytes, {chunkSize: size, maxOutputLength: size});
	} catch (error) {
		throw codeOf(error) === 'ERR_BUFFER_TOO_LARGE' ? tooMany(member) : error;
	}
}

async function * inflate({file}: BoundedReader, range: Range, signal?: AbortSignal): AsyncGenerator<Uint8Array> {
	const inflater = createInflateRaw({chunkSize: pieceBytes});
	pipeline(Readable.from(pieces(file, range, signal)), inflater, () => {
		// The inflater itself throws to the loop that reads it.
	});
	yield * inflater as AsyncIterable<Uint8Array>;
}
