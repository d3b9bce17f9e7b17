import {linesInFile, type FileLine} from '../disk/lines.js';
import {PathRefused} from '../disk/path.js';
import {isAbsent} from '../disk/system-error.js';
import {messageOf, UsageError} from './errors.js';
import {isTorn, readLine, type ReadEntry} from './journal-line.js';
import {sharing} from './journal-sharing.js';

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

/**
Reads a journal; an absent file is an empty one.

@throws PathRefused when it is no regular file; UsageError when it cannot be read, or a newer layer-wizard wrote it.
*/
export function readContent(file: string): JournalContent {
	const entries: ReadEntry[] = [];
	const shared = sharing();
	let soundFrom = 0;
	let damaged = 0;
	let bytes = 0;
	let torn = 0;
	let isOpen = false;
	for (const {line, hasBreak} of linesOf(file)) {
		bytes += line.length + (hasBreak ? 1 : 0);
		isOpen = !hasBreak;
		if (isOpen && isTorn(line)) {
			torn = line.length;
			continue;
		}

		const read = readLine(line);
		if (read === 'damaged') {
			damaged++;
			soundFrom = entries.length;
		} else if ('newer' in read) {
			throw new UsageError(`A newer layer-wizard wrote ${file}: its format is version ${read.newer}, and this one reads version 1.`, {
				tryThis: 'Go on with that newer layer-wizard, or name another directory.',
			});
		} else {
			entries.push(shared(read.entry));
			damaged = read.entry.type === 'warning' && read.entry.code === damageCode ? 0 : damaged;
		}
	}

	return {entries, soundFrom, damaged, bytes, torn, isOpen};
}

function * linesOf(file: string): Generator<FileLine> {
	try {
		yield * linesInFile(file);
	} catch (error) {
		if (error instanceof UsageError || error instanceof PathRefused) {
			throw error;
		}

		if (!isAbsent(error)) {
			throw new UsageError(`The journal cannot be read: ${messageOf(error)}.`, {tryThis: `Give yourself the right to read ${file}, or name another directory.`, cause: error});
		}
	}
}
