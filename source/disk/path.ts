import {lstatSync, realpathSync} from 'node:fs';
import path from 'node:path';

/** Refuses a path that leads through a link, or to something that is not what it should be. The message names the place. */
export class PathRefused extends Error {
	/** The place itself, which may be a folder on the way. */
	readonly place: string;

	constructor(place: string, fault: string) {
		super(`${place} ${fault}`);
		this.place = place;
	}
}

/** What a path names itself, without following a link. */
export type Kind = 'file' | 'directory' | 'link' | 'special';

const faults: Readonly<Record<Kind, string>> = {
	file: 'is a file and should be a directory',
	directory: 'is a directory and should be a file',
	link: 'is a link, and the wizard follows none there',
	special: 'is neither a file nor a directory',
};

/** Looks at a path without following a link; undefined when there is nothing. Throws the file system's error. */
export function kindOf(file: string): Kind | undefined {
	const found = lstatSync(file, {throwIfNoEntry: false});
	if (!found || found.isFile()) {
		return found && 'file';
	}

	if (found.isDirectory()) {
		return 'directory';
	}

	return found.isSymbolicLink() ? 'link' : 'special';
}

/** Refuses what is not of this kind; nothing there is fine. */
export function refuseUnless(kind: 'file' | 'directory', file: string, found = kindOf(file)): void {
	if (found !== undefined && found !== kind) {
		throw new PathRefused(file, faults[found]);
	}
}

/**
Refuses a path with a link on the way. Call it before anything is opened, written, renamed or deleted there.
A root that was resolved once (`realPath`) has none, so whatever is a link below it was put there.

@param file An absolute path; what it names itself is not looked at.
*/
export function refuseLinksOnTheWay(file: string): void {
	const folder = path.dirname(file);
	if (folder !== file) {
		refuseLinksOnTheWay(folder);
		refuseUnless('directory', folder);
	}
}

/** Resolves every link in a path, as far as it exists. */
export function realPath(file: string): string {
	try {
		return realpathSync(file);
	} catch {
		const folder = path.dirname(file);
		return folder === file ? file : path.join(realPath(folder), path.basename(file));
	}
}
