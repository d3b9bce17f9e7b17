import prettyBytes from 'pretty-bytes';
import type {Fact, FactId} from '../engine/events.js';
import {harmless} from './printable.js';

/** What people read for each fact; one that continues another joins its row. */
const labels: Readonly<Record<FactId, {readonly label: string; readonly continues?: FactId}>> = {
	'package.unpacked.bytes': {label: 'The packages, installed'},
	'zip.fat.bytes': {label: 'Function zip, packages inside'},
	'zip.fat.unpacked.bytes': {label: 'unpacked', continues: 'zip.fat.bytes'},
	'zip.thin.bytes': {label: 'Function zip, layer attached'},
	'zip.thin.unpacked.bytes': {label: 'unpacked', continues: 'zip.thin.bytes'},
	'layer.zip.bytes': {label: 'Layer zip'},
	'layer.unpacked.bytes': {label: 'unpacked', continues: 'layer.zip.bytes'},
	'layer.arn': {label: 'Layer ARN'},
	'invoke.local.payload': {label: 'Answer on this machine'},
	'invoke.cloud.payload': {label: 'Answer from the cloud'},
	'invoke.cloud.log': {label: 'The function\'s log'},
	'invoke.cloud.modulePath': {label: 'Module loaded from'},
	'deploy.layer.ms': {label: 'Deploying the layer took'},
	'deploy.function.ms': {label: 'Deploying the function took'},
	'cloud.endpoint': {label: 'Cloud endpoint'},
	'cloud.account': {label: 'Account'},
};

export type FactRow = {readonly label: string; readonly value: string};

/** Facts as rows of a list, in their order; empty ones have none. */
export function factRows(facts: readonly Fact[]): readonly FactRow[] {
	const rows = new Map<FactId, FactRow>();
	for (const fact of facts) {
		const {label, continues} = labels[fact.id];
		const value = readableValue(fact);
		const before = continues && rows.get(continues);
		if (before) {
			rows.set(continues, {...before, value: `${before.value}, ${label} ${value}`});
		} else if (value !== '') {
			rows.set(fact.id, {label: continues ? `${labels[continues].label}, ${label}` : label, value});
		}
	}

	return [...rows.values()];
}

/** Only what was measured in bytes and milliseconds. */
export function numberRows(facts: readonly Fact[]): readonly FactRow[] {
	return factRows(facts.filter(({value}) => typeof value === 'number'));
}

function readableValue({id, value}: Fact): string {
	if (typeof value === 'string') {
		return harmless(value);
	}

	return id.endsWith('.ms') ? `${(value / 1000).toFixed(1)} s` : prettyBytes(value);
}
