import {crc32} from 'node:zlib';
import * as z from 'zod';

/** A line as read back: only what every kind of line has is certain. */
export type ReadEntry = z.infer<typeof entry>;

const entry = z.looseObject({v: z.literal(1), at: z.string(), type: z.string()});

/** What any version of the format says: how it is sealed stays. */
const versioned = z.looseObject({v: z.number()});

/** What a line comes to: an entry, damage, or the version of a newer format. */
export type ReadLine = {readonly entry: ReadEntry} | {readonly newer: number} | 'damaged';

const text = new TextDecoder();
const bytes = new TextEncoder();

/** The end of every line: a checksum of all before it as the last member. It tells what a disk has changed, and a line that was not written to its end. */
const sealOf = (body: Uint8Array) => `,"crc":"${crc32(body).toString(16).padStart(8, '0')}"}`;

const sealBytes = sealOf(new Uint8Array()).length;

/** A line of the journal for an entry, with its line break. */
export function writeLine(value: Readonly<Record<string, unknown>>): string {
	const body = JSON.stringify(value).slice(0, -1);
	return `${body}${sealOf(bytes.encode(body))}\n`;
}

/** Reads a line without its line break. */
export function readLine(line: Uint8Array): ReadLine {
	const body = line.subarray(0, -sealBytes);
	if (text.decode(line.subarray(-sealBytes)) !== sealOf(body)) {
		return 'damaged';
	}

	try {
		const value: unknown = JSON.parse(`${text.decode(body)}}`);
		const {data} = entry.safeParse(value);
		if (data) {
			return {entry: data};
		}

		const {v} = versioned.parse(value);
		return v > 1 ? {newer: v} : 'damaged';
	} catch {
		return 'damaged';
	}
}

/** True for a line that was cut off before its end was written: what a crash leaves as the last one. */
export const isTorn = (line: Uint8Array): boolean => !/,"crc":"[\da-f]{8}"\}/v.test(text.decode(line));
