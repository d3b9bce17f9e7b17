import {isDeepStrictEqual} from 'node:util';
import type {ReadEntry} from './journal-line.js';

/**
Makes entries share what they have in common with the one before of their kind, and of the same step or id.
Each run repeats its plan, titles and values, which would take most of the memory of a long journal.
*/
export function sharing(): (entry: ReadEntry) => ReadEntry {
	const latest = new Map<string, ReadEntry>();
	return entry => {
		const kind = JSON.stringify([entry.type, entry.step ?? entry.id]);
		const before = latest.get(kind);
		const shared: ReadEntry = before ? {...entry, ...common(entry, before)} : entry;
		latest.set(kind, shared);
		return shared;
	};
}

/** Gives the members of the entry before that are equal to this one's. */
function common(entry: ReadEntry, before: ReadEntry): Partial<ReadEntry> {
	return Object.fromEntries(Object.keys(entry).filter(name => isDeepStrictEqual(entry[name], before[name])).map(name => [name, before[name]]));
}
