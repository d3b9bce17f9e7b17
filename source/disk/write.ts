import {randomUUID} from 'node:crypto';
import {mkdtemp, open, rename, rm, rmdir, utimes} from 'node:fs/promises';
import path from 'node:path';
import {makeDirectory} from './directory.js';
import {PathRefused, refuseLinksOnTheWay, refuseUnless} from './path.js';
import {lookAt, namesIn} from './look.js';
import {withPath} from './system-error.js';

/** What a file is called until it is whole. The name is the wizard's own: a leftover can be deleted without touching a user's file. */
const draftName = /^\.layer-wizard-draft-[\da-f\-]{36}$/v;

/**
Writes a file whole or not at all, and makes its folder. A file that is there keeps its permissions.

@param mode Of a new file; the process's umask takes its part.
@throws PathRefused for a link or a special file in its place or on the way; the file system's error.
*/
export async function writeWhole(file: string, content: string | Uint8Array, mode = 0o666): Promise<void> {
	await makeDirectory(path.dirname(file));
	refuseUnless('file', file);
	const before = lookAt(file);
	const draft = path.join(path.dirname(file), `.layer-wizard-draft-${randomUUID()}`);
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

		await rename(draft, file);
	} catch (error) {
		await rm(draft, {force: true});
		throw withPath(error, file);
	}
}

/** Deletes what killed writes have left in a folder. Call it only while nobody else writes there. */
export async function removeDrafts(folder: string): Promise<void> {
	const names = await namesIn(folder);
	await Promise.all(names.filter(name => draftName.test(name)).map(async name => remove(path.join(folder, name))));
}

/** Moves a file or folder to a place below a real path; a file that is there is replaced. Throws PathRefused for a link on either way. */
export async function move(from: string, to: string): Promise<void> {
	refuseLinksOnTheWay(from);
	refuseLinksOnTheWay(to);
	await rename(from, to);
}

/** Deletes a file, or a folder with everything in it. Of a link the link itself goes; nothing that one leads to is touched. */
export async function remove(file: string): Promise<void> {
	refuseLinksOnTheWay(file);
	await rm(file, {recursive: true, force: true});
}

/** Deletes a folder if it is empty. */
export async function removeEmpty(folder: string): Promise<void> {
	refuseLinksOnTheWay(folder);
	await rmdir(folder).catch(() => undefined);
}

/** Marks a file as used now. */
export async function touch(file: string): Promise<void> {
	const found = lookAt(file);
	if (!found?.isFile()) {
		throw new PathRefused(file, 'is not a file');
	}

	refuseLinksOnTheWay(file);
	await utimes(file, new Date(), new Date());
}

/** Makes a new folder whose name begins like this, for this user alone. */
export async function makeTemporary(prefix: string): Promise<string> {
	refuseLinksOnTheWay(prefix);
	return mkdtemp(prefix);
}
