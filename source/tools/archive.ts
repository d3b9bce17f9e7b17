import {createHash} from 'node:crypto';
import {createReadStream} from 'node:fs';
import {open, type FileHandle} from 'node:fs/promises';
import {pipeline} from 'node:stream/promises';
import {text} from 'node:stream/consumers';
import yauzl from 'yauzl';
import {codeOf} from '../disk/system-error.js';
import {messageOf, ToolError} from '../engine/errors.js';
import type {Wheel} from '../lambda/wheels.js';
import {BoundedReader, countFault, isLink, memberFault, memberOf, sharingFault, zipBounds, type Member} from './zip-bounds.js';

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

/** A zip: a file by its path, or one that is open, with what it is called. Reading closes it. */
export type ZipSource = string | {readonly name: string; readonly handle: FileHandle};

/** Looks at a member, or does not: `open` unpacks it as it is read. */
export type Look = (path: string, open: () => Promise<AsyncIterable<Uint8Array>>) => Promise<void>;

/**
Reads what is in a zip without unpacking it; the sizes come from its central directory. What it reads and keeps is bounded, whatever the zip says of itself.

@param wantsText Which members to read as text; links and large ones are not.
@param look Gets each member that is no link, in turn; what it does not ask for is not unpacked.
@throws ToolError when the file is absent, is not a zip, or is one that was made to harm.
*/
export async function readArchive(source: ZipSource, wantsText: (path: string) => boolean = () => false, look?: Look): Promise<Archive> {
	try {
		return await readZip(typeof source === 'string' ? await open(source) : source.handle, wantsText, look);
	} catch (error) {
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
export async function findArchive(file: string, wantsText?: (path: string) => boolean): Promise<Archive | {readonly why: string}> {
	try {
		return await readArchive(file, wantsText);
	} catch (error) {
		if (!(error instanceof ToolError)) {
			throw error;
		}

		return {why: codeOf(error.cause) === 'ENOENT' ? `there is no ${file}` : error.message.replace(/\.$/v, '')};
	}
}

async function readZip(handle: FileHandle, wantsText: (path: string) => boolean, look?: Look): Promise<Archive> {
	try {
		const {size} = await handle.stat();
		const zip = await yauzl.fromRandomAccessReaderPromise(new BoundedReader(handle, size), size, {autoClose: false, lazyEntries: true});
		refuse(countFault(zip));
		const members: Member[] = [];
		const texts = new Map<string, string>();
		let textsLeft = zipBounds.textsBytes;
		for await (const member of zip.eachEntry()) {
			const {fileName, uncompressedSize} = member;
			members.push(memberOf(member));
			refuse(memberFault(member));

			if (uncompressedSize <= Math.min(zipBounds.textBytes, textsLeft) && !isLink(member) && wantsText(fileName)) {
				textsLeft -= uncompressedSize;
				texts.set(fileName, await text(await zip.openReadStreamPromise(member)));
			}

			if (!isLink(member)) {
				await look?.(fileName, async () => zip.openReadStreamPromise(member));
			}
		}

		refuse(sharingFault(members));
		const entries = members.map(({fileName, uncompressedSize}) => ({path: fileName, bytes: uncompressedSize}));
		return {bytes: size, unpackedBytes: entries.reduce((sum, {bytes}) => sum + bytes, 0), entries, texts};
	} finally {
		await handle.close();
	}
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
	await pipeline(createReadStream(file), hash);
	return hash.digest('base64');
}
