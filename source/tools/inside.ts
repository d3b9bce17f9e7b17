import path from 'node:path';
import {realPath} from '../disk/path.js';
import type {Contents} from '../engine/findings.js';
import type {LayerInside} from '../lambda/layer-verdict.js';
import {readArchive, type ArchiveEntry, type ZipSource} from './archive.js';
import {contentsOf} from './contents.js';
import {filesBelow, readFileBelow} from './folder-files.js';
import {lookThrough, type Seen} from './look-through.js';

/** What is in a layer, its largest things, and what was too much to read. */
export type Inside = LayerInside & Pick<Seen, 'unread'> & {readonly contents: Contents};

/**
Looks into a zip without unpacking it on the disk.

@returns Also the zip's own size, in bytes.
@throws ToolError when it is no zip, or one that was made to harm; the signal's reason.
*/
export async function insideOfZip(source: ZipSource, signal?: AbortSignal): Promise<Inside & {readonly zipBytes: number}> {
	let seen: Seen = {wheels: [], binaries: [], unread: []};
	const {bytes, entries} = await readArchive(source, undefined, {
		signal,
		async lookInto(files, read) {
			seen = await lookThrough(files, read, signal);
		},
	});
	return {zipBytes: bytes, ...inside(path.basename(typeof source === 'string' ? source : source.name), entries, seen)};
}

/**
Looks into a directory that would become a layer.

@throws Error with the file system's reason, or if it holds more than a zip can; the signal's reason.
*/
export async function insideOfFolder(directory: string, signal?: AbortSignal): Promise<Inside> {
	const place = realPath(directory);
	const files = await filesBelow(place, signal);
	return inside(`${path.basename(directory)}/`, files, await lookThrough(files, file => readFileBelow(place, file, signal), signal));
}

function inside(name: string, entries: readonly ArchiveEntry[], {wheels, binaries, unread}: Seen): Inside {
	const files = entries.filter(({path}) => !path.endsWith('/'));
	const unpackedBytes = files.reduce((sum, {bytes}) => sum + bytes, 0);
	return {
		unpackedBytes,
		paths: files.map(({path}) => path).toSorted(),
		wheels: wheels.toSorted(byPath),
		binaries: binaries.toSorted(byPath),
		contents: contentsOf({entries, unpackedBytes}, name),
		unread,
	};
}

/** A zip is read in the order of its data, and a directory has none. */
const byPath = (one: {readonly path: string}, other: {readonly path: string}): number => one.path < other.path ? -1 : 1;
