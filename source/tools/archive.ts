import {createHash} from 'node:crypto';
import {createReadStream} from 'node:fs';
import {stat} from 'node:fs/promises';
import {pipeline} from 'node:stream/promises';
import {text} from 'node:stream/consumers';
import yauzl from 'yauzl';
import type {Wheel} from '../lambda/wheels.js';

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

/** Larger members are not read as text. */
const textBytes = 1024 * 1024;

/**
Reads what is in a zip without unpacking it; the sizes come from its central directory.

@param wantsText Which members to read as text.
@throws Error of yauzl or of the file system when the file is absent or is not a zip.
*/
export async function readArchive(file: string, wantsText: (path: string) => boolean = () => false): Promise<Archive> {
	const {size} = await stat(file);
	const zip = await yauzl.openPromise(file);
	const entries: ArchiveEntry[] = [];
	const texts = new Map<string, string>();
	try {
		for await (const entry of zip.eachEntry()) {
			entries.push({path: entry.fileName, bytes: entry.uncompressedSize});
			if (entry.uncompressedSize <= textBytes && wantsText(entry.fileName)) {
				texts.set(entry.fileName, await text(await zip.openReadStreamPromise(entry)));
			}
		}
	} finally {
		zip.close();
	}

	return {bytes: size, unpackedBytes: entries.reduce((sum, {bytes}) => sum + bytes, 0), entries, texts};
}

const wheelFile = /(?:^|\/)(?<distribution>[^\/]+)\.dist-info\/WHEEL$/v;

/** For `readArchive`: picks every wheel's tags. */
export const isWheelFile = (path: string): boolean => wheelFile.test(path);

/** The wheels whose WHEEL files were read. */
export function wheelsIn({texts}: Archive): readonly Wheel[] {
	return [...texts].flatMap(([path, content]) => {
		const distribution = wheelFile.exec(path)?.groups?.distribution;
		return distribution
			? [{
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
