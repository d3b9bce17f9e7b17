import {appendFileSync, readFileSync} from 'node:fs';
import * as z from 'zod';
import {codeOf} from './errors.js';
import type {Listener, StampedEvent} from './events.js';
import {secrets} from './secrets.js';

/** A note that only the step which did the work can make, e.g. how long a deploy took; read back on the next run. */
export type Note = {readonly v: 1; readonly at: string; readonly type: 'note'; readonly id: string; readonly value: unknown};

/** A line as read back: only what every kind of line has is certain. */
export type ReadEntry = z.infer<typeof entry>;

const entry = z.looseObject({v: z.literal(1), at: z.string(), type: z.string()});

/** Too many and too long for the journal; every command's output has a log file of its own. */
const notJournalled: ReadonlySet<string> = new Set(['output', 'progress']);

/** The append-only record of one workspace: JSON Lines, one event or note a line. */
export class Journal {
	readonly #file: string;
	readonly #notes = new Map<string, unknown>();
	#pending: Array<StampedEvent | Note> | undefined = [];

	/** Reads what is there; nothing is written before `open`. */
	constructor(file: string) {
		this.#file = file;
		for (const {type, id, value} of readJournal(file)) {
			if (type === 'note') {
				this.#notes.set(String(id), value);
			}
		}
	}

	/** Call once the workspace exists: writes what has been recorded so far and all that follows. */
	open(): void {
		const pending = this.#pending ?? [];
		this.#pending = undefined;
		endTornLine(this.#file);
		for (const line of pending) {
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

	/** The last note with this id, from this run or an earlier one. */
	recall(id: string): unknown {
		return this.#notes.get(id);
	}

	#append(line: StampedEvent | Note): void {
		if (this.#pending) {
			this.#pending.push(line);
		} else {
			appendFileSync(this.#file, `${JSON.stringify(line)}\n`, {mode: 0o600});
		}
	}
}

/** Ends a line that a crash cut off, so that the next entry has a line of its own. */
function endTornLine(file: string): void {
	if (!['', '\n'].includes(readText(file).slice(-1))) {
		appendFileSync(file, '\n');
	}
}

/** The entries of a journal; a line that was cut off by a crash is left out. An absent file has none. */
export function readJournal(file: string): readonly ReadEntry[] {
	return readText(file).split('\n').flatMap(line => {
		try {
			return [entry.parse(JSON.parse(line))];
		} catch {
			return [];
		}
	});
}

/** A file's text; empty when there is no such file. */
function readText(file: string): string {
	try {
		return readFileSync(file, 'utf8');
	} catch (error) {
		if (['ENOENT', 'ENOTDIR'].includes(codeOf(error) ?? '')) {
			return '';
		}

		throw error;
	}
}
