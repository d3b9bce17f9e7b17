import path from 'node:path';
import {CheckError, UsageError} from '../engine/errors.js';
import type {Journal} from '../engine/journal.js';
import {readBytes, readIfPresentSync as read} from '../disk/read.js';
import {move, remove, removeDrafts, writeWhole} from '../disk/write.js';
import {countChanges} from './diff.js';
import {isKept, noteKept} from './kept-versions.js';

/**
Files that the wizard writes and a person may change. Of each, a copy of what the wizard last wrote lies in
`.layer-wizard/written/`; where file and copy differ, a person changed the file.

A write is three renames: the next copy beside the last one, the file, and the next copy in place of the last one.
Wherever a crash comes between them, the file is what one of the two copies says, or what a person made of that one;
so the nearer copy is the one to compare with.
*/
type Place = {
	/** The workspace. */
	readonly directory: string;
	/** `.layer-wizard/` */
	readonly state: string;
};

/** Whoever may read the file itself, what the wizard keeps is the person's alone. */
const copyMode = 0o600;

/** What a person made of a file. */
export type HandEdit = {
	/** Relative to the workspace. */
	readonly file: string;
	/** What the wizard last wrote. */
	readonly written: string;
	readonly mine: string;
};

/**
Writes a file of the wizard's whole or not at all, and its copy.

@throws CheckError, with the file as it is, when a person has changed it.
*/
export async function writeOwn(place: Place, file: string, content: string): Promise<void> {
	if (isTheirs(place, file)) {
		throw new CheckError(`${file} was changed by hand meanwhile; it is left as it is.`, {tryThis: 'Run the same command again: it shows the change and asks.'});
	}

	await put(place, file, content, content);
}

/** Keeps as the copy of a person's file what the wizard would have written in its place; the difference is then the person's work. */
export async function keepCopy(place: Place, file: string, content: string): Promise<void> {
	await writeWhole(copiesOf(place, file).last, content, copyMode);
}

/** Takes a person's changes out of a file again; keep their version elsewhere first. */
export async function writeOver(place: Place, {file, written}: HandEdit): Promise<void> {
	await put(place, file, written, written);
}

/**
Edits a file that may be a person's. Its copy is edited likewise, so that the difference between the two is the person's work alone.

@returns The text before and after; the same twice when there was nothing to change.
@throws UsageError when it is not a text; what `edit` throws.
*/
export async function editOwn(place: Place, file: string, edit: (text: string) => string, journal: Pick<Journal, 'note' | 'recall'>): Promise<readonly [before: string, after: string]> {
	const before = textOf(file, await readBytes(path.join(place.directory, file)));
	const after = edit(before);
	if (after === before) {
		return [before, before];
	}

	if (isKept(journal, file, before)) {
		noteKept(journal, file, after);
	}

	const copy = copyFor(place, file, before);
	await (copy === undefined ? writeWhole(path.join(place.directory, file), after) : put(place, file, after, edit(copy)));

	return [before, after];
}

/** What a file holds, and what the wizard last wrote of it; undefined where there is none. */
export function versionsOf(place: Place, file: string): {readonly written: string | undefined; readonly mine: string | undefined} {
	const mine = read(path.join(place.directory, file));
	return {written: copyFor(place, file, mine ?? ''), mine};
}

/** What a person has changed in a file since the wizard wrote it; undefined when nothing, when it is not there, and when the wizard never wrote it. */
export function handEditOf(place: Place, file: string): HandEdit | undefined {
	const {written, mine} = versionsOf(place, file);
	return mine === undefined || written === undefined || mine === written ? undefined : {file, written, mine};
}

/** True when a file is there and is not what the wizard wrote. */
export function isTheirs(place: Place, file: string): boolean {
	const {written, mine} = versionsOf(place, file);
	return mine !== undefined && mine !== written;
}

/** Brings writes to their end that a crash has cut off, and removes what they left. Call it only while nobody else writes there. */
export async function completeWrites(place: Place, files: readonly string[]): Promise<void> {
	for (const file of files) {
		const {last, next} = copiesOf(place, file);
		const waiting = read(next);
		const mine = read(path.join(place.directory, file));
		if (waiting !== undefined && mine !== undefined && copyFor(place, file, mine) === waiting) {
			await move(next, last);
		}

		await remove(next);
		await removeDrafts(path.dirname(next));
	}
}

async function put(place: Place, file: string, content: string, copy: string): Promise<void> {
	const {last, next} = copiesOf(place, file);
	await writeWhole(next, copy, copyMode);
	await writeWhole(path.join(place.directory, file), content);
	await move(next, last);
}

/** The copy that a text was made from: of the last one and one that was about to take its place, the nearer. */
function copyFor(place: Place, file: string, text: string): string | undefined {
	const {last, next} = copiesOf(place, file);
	const copies = [read(last), read(next)].filter(copy => copy !== undefined);
	const distance = (copy: string) => {
		const {added, removed} = countChanges(copy, text);
		return added + removed;
	};

	return copies.length < 2 ? copies[0] : copies.toSorted((one, other) => distance(one) - distance(other))[0];
}

function copiesOf({state}: Place, file: string): {readonly last: string; readonly next: string} {
	const last = path.join(state, 'written', file);
	return {last, next: `${last}.next`};
}

/** Bytes that are no text would be lost when the text is written again. */
function textOf(file: string, bytes: Uint8Array): string {
	try {
		return new TextDecoder('utf-8', {fatal: true, ignoreBOM: true}).decode(bytes);
	} catch (error) {
		throw new UsageError(`${file} cannot be edited: it is not in UTF-8.`, {tryThis: 'Save it in UTF-8, or remove it and run the same command again: it is then written anew.', cause: error});
	}
}
