import type {Contents} from '../engine/findings.js';
import type {Archive} from './archive.js';

/** A folder keeps this many members, the largest. */
const membersKept = 5;
/** Folders in folders: what lies deeper only counts. */
const levels = 5;
/** Smaller parts of the whole are left out: half a percent. */
const smallestShare = 0.005;

type Folder = {bytes: number; files: number; readonly members: Map<string, Folder>};

/**
The largest things in a zip, by unpacked size. Folders' names end with `/`; a folder that holds nothing but
another folder is joined with it: `numpy/_core/`.

@param name What the whole is called.
*/
export function contentsOf({entries, unpackedBytes}: Pick<Archive, 'entries' | 'unpackedBytes'>, name: string): Contents {
	const root = emptyFolder();
	for (const {path, bytes} of entries) {
		// Folders that have an entry of their own weigh nothing.
		if (!path.endsWith('/')) {
			count(root, path, bytes);
		}
	}

	return {name, bytes: root.bytes, files: root.files, members: largest(root, unpackedBytes * smallestShare, levels)};
}

const emptyFolder = (): Folder => ({bytes: 0, files: 0, members: new Map()});

function count(root: Folder, path: string, bytes: number): void {
	let folder = root;
	for (const part of ['', ...path.match(/[^\/]*\/|[^\/]+$/gv) ?? []]) {
		if (part !== '') {
			const member = folder.members.get(part) ?? emptyFolder();
			folder.members.set(part, member);
			folder = member;
		}

		folder.bytes += bytes;
		folder.files++;
	}
}

function largest({members}: Folder, smallest: number, levelsLeft: number): readonly Contents[] {
	if (levelsLeft === 0) {
		return [];
	}

	return [...members]
		.filter(([, {bytes}]) => bytes > 0 && bytes >= smallest)
		.toSorted(([, a], [, b]) => b.bytes - a.bytes)
		.slice(0, membersKept)
		.map(member => {
			const [name, folder] = joined(...member);
			return {name, bytes: folder.bytes, files: folder.files, members: largest(folder, smallest, levelsLeft - 1)};
		});
}

function joined(name: string, folder: Folder): readonly [string, Folder] {
	let path = name;
	let last = folder;
	for (let [only, another] = last.members; only?.[0].endsWith('/') && !another; [only, another] = last.members) {
		path += only[0];
		last = only[1];
	}

	return [path, last];
}
