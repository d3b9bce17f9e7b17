import {createHash} from 'node:crypto';
import {text} from 'node:stream/consumers';
import yauzl from 'yauzl';
import {openFile, type FileHandle} from '../disk/open.js';
import {codeOf} from '../disk/system-error.js';
import {messageOf, ToolError} from '../engine/errors.js';
import type {Wheel} from '../lambda/wheels.js';
import {BoundedReader} from './bounded-reader.js';
import {pieces} from './pieces.js';
import {unpack} from './unpack.js';
import {countFault, DirectoryJudge, memberOf, sharingFault, zipBounds, type Member} from './zip-bounds.js';

export type ArchiveEntry = {
	/** Path inside the zip, with `/`; folders end with it. */
	readonly path: string;
	/** Size when unpacked, in bytes. */
	readonly bytes: number;
};

export type Archive = {
	/** The zip file's own size. */
	readonly bytes: number;
	/** The sum of its entries' sizes when unpacked. */
	readonly unpackedBytes: number;
	readonly entries: readonly ArchiveEntry[];
	/** The contents of the small text files that were asked for, by path. */
	readonly texts: ReadonlyMap<string, string>;
};

/** A zip: a file by its real path, or one that is open, with what it is called. Reading closes it. */
export type ZipSource = string | {readonly name: string; readonly handle: FileHandle};

/** Reads a file of a listing, and unpacks it, only while it is iterated. */
export type Read<File> = (file: File) => AsyncIterable<Uint8Array>;

export type ArchiveReading = {
	readonly signal?: AbortSignal | undefined;
	/** Gets all files, without links and folders, in the order of their data. Called once the whole directory was judged. */
	readonly lookInto?: (files: readonly Member[], read: Read<Member>) => Promise<void>;
};

/**
Reads what is in a zip without unpacking it; the sizes come from its central directory. The directory is judged before a byte is inflated.
What is read and kept is bounded, whatever the zip says of itself.

@param wantsText Which members to read as text; links and large ones are not.
@throws ToolError when the file is absent, is not a zip, or is one that was made to harm; the signal's reason.
*/
export async function readArchive(source: ZipSource, wantsText: (path: string) => boolean = () => false, reading: ArchiveReading = {}): Promise<Archive> {
	try {
		return await readZip(typeof source === 'string' ? await openFile(source, 'read') : source.handle, wantsText, reading);
	} catch (error) {
		reading.signal?.throwIfAborted();
		throw new ToolError(`${typeof source === 'string' ? source : source.name} cannot be read as a zip: ${reasonOf(error)}.`, {
			tryThis: 'If it is one of the walkthrough, remove it and run the same command again: it is packed anew.',
			cause: error,
		});
	}
}

/** The reader's own reason, without its full stop; that there is no end of a zip it says in two sentences. */
function reasonOf(error: unknown): string {
	const message = messageOf(error).replace(/\.$/v, '');
	return message.startsWith('End of central directory record signature not found') ? 'it is none, or it is cut off' : message;
}

/** Looks for a zip where one should be: what is in it as `readArchive` reads it, or in words why there is none. */
export async function findArchive(file: string, wantsText?: (path: string) => boolean, signal?: AbortSignal): Promise<Archive | {readonly why: string}> {
	try {
		return await readArchive(file, wantsText, {signal});
	} catch (error) {
		if (!(error instanceof ToolError)) {
			throw error;
		}

		return {why: codeOf(error.cause) === 'ENOENT' ? `there is no ${file}` : error.message.replace(/\.$/v, '')};
	}
}

async function readZip(handle: FileHandle, wantsText: (path: string) => boolean, {signal, lookInto}: ArchiveReading): Promise<Archive> {
	try {
		const {size} = await handle.stat();
		const reader = new BoundedReader(handle, size);
		const entries = await membersOf(reader, size, signal);
		const ordered = entries.toSorted((one, other) => one.start - other.start);
		refuse(sharingFault(ordered, size));
		const files = ordered.filter(({path, isLink}) => !isLink && !path.endsWith('/'));
		const read = (member: Member) => unpack(reader, member, signal);
		const texts = await textsOf(files.filter(({path}) => wantsText(path)), read, signal);
		await lookInto?.(files, read);
		return {bytes: size, unpackedBytes: entries.reduce((sum, {bytes}) => sum + bytes, 0), entries, texts};
	} finally {
		await handle.close();
	}
}

async function membersOf(reader: BoundedReader, size: number, signal?: AbortSignal): Promise<readonly Member[]> {
	const zip = await yauzl.fromRandomAccessReaderPromise(reader, size, {autoClose: false, lazyEntries: true});
	refuse(countFault(zip));
	const judge = new DirectoryJudge();
	const members: Member[] = [];
	for await (const entry of zip.eachEntry()) {
		signal?.throwIfAborted();
		refuse(judge.faultOf(entry));
		members.push(memberOf(entry));
	}

	return members;
}

async function textsOf(files: readonly Member[], read: Read<Member>, signal?: AbortSignal): Promise<ReadonlyMap<string, string>> {
	const texts = new Map<string, string>();
	let left: number = zipBounds.textsBytes;
	for (const file of files) {
		signal?.throwIfAborted();
		if (file.bytes <= Math.min(zipBounds.textBytes, left)) {
			left -= file.bytes;
			texts.set(file.path, await text(read(file)));
		}
	}

	return texts;
}

function refuse(fault: string | undefined): void {
	if (fault !== undefined) {
		throw new Error(fault);
	}
}

const wheelFile = /(?:^|\/)(?<distribution>[^\/]+)\.dist-info\/WHEEL$/v;

/** For `readArchive`: picks every wheel's tags. */
export const isWheelFile = (path: string): boolean => wheelFile.test(path);

/** The wheels whose WHEEL files were read, each with that file's path. */
export function wheelsIn({texts}: Pick<Archive, 'texts'>): ReadonlyArray<Wheel & {readonly path: string}> {
	return [...texts].flatMap(([path, content]) => {
		const distribution = wheelFile.exec(path)?.groups?.distribution;
		return distribution
			? [{
				path,
				distribution,
				tags: [...content.matchAll(/^Tag: *(?<tag>\S+)/gmv)].map(match => match[1] ?? ''),
				isPure: /^Root-Is-Purelib: *true\b/imv.test(content),
			}]
			: [];
	});
}

/** SHA-256 in base64, as the Lambda API reports it for code and layers. */
export async function sha256(file: string): Promise<string> {
	const hash = createHash('sha256');
	const handle = await openFile(file, 'read');
	try {
		for await (const piece of pieces(handle, {start: 0, end: Infinity})) {
			hash.update(piece);
		}
	} finally {
		await handle.close();
	}

	return hash.digest('base64');
}
