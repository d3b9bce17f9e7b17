import {text} from 'node:stream/consumers';
import {setImmediate as nextTurn} from 'node:timers/promises';
import prettyBytes from 'pretty-bytes';
import type {Binary} from '../lambda/binaries.js';
import {limits} from '../lambda/limits.js';
import type {Wheel} from '../lambda/wheels.js';
import {isWheelFile, wheelsIn, type ArchiveEntry, type Read} from './archive.js';
import {mayBeBinary, readBinary} from './binary.js';

/** How much of a layer's files is read. */
export const readBounds = {
	/** All compiled files together. Layers have some hundred, and larger ones load in no function anyway. */
	compiled: {files: 5000, bytes: limits.unzippedBytes},
	/** All WHEEL files together. A real one has some hundred bytes; judging their tags is one turn of the event loop, in which no signal is heard. */
	wheels: {files: 500, bytes: 128 * 1024},
} as const;

type Bound = {readonly files: number; readonly bytes: number};

/** What a layer's files say of themselves. */
export type Seen = {
	readonly wheels: ReadonlyArray<Wheel & {readonly path: string}>;
	readonly binaries: readonly Binary[];
	/** What was not read, in sentences. */
	readonly unread: readonly string[];
};

/**
Reads the WHEEL files and the compiled files of a layer, after judging their sizes.

@throws What reading a file throws; the signal's reason.
*/
export async function lookThrough<File extends ArchiveEntry>(files: readonly File[], read: Read<File>, signal?: AbortSignal): Promise<Seen> {
	const wheelFiles = files.filter(({path}) => isWheelFile(path));
	const compiled = files.filter(({path}) => mayBeBinary(path));
	const [faultOfWheels, faultOfCompiled] = [unreadText('WHEEL', wheelFiles, readBounds.wheels), unreadText('compiled', compiled, readBounds.compiled)];
	return {
		wheels: faultOfWheels === undefined ? await wheelsOf(wheelFiles, read, signal) : [],
		binaries: faultOfCompiled === undefined ? await binariesOf(compiled, read, signal) : [],
		unread: [faultOfWheels, faultOfCompiled].flatMap(fault => fault ?? []),
	};
}

/** Says that files of a kind are too many or too large to be read; undefined if they are not. */
function unreadText(kind: string, files: readonly ArchiveEntry[], most: Bound): string | undefined {
	const bytes = sizeOf(files);
	return files.length > most.files || bytes > most.bytes
		? `The ${kind} files were not read: they are ${countText({files: files.length, bytes})}, and inspect reads at most ${countText(most)} of them.`
		: undefined;
}

const countText = ({files, bytes}: Bound): string => `${files.toLocaleString('en')} ${files === 1 ? 'file' : 'files'} and ${prettyBytes(bytes)}`;

const sizeOf = (files: readonly ArchiveEntry[]): number => files.reduce((sum, {bytes}) => sum + bytes, 0);

async function wheelsOf<File extends ArchiveEntry>(files: readonly File[], read: Read<File>, signal?: AbortSignal): Promise<Seen['wheels']> {
	const texts = new Map<string, string>();
	for (const file of files) {
		await turn(signal);
		texts.set(file.path, await text(read(file)));
	}

	return wheelsIn({texts});
}

async function binariesOf<File extends ArchiveEntry>(files: readonly File[], read: Read<File>, signal?: AbortSignal): Promise<readonly Binary[]> {
	const binaries: Binary[] = [];
	for (const file of files) {
		await turn(signal);
		const binary = await readBinary(file.path, read(file));
		if (binary) {
			binaries.push(binary);
		}
	}

	return binaries;
}

/** Lets signals in: hundreds of small members come from one piece that is in memory already, with no other turn of the event loop. */
async function turn(signal?: AbortSignal): Promise<void> {
	await nextTurn();
	signal?.throwIfAborted();
}
