import type {Contents} from '../engine/findings.js';
import type {Archive, ArchiveEntry} from './archive.js';

/** A folder keeps this many members, the largest. */
const membersKept = 5;
/** Folders in folders: what lies deeper only counts. */
const levels = 5;
/** Smaller parts of the whole are left out: half a percent. */
const smallestShare = 0.005;

/**
The largest things in a zip, by unpacked size. Folders' names end with `/`; a folder that holds nothing but
another folder is joined with it: `numpy/_core/`.

@param name What the whole is called.
*/
export function contentsOf({entries, unpackedBytes}: Pick<Archive, 'entries' | 'unpackedBytes'>, name: string): Contents {
	// Folders that have an entry of their own weigh nothing. Sorted by path, what is in a folder stands together.
	const files = entries.filter(({path}) => !path.endsWith('/')).toSorted((one, other) => one.path < other.path ? -1 : 1);
	return {name, bytes: sizeOf(files), files: files.length, members: largest(files, 0, {smallest: unpackedBytes * smallestShare, levelsLeft: levels})};
}

type Depth = {readonly smallest: number; readonly levelsLeft: number};

/** @param start Where the names begin in the paths of these files, which are all of a folder. */
function largest(files: readonly ArchiveEntry[], start: number, {smallest, levelsLeft}: Depth): readonly Contents[] {
	if (levelsLeft === 0) {
		return [];
	}

	return membersOf(files, start)
		.filter(({bytes}) => bytes > 0 && bytes >= smallest)
		.toSorted((one, other) => other.bytes - one.bytes)
		.slice(0, membersKept)
		.map(({from, to, bytes, isFolder}) => {
			const inside = files.slice(from, to);
			const path = inside[0]?.path ?? '';
			const end = isFolder ? joinedEnd(path, inside.at(-1)?.path ?? '') : path.length;
			return {name: path.slice(start, end), bytes, files: inside.length, members: isFolder ? largest(inside, end, {smallest, levelsLeft: levelsLeft - 1}) : []};
		});
}

/** A file or a folder: which of the sorted files it is, and their size. */
type Member = {readonly from: number; to: number; bytes: number; readonly isFolder: boolean};

/** Only ranges are kept: a tree of all folders takes gigabytes where names are deep. */
function membersOf(files: readonly ArchiveEntry[], start: number): readonly Member[] {
	const members: Member[] = [];
	let folder = '';
	for (const [index, {path, bytes}] of files.entries()) {
		const last = members.at(-1);
		if (last?.isFolder && path.startsWith(folder, start)) {
			last.to = index + 1;
			last.bytes += bytes;
		} else {
			folder = path.slice(start, path.indexOf('/', start) + 1);
			members.push({from: index, to: index + 1, bytes, isFolder: path.includes('/', start)});
		}
	}

	return members;
}

/** Where the deepest folder ends that holds all of a folder's files: two paths are enough, the first and the last when sorted. */
function joinedEnd(first: string, last: string): number {
	let end = 0;
	for (let index = 0; index < first.length && first[index] === last[index]; index++) {
		end = first[index] === '/' ? index + 1 : end;
	}

	return end;
}

const sizeOf = (files: readonly ArchiveEntry[]): number => files.reduce((sum, {bytes}) => sum + bytes, 0);
