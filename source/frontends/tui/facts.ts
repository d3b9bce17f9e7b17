import type {Fact} from '../../engine/events.js';
import {readableFact} from '../summary.js';
import {harmless} from './printable.js';

export type FactRow = {readonly label: string; readonly value: string};

/** Facts as rows of a list; one whose label only continues the label before it (`… unpacked`) joins that row. */
export function factRows(facts: readonly Fact[]): readonly FactRow[] {
	const rows: FactRow[] = [];
	for (const {id, value} of facts) {
		const readable = readableFact(id, value);
		const row = {...readable, value: harmless(readable.value)};
		const before = rows.at(-1);
		if (before && row.label.startsWith('…')) {
			rows[rows.length - 1] = {...before, value: `${before.value}, ${row.label.replace(/^…\s*/v, '')} ${row.value}`};
		} else if (row.value !== '') {
			rows.push(row);
		}
	}

	return rows;
}

/** Only what was measured in bytes and seconds. */
export function numberRows(facts: readonly Fact[]): readonly FactRow[] {
	return factRows(facts.filter(({value}) => typeof value === 'number'));
}
