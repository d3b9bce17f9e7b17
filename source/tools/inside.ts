import {createReadStream} from 'node:fs';
import {opendir, readFile, stat} from 'node:fs/promises';
import path from 'node:path';
import type {Contents} from '../engine/findings.js';
import type {Binary} from '../lambda/binaries.js';
import type {LayerInside} from '../lambda/layer-verdict.js';
import {isWheelFile, readArchive, wheelsIn, type ArchiveEntry, type ZipSource} from './archive.js';
import {mayBeBinary, readBinary} from './binary.js';
import {contentsOf} from './contents.js';
import {zipBounds} from './zip-bounds.js';

/** What is in a layer, and its largest things. */
export type Inside = LayerInside & {readonly contents: Contents};

/**
Looks into a zip without unpacking it on the disk.

@returns Also the zip's own size, in bytes.
@throws ToolError when it is no zip, or one that was made to harm.
*/
export async function insideOfZip(source: ZipSource): Promise<Inside & {readonly zipBytes: number}> {
	const binaries: Binary[] = [];
	const {bytes, entries, texts} = await readArchive(source, isWheelFile, async (name, open) => {
		const binary = mayBeBinary(name) ? await readBinary(name, await open()) : undefined;
		if (binary) {
			binaries.push(binary);
		}
	});
	return {zipBytes: bytes, ...inside(typeof source === 'string' ? path.basename(source) : source.name, entries, {texts, binaries})};
}

/**
Looks into a directory that would become a layer. Links are not followed: what they lead to may lie outside.

@throws Error with the file system's reason, or when it holds more files than a zip can.
*/
export async function insideOfFolder(directory: string): Promise<Inside> {
	const entries: ArchiveEntry[] = [];
	const texts = new Map<string, string>();
	const binaries: Binary[] = [];
	for await (const file of filesBelow(directory)) {
		const name = path.relative(directory, file).split(path.sep).join('/');
		const {size} = await stat(file);
		entries.push({path: name, bytes: size});
		if (entries.length > zipBounds.members) {
			throw new Error(`it holds more than ${zipBounds.members.toLocaleString('en')} files`);
		}

		if (isWheelFile(name) && size <= zipBounds.textBytes) {
			texts.set(name, await readFile(file, 'utf8'));
		}

		const binary = mayBeBinary(name) ? await readBinary(name, createReadStream(file)) : undefined;
		if (binary) {
			binaries.push(binary);
		}
	}

	return inside(`${path.basename(directory)}/`, entries, {texts, binaries});
}

function inside(name: string, entries: readonly ArchiveEntry[], {texts, binaries}: {readonly texts: ReadonlyMap<string, string>; readonly binaries: readonly Binary[]}): Inside {
	const files = entries.filter(({path}) => !path.endsWith('/'));
	const unpackedBytes = files.reduce((sum, {bytes}) => sum + bytes, 0);
	return {
		unpackedBytes,
		paths: files.map(({path}) => path).toSorted(),
		wheels: wheelsIn({texts}).toSorted(byPath),
		binaries: binaries.toSorted(byPath),
		contents: contentsOf({entries, unpackedBytes}, name),
	};
}

/** A zip keeps its order, and a directory has none. */
const byPath = (one: {readonly path: string}, other: {readonly path: string}): number => one.path < other.path ? -1 : 1;

/** Node's own recursive opendir leaves out files of large directories, and its readdir would read all of a disk before the first is told. */
async function * filesBelow(directory: string): AsyncGenerator<string> {
	for await (const entry of await opendir(directory)) {
		const place = path.join(directory, entry.name);
		if (entry.isDirectory()) {
			yield * filesBelow(place);
		} else if (entry.isFile()) {
			yield place;
		}
	}
}
