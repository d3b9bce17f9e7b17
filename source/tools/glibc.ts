/** A version of glibc: major and minor. */
export type Glibc = readonly [number, number];

/** Names of symbol versions stand in an ELF file as they are, e.g. `GLIBC_2.28`; those of glibc alone have this form. */
const mark = new TextEncoder().encode('GLIBC_');

/** The longest name of a version, `GLIBC_99.999`. */
export const longestVersion = mark.length + 6;

/** By the byte where the mark would end: how far the search moves on (Boyer-Moore-Horspool). A regular expression takes seconds where matches are dense. */
const shifts = new Uint8Array(256).fill(mark.length);
for (const [index, byte] of mark.subarray(0, -1).entries()) {
	shifts[byte] = mark.length - 1 - index;
}

const end = mark.at(-1);
const zero = 0x30;
const point = 0x2E;

/** Finds the newest version of glibc that is named in some bytes; `known` if none is newer. */
export function newestGlibc(bytes: Uint8Array, known: Glibc | undefined): Glibc | undefined {
	let newest = known ? rankOf(known) : none;
	for (let last = mark.length - 1; last < bytes.length; last += shifts[bytes[last] ?? 0] ?? 1) {
		if (bytes[last] === end && isMark(bytes, last)) {
			newest = Math.max(newest, rankAt(bytes, last + 1));
		}
	}

	return newest === none ? undefined : [Math.floor(newest / 1000), newest % 1000];
}

/** Versions as numbers in their order: there may be millions, and each array takes time. */
const rankOf = ([major, minor]: Glibc): number => (major * 1000) + minor;
const none = -1;

function isMark(bytes: Uint8Array, last: number): boolean {
	const start = last - mark.length + 1;
	// Not every(): a call for each byte takes three times as long.
	for (let place = start; place <= last; place++) {
		if (bytes[place] !== mark[place - start]) {
			return false;
		}
	}

	return true;
}

/** Reads up to two digits, a point, and up to three digits. */
function rankAt(bytes: Uint8Array, start: number): number {
	let at = start;
	let major = 0;
	for (; at < start + 2 && isDigit(bytes[at]); at++) {
		major = (major * 10) + (bytes[at] ?? 0) - zero;
	}

	const minorStart = at + 1;
	if (at === start || bytes[at] !== point || !isDigit(bytes[minorStart])) {
		return none;
	}

	let minor = 0;
	for (at = minorStart; at < minorStart + 3 && isDigit(bytes[at]); at++) {
		minor = (minor * 10) + (bytes[at] ?? 0) - zero;
	}

	return (major * 1000) + minor;
}

const isDigit = (byte = 0): boolean => byte >= zero && byte <= zero + 9;
