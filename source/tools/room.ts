import {statfs} from 'node:fs/promises';
import os from 'node:os';
import prettyBytes from 'pretty-bytes';

/** With less than this free a tool that failed without a reason most likely failed for that: bytes, and files where the file system counts them. */
const hardlyAny = {bytes: 2_000_000, files: 100} as const;

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

/** Says that there is hardly any room where a tool writes, and where; undefined when there is. */
export async function lackOfRoom(directory: string): Promise<string | undefined> {
	const rooms = await roomFor(directory);
	const full = rooms.find(({isFull}) => isFull);
	return full && `no space left on device: ${full.place} has ${prettyBytes(full.bytes)} free, and ${full.files} files`;
}

/** Where how much is free, in one sentence. */
export async function freeRoom(directory: string): Promise<string> {
	const rooms = await roomFor(directory);
	return `Free now: ${rooms.map(({place, bytes}) => `${prettyBytes(bytes)} in ${place}`).join(', ')}.`;
}
