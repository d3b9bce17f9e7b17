import path from 'node:path';
import {syncDirectory} from '../disk/directory.js';
import {AppendedFile} from '../disk/open.js';
import {PathRefused} from '../disk/path.js';
import {withPath} from '../disk/system-error.js';
import {cureOf, messageOf, reportOf, ToolError} from './errors.js';
import {broadcast, type Listener, type StampedEvent} from './events.js';
import {readContent, type JournalContent} from './journal-content.js';
import {writeLine, type ReadEntry} from './journal-line.js';
import {secrets} from './secrets.js';

/** A note that only the step which did the work can make, e.g. how long a deploy took; read back on the next run. */
export type Note = {readonly v: 1; readonly at: string; readonly type: 'note'; readonly id: string; readonly value: unknown};

/** Too many and too long for the journal; every command's output has a log file of its own. */
const notJournalled: ReadonlySet<string> = new Set(['output', 'progress']);

/** Steps' and runs' boundaries, and what cannot be measured again: on the disk before anything else happens. What else there is goes with the next of them. */
const synced: ReadonlySet<string> = new Set(['note', 'run.started', 'step.started', 'step.finished', 'run.finished', 'run.failed']);

/** The append-only record of one workspace: JSON Lines, one event or note a line, each with a checksum. */
export class Journal {
	/** What was there before this run. */
	readonly before: JournalContent;
	readonly #file: string;
	readonly #notes = new Map<string, unknown>();
	readonly #pending: Array<StampedEvent | Note> = [];
	#appended: AppendedFile | undefined;

	/**
	Reads what is there; nothing is written before `open`.

	@throws UsageError when it cannot be read, or a newer layer-wizard wrote it.
	*/
	constructor(file: string) {
		this.#file = file;
		this.before = readContent(file);
		for (const {type, id, value} of this.before.entries) {
			if (type === 'note') {
				this.#notes.set(String(id), value);
			}
		}
	}

	/**
	Call once the workspace exists: writes what has been recorded so far and all that follows. A second time it does nothing.

	@throws ToolError, as all that writes, when the system refuses, e.g. because the disk is full.
	*/
	open(): void {
		if (this.#appended !== undefined) {
			return;
		}

		this.#appended = writing(this.#file, () => openForAppending(this.#file));
		for (const line of this.#pending.splice(0)) {
			this.#append(line);
		}
	}

	readonly listen: Listener = event => {
		if (!notJournalled.has(event.type)) {
			this.#append(event);
		}
	};

	note(id: string, value: unknown): void {
		const told = secrets.redactIn(value);
		this.#notes.set(id, told);
		this.#append({v: 1, at: new Date().toISOString(), type: 'note', id, value: told});
	}

	/** Keeps why a run ended. Never throws: why it ended is told anyway, and is worth more than what the journal has against it. */
	keepFailure(error: unknown): void {
		try {
			broadcast([this.listen])({type: 'run.failed', error: reportOf(error)});
		} catch {
			// It is told by the front end.
		}
	}

	/** The last note with this id, from this run or an earlier one. */
	recall(id: string): unknown {
		return this.#notes.get(id);
	}

	#append(line: StampedEvent | Note): void {
		const appended = this.#appended;
		if (appended === undefined) {
			this.#pending.push(line);
			return;
		}

		writing(this.#file, () => {
			appended.append(writeLine(line));
			if (synced.has(line.type)) {
				appended.sync();
			}
		});
	}
}

/** The entries of a journal that can be read. An absent file has none. Throws as `readContent` does. */
export function readJournal(file: string): readonly ReadEntry[] {
	return readContent(file).entries;
}

/** Opens a journal that only its owner reads, so that the next entry has a line of its own. Where it is new, its name is on the disk before anything depends on it. */
function openForAppending(file: string): AppendedFile {
	const {bytes, torn, isOpen} = readContent(file);
	const appended = new AppendedFile(file);
	if (bytes === 0) {
		syncDirectory(path.dirname(file));
	}

	if (torn > 0) {
		appended.truncate(bytes - torn);
	} else if (isOpen) {
		appended.append('\n');
	}

	return appended;
}

function writing<Result>(file: string, work: () => Result): Result {
	try {
		return work();
	} catch (error) {
		if (error instanceof PathRefused) {
			throw error;
		}

		throw new ToolError(`The journal cannot be written: ${messageOf(withPath(error, file))}.`, {tryThis: cureOf(error), cause: error});
	}
}
