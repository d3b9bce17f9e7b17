import {readFile} from 'node:fs/promises';
import path from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import {codeOf} from '../engine/errors.js';
import {makeDirectory} from './directory.js';

/** Writes a file whole or not at all, and makes its folder. */
export async function writeWhole(file: string, content: string): Promise<void> {
	await makeDirectory(path.dirname(file));
	await writeFileAtomic(file, content);
}

/** The file's text; undefined when there is no such file. */
export async function readIfPresent(file: string): Promise<string | undefined> {
	return readFile(file, 'utf8').catch((error: unknown) => {
		if (['ENOENT', 'ENOTDIR'].includes(codeOf(error) ?? '')) {
			return undefined;
		}

		throw error;
	});
}
