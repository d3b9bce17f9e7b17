import type {Entry, ZipFile} from 'yauzl';
import {listingBounds, ListingJudge} from './listing-bounds.js';

/** How much of an archive is looked at. Layers have some thousand members; what is beyond these bounds was made to harm. */
export const zipBounds = {
	/** The central directory: names, comments and extra fields together. */
	directoryBytes: 12 * 1024 * 1024,
	/** Of a member: real ones have some dozen bytes, and an object is made of every four. */
	extraBytes: 4096,
	/** A member that is larger is not read as text. */
	textBytes: 1024 * 1024,
	/** All that is read as text, together. */
	textsBytes: 32 * 1024 * 1024,
} as const;

/** The most that deflate makes of a byte. Source: https://zlib.net/zlib_tech.html */
const inflation = 1032;

const stored = 0;
const deflated = 8;
const centralHeaderBytes = 46;
export const localHeaderBytes = 30;

/** More members than are worth counting; undefined when there are not. */
export function countFault({entryCount}: Pick<ZipFile, 'entryCount'>): string | undefined {
	return entryCount > listingBounds.entries ? `it has more than ${listingBounds.entries.toLocaleString('en')} members` : undefined;
}

/** Judges members one by one as the central directory lists them. */
export class DirectoryJudge {
	readonly #names = new ListingJudge();
	#bytes = 0;

	/** Counts a member and returns its fault; undefined if it has none. */
	faultOf(member: Entry): string | undefined {
		const {fileName, fileNameLength, extraFieldLength, fileCommentLength} = member;
		this.#bytes += centralHeaderBytes + fileNameLength + extraFieldLength + fileCommentLength;
		return this.#bytes > zipBounds.directoryBytes
			? `its directory is larger than ${zipBounds.directoryBytes.toLocaleString('en')} bytes`
			: this.#names.faultOf(fileName) ?? memberFault(member);
	}
}

/** A fault of a member that no packager makes; undefined when there is none. */
function memberFault(member: Entry): string | undefined {
	const {fileName, compressionMethod, compressedSize, uncompressedSize, extraFieldLength} = member;
	const name = JSON.stringify(fileName);
	return [
		{is: extraFieldLength > zipBounds.extraBytes, fault: `${name} has an extra field of more than ${zipBounds.extraBytes.toLocaleString('en')} bytes`},
		{is: member.isEncrypted(), fault: `${name} is encrypted`},
		{is: ![stored, deflated].includes(compressionMethod), fault: `${name} is compressed by a method that Lambda does not read (${compressionMethod})`},
		{is: uncompressedSize > (compressedSize + 1) * inflation, fault: `${name} says that it is larger than its data can be`},
	].find(({is}) => is)?.fault;
}

/** What is kept of a member: yauzl's own entry holds on to the bytes that it was read from. */
export type Member = {
	readonly path: string;
	/** Unpacked, and as it is in the zip. */
	readonly bytes: number;
	readonly packedBytes: number;
	/** Where its local header is, and how long its name is there, in bytes. */
	readonly start: number;
	readonly nameBytes: number;
	readonly isStored: boolean;
	readonly isLink: boolean;
};

export const memberOf = (entry: Entry): Member => ({
	path: entry.fileName,
	bytes: entry.uncompressedSize,
	packedBytes: entry.compressedSize,
	start: entry.relativeOffsetOfLocalHeader,
	nameBytes: entry.fileNameLength,
	isStored: entry.compressionMethod === stored,
	isLink: isLink(entry),
});

/**
A fault of all members together: two share a name or the same bytes, or the data goes beyond the file; undefined when there is none.

@param members In the order of their data.
@param size The zip's own, in bytes.
*/
export function sharingFault(members: readonly Member[], size: number): string | undefined {
	const names = new Set<string>();
	let end = 0;
	for (const {path, nameBytes, packedBytes, start} of members) {
		if (names.has(path)) {
			return `it holds ${JSON.stringify(path)} twice`;
		}

		if (start < end) {
			return `${JSON.stringify(path)} overlaps the member before it`;
		}

		names.add(path);
		end = start + localHeaderBytes + nameBytes + packedBytes;
		if (end > size) {
			return `${JSON.stringify(path)} says that it ends beyond the file`;
		}
	}

	return undefined;
}

/** True for a link: its text is the path that it leads to. */
function isLink({externalFileAttributes}: Pick<Entry, 'externalFileAttributes'>): boolean {
	// The file type in the mode of Unix, S_IFMT and S_IFLNK of <sys/stat.h>.
	// eslint-disable-next-line no-bitwise
	return ((externalFileAttributes >>> 16) & 0o17_0000) === 0o12_0000;
}
