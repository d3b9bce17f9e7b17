import prettyBytes from 'pretty-bytes';
import type {Fact, FactId} from '../engine/events.js';
import {wordsFor, type Strings} from '../lessons/strings.js';
import {harmless} from './printable.js';

/** Facts that have no row of their own: they continue another's. */
const continued: Readonly<Partial<Record<FactId, FactId>>> = {
	'zip.fat.unpacked.bytes': 'zip.fat.bytes',
	'zip.thin.unpacked.bytes': 'zip.thin.bytes',
	'layer.unpacked.bytes': 'layer.zip.bytes',
};

export type FactRow = {readonly label: string; readonly value: string};

/** Facts as rows of a list, in their order; empty ones have none. */
export function factRows(facts: readonly Fact[], {facts: labels}: Strings): readonly FactRow[] {
	const rows = new Map<FactId, FactRow>();
	for (const fact of facts) {
		const owner = continued[fact.id];
		const value = readableValue(fact);
		const before = owner && rows.get(owner);
		if (before) {
			rows.set(owner, {...before, value: `${before.value}, ${labels.unpacked} ${value}`});
		} else if (value !== '') {
			const label = labelOf(owner ?? fact.id, labels);
			rows.set(fact.id, {label: owner ? `${label}, ${labels.unpacked}` : label, value});
		}
	}

	return [...rows.values()];
}

/** Only what was measured in bytes and milliseconds. */
export function numberRows(facts: readonly Fact[], strings: Strings): readonly FactRow[] {
	return factRows(facts.filter(({value}) => typeof value === 'number'), strings);
}

/** A fact's value for people: `16.7 MB`, `3.4 s`, or its text. */
export function readableValue({id, value}: Pick<Fact, 'id' | 'value'>): string {
	if (typeof value === 'string') {
		return harmless(value);
	}

	if (id.endsWith('.ms')) {
		return `${(value / 1000).toFixed(1)} s`;
	}

	return id.endsWith('.bytes') ? prettyBytes(value) : String(value);
}

function labelOf(id: FactId, labels: Strings['facts']): string {
	return wordsFor(labels, id) ?? id;
}
