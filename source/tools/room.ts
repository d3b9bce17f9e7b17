import {statfs} from 'node:fs/promises';
import os from 'node:os';
import prettyBytes from 'pretty-bytes';
import {childEnvironment} from './environment.js';
import {execute} from './process.js';

/** With less than this free a tool that failed without a reason most likely failed for that: bytes, and files where the file system counts them. Each virtualenv gets a pip, which comes in a file of about 2 MB. */
const hardlyAny = {bytes: 2_000_000, files: 100, fileSize: 3_000_000} as const;

type Room = {readonly place: string; readonly bytes: number; readonly files: number; readonly isFull: boolean};

/** What is free where a tool in this directory writes: there, and among temporary files. */
async function roomFor(directory: string): Promise<readonly Room[]> {
	const looks = [...new Set([directory, os.tmpdir()])].map(async place => {
		const {bavail, bsize, files, ffree} = await statfs(place);
		const bytes = bavail * bsize;
		// File systems without a limit of files say that there are none.
		return {place, bytes, files: ffree, isFull: bytes < hardlyAny.bytes || (files > 0 && ffree < hardlyAny.files)};
	});
	const looked = await Promise.allSettled(looks);
	return looked.flatMap(look => look.status === 'fulfilled' ? [look.value] : []);
}

/** Says that there is hardly any room where a tool writes, and where, or hardly any allowed for a file; undefined when there is. */
export async function lackOfRoom(directory: string): Promise<string | undefined> {
	const rooms = await roomFor(directory);
	const full = rooms.find(({isFull}) => isFull);
	if (full) {
		return `no space left on device: ${full.place} has ${prettyBytes(full.bytes)} free, and ${full.files} files`;
	}

	const limit = await fileSizeLimit();
	return limit < hardlyAny.fileSize ? `file too large: no file may be larger than ${prettyBytes(limit)} here` : undefined;
}

/** What a file may have at most in this process and its children, in bytes; POSIX counts it in blocks of 512. */
async function fileSizeLimit(): Promise<number> {
	const {stdout} = await execute({file: 'sh', arguments: ['-c', 'ulimit -f'], cwd: '/', env: childEnvironment({}), collect: true});
	const blocks = stdout.trim();
	return /^\d+$/v.test(blocks) ? Number(blocks) * 512 : Infinity;
}

/** Where how much is free, in one sentence. */
export async function freeRoom(directory: string): Promise<string> {
	const rooms = await roomFor(directory);
	return `Free now: ${rooms.map(({place, bytes}) => `${prettyBytes(bytes)} in ${place}`).join(', ')}.`;
}
