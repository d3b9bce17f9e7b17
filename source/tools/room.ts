import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import prettyBytes from 'pretty-bytes';
import {freeAt, nearestExisting} from '../disk/look.js';
import {cacheDirectory} from '../files/cache.js';
import {childEnvironment, type Variables} from './environment.js';
import {execute} from './process.js';

/** With less than this free a tool that failed without a reason most likely failed for that: bytes, and files where the file system counts them. Each virtualenv gets a pip, which comes in a file of about 2 MB. */
const hardlyAny = {bytes: 2_000_000, files: 100, fileSize: 3_000_000} as const;

type Room = {readonly place: string; readonly device: number; readonly bytes: number; readonly files: number; readonly isFull: boolean};

/** Lists the caches of npm, pip and the wizard, as a child with this environment uses them. */
export function cachesIn(env: Variables): readonly string[] {
	const home = env.HOME ?? os.homedir();
	const caches = env.XDG_CACHE_HOME ?? path.join(home, ...(process.platform === 'darwin' ? ['Library', 'Caches'] : ['.cache']));
	// Npm reads its settings in any case.
	const npm = Object.entries(env).find(([name]) => name.toLowerCase() === 'npm_config_cache')?.[1];
	return [npm ?? path.join(home, '.npm'), env.PIP_CACHE_DIR ?? path.join(caches, 'pip'), cacheDirectory()];
}

/** What is free where a tool in this directory writes: there, among temporary files, and in caches on other file systems. */
async function roomFor(directory: string, caches: readonly string[]): Promise<readonly Room[]> {
	const looked = await Promise.allSettled([...new Set([directory, os.tmpdir(), ...caches])].map(async place => roomAt(place)));
	const rooms = looked.flatMap(look => look.status === 'fulfilled' ? [look.value] : []);
	return rooms.filter(({place, device}, index) => !caches.includes(place) || rooms.findIndex(room => room.device === device) === index);
}

/** Measures the file system of a place, which need not be there yet. */
async function roomAt(place: string): Promise<Room> {
	const {device, bytes, files} = await freeAt(await nearestExisting(place));
	return {place, device, bytes, files, isFull: bytes < hardlyAny.bytes || files < hardlyAny.files};
}

/**
Says that there is hardly any room where a tool writes, and where, or hardly any allowed for a file; undefined when there is.

@param caches Name them only where a tool itself says that a disk is full: most failures have nothing to do with them.
*/
export async function lackOfRoom(directory: string, caches: readonly string[] = []): Promise<string | undefined> {
	const rooms = await roomFor(directory, caches);
	const full = rooms.find(({isFull}) => isFull);
	if (full) {
		return `no space left on device: ${full.place} has ${prettyBytes(full.bytes)} free${Number.isFinite(full.files) ? `, and ${full.files} files` : ''}`;
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
export async function freeRoom(directory: string, caches: readonly string[]): Promise<string> {
	const rooms = await roomFor(directory, caches);
	return `Free now: ${rooms.map(({place, bytes}) => `${prettyBytes(bytes)} in ${place}`).join(', ')}.`;
}
