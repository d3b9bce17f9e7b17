import {accessSync, closeSync, constants, fchmodSync, fstatSync, lstatSync, openSync, unlinkSync} from 'node:fs';
import {randomUUID} from 'node:crypto';
import path from 'node:path';
import process from 'node:process';

/** The user that this process acts as. */
export const ownUser = (): number => process.geteuid?.() ?? 0;

/** The owner of what a path names itself; undefined when there is nothing. */
export const ownerOf = (file: string): number | undefined => lstatSync(file, {throwIfNoEntry: false})?.uid;

/**
True for a folder of this user, or of root, in which no other user can have put anything.
A group's right to write is ordinary where each user has a group of their own (umask 002 on Debian and Ubuntu),
and everybody's where the file system keeps no modes (a Windows drive in WSL).
*/
export function isOwnFolder(folder: string): boolean {
	const found = lstatSync(folder);
	if (!found.isDirectory() || ![ownUser(), 0].includes(found.uid)) {
		return false;
	}

	const isOpenToGroup = (found.mode & constants.S_IWGRP) !== 0 && found.gid !== process.getegid?.();
	const isOpenToAll = (found.mode & constants.S_IWOTH) !== 0;
	return !(isOpenToGroup || isOpenToAll) || !keepsModes(folder);
}

/** True where a file that is made for this user alone is that. */
function keepsModes(folder: string): boolean {
	try {
		accessSync(folder, constants.W_OK);
		const file = path.join(folder, `.layer-wizard-mode-${randomUUID()}`);
		const descriptor = openSync(file, 'wx', 0o600);
		try {
			fchmodSync(descriptor, 0o600);
			return (fstatSync(descriptor).mode & 0o077) === 0;
		} finally {
			closeSync(descriptor);
			unlinkSync(file);
		}
	} catch {
		return true;
	}
}
