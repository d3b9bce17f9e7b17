import {randomUUID} from 'node:crypto';
import {open, readFile, readdir, realpath, rename, rm, stat} from 'node:fs/promises';
import path from 'node:path';
import {codeOf, ofFile} from '../engine/errors.js';
import {makeDirectory} from './directory.js';

/** What a file is called until it is whole. The name is the wizard's own: what a crash leaves can be removed without touching a person's file. */
const draftName = /^\.layer-wizard-draft-[\da-f\-]{36}$/v;

/**
Writes a file whole or not at all, and makes its folder. A file that is there keeps its permissions, and a link leads to the same file as before.

@param mode Of a new file; the process's umask takes its part.
*/
export async function writeWhole(file: string, content: string | Uint8Array, mode = 0o666): Promise<void> {
	await makeDirectory(path.dirname(file));
	const place = await realpath(file).catch(() => file);
	const before = await stat(place).catch(() => undefined);
	const draft = path.join(path.dirname(place), `.layer-wizard-draft-${randomUUID()}`);
	try {
		const handle = await open(draft, 'wx', mode);
		try {
			await handle.writeFile(content);
			if (before) {
				await handle.chmod(before.mode);
			}

			// Else a machine that stops now may keep the new name and not the bytes.
			await handle.sync();
		} finally {
			await handle.close();
		}

		await rename(draft, place);
	} catch (error) {
		await rm(draft, {force: true});
		throw ofFile(error, place);
	}
}

/** Removes what writes that were killed have left in a folder. Call it only while nobody else writes there. */
export async function removeDrafts(folder: string): Promise<void> {
	const names = await readdir(folder).catch(() => []);
	await Promise.all(names.filter(name => draftName.test(name)).map(async name => rm(path.join(folder, name), {force: true})));
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
