import {readFileSync, statSync} from 'node:fs';
import {codeOf} from '../disk/system-error.js';
import {messageOf, UsageError} from './errors.js';
import {isTorn, readLine, type ReadEntry} from './journal-line.js';

/** What a journal says, and how far it can be trusted. */
export type JournalContent = {
	readonly entries: readonly ReadEntry[];
	/** The index of the first entry after every damaged line. What comes before it may have been taken back by a line that can no longer be read. */
	readonly soundFrom: number;
	/** Damaged lines that no run has warned of; a last line that a crash cut off is none. */
	readonly damaged: number;
	/** The file's size in bytes, and how much of its end is a line that a crash cut off. */
	readonly bytes: number;
	readonly torn: number;
	/** True when the last line lacks its line break. */
	readonly isOpen: boolean;
};

/** The code of the warning about damaged lines; where it stands in a journal, those before it have been told. */
export const damageCode = 'journal.damaged';

/** What damaged lines mean for a run. */
export const damageLine = ({damaged}: Pick<JournalContent, 'damaged'>): string =>
	`${damaged === 1 ? '1 line' : `${damaged} lines`} of the journal cannot be read any more; what stood there is looked at, measured or asked again.`;

const lineBreak = 0x0A;

/**
Reads a journal; an absent file is an empty one.

@throws UsageError when it cannot be read, or a newer layer-wizard wrote it.
*/
export function readContent(file: string): JournalContent {
	const bytes = readBytes(file);
	const entries: ReadEntry[] = [];
	let soundFrom = 0;
	let damaged = 0;
	const rest = bytes.subarray(bytes.lastIndexOf(lineBreak) + 1);
	const torn = isTorn(rest) ? rest.length : 0;
	for (const line of linesOf(bytes.subarray(0, bytes.length - torn))) {
		const read = readLine(line);
		if (read === 'damaged') {
			damaged++;
			soundFrom = entries.length;
		} else if ('newer' in read) {
			throw new UsageError(`A newer layer-wizard wrote ${file}: its format is version ${read.newer}, and this one reads version 1.`, {
				tryThis: 'Go on with that newer layer-wizard, or name another directory.',
			});
		} else {
			entries.push(read.entry);
			damaged = read.entry.type === 'warning' && read.entry.code === damageCode ? 0 : damaged;
		}
	}

	return {entries, soundFrom, damaged, bytes: bytes.length, torn, isOpen: rest.length > 0};
}

/** The lines without their line breaks; only the last one may have none. */
function * linesOf(bytes: Uint8Array): Generator<Uint8Array> {
	for (let start = 0; start < bytes.length;) {
		const next = bytes.indexOf(lineBreak, start);
		const end = next === -1 ? bytes.length : next;
		yield bytes.subarray(start, end);
		start = end + 1;
	}
}

function readBytes(file: string): Uint8Array {
	try {
		// A directory, a pipe or a device would never come to an end, or to none that helps.
		if (!statSync(file).isFile()) {
			throw new UsageError(`${file} is not a file, and the journal should be one.`, {tryThis: 'Move it away, or name another directory.'});
		}

		return readFileSync(file);
	} catch (error) {
		if (error instanceof UsageError) {
			throw error;
		}

		if (['ENOENT', 'ENOTDIR'].includes(codeOf(error) ?? '')) {
			return new Uint8Array();
		}

		throw new UsageError(`The journal cannot be read: ${messageOf(error)}.`, {tryThis: `Give yourself the right to read ${file}, or name another directory.`, cause: error});
	}
}
