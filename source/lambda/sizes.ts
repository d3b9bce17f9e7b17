import prettyBytes from 'pretty-bytes';
import {limits} from './limits.js';

/** A part of what a function has when it runs: its code or a layer. */
export type Part = {
	readonly name: string;
	/** Unzipped, or at least so many. */
	readonly bytes: number;
};

/** Deflate makes nothing smaller than by this factor; see RFC 1951 and https://zlib.net/zlib_tech.html. */
const deflateAtMost = 1032;

/** How large a zip of so many bytes can be when it is unzipped. */
export const largestUnzipped = (zipBytes: number): number => zipBytes * deflateAtMost;

/** Whether Lambda would refuse these parts together. */
export const exceeds = (parts: readonly Part[]): boolean => sum(parts) > limits.unzippedBytes;

/** Why Lambda would refuse these parts together: how much they are and what it takes, in one sentence without its full stop; undefined when it would not. */
export function overweight(parts: readonly Part[]): string | undefined {
	if (!exceeds(parts)) {
		return undefined;
	}

	const heaviest = parts.toSorted((one, other) => other.bytes - one.bytes);
	const listed = heaviest.map(({name, bytes}) => `${name} ${prettyBytes(bytes)}`).join(', ');
	const all = parts.length > 1 ? `${listed}: together ${prettyBytes(sum(parts))}` : listed;
	const most = `${limits.unzippedBytes.toLocaleString('en')} bytes (${prettyBytes(limits.unzippedBytes)})`;
	return `${all} unzipped, and Lambda takes ${most} at most, the function and all its layers together`;
}

function sum(parts: readonly Part[]): number {
	let total = 0;
	for (const {bytes} of parts) {
		total += bytes;
	}

	return total;
}
