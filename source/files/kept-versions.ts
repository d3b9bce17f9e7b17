import {createHash} from 'node:crypto';
import * as z from 'zod';
import type {Journal} from '../engine/journal.js';

const hashes = z.array(z.string());

const noteOf = (file: string) => `edits.kept ${file}`;

/** True when the person has said before that this version of a file is to stay. */
export function isKept(journal: Pick<Journal, 'recall'>, file: string, text: string): boolean {
	return known(journal, file).includes(hashOf(text));
}

/** Remembers that this version is to stay; nobody is asked about it again. */
export function noteKept(journal: Pick<Journal, 'note' | 'recall'>, file: string, text: string): void {
	if (!isKept(journal, file, text)) {
		journal.note(noteOf(file), [...known(journal, file), hashOf(text)]);
	}
}

function known(journal: Pick<Journal, 'recall'>, file: string): readonly string[] {
	return hashes.safeParse(journal.recall(noteOf(file))).data ?? [];
}

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');
