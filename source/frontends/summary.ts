import prettyBytes from 'pretty-bytes';
import type {FactId, Facts, FactValue} from '../engine/events.js';
import {readAnswer} from '../chapters/answer.js';
import {limits} from '../lambda/limits.js';

/** What people read for a fact id. */
const labels: Readonly<Record<FactId, string>> = {
	'package.unpacked.bytes': 'The packages, installed',
	'zip.fat.bytes': 'Function zip, packages inside',
	'zip.fat.unpacked.bytes': '… unpacked',
	'zip.thin.bytes': 'Function zip, layer attached',
	'zip.thin.unpacked.bytes': '… unpacked',
	'layer.zip.bytes': 'Layer zip',
	'layer.unpacked.bytes': '… unpacked',
	'layer.arn': 'Layer ARN',
	'invoke.local.payload': 'Answer on this machine',
	'invoke.cloud.payload': 'Answer from the cloud',
	'invoke.cloud.log': 'The function\'s log',
	'invoke.cloud.modulePath': 'Module loaded from',
	'deploy.layer.ms': 'Deploying the layer took',
	'deploy.function.ms': 'Deploying the function took',
	'cloud.endpoint': 'Cloud endpoint',
	'cloud.account': 'Account',
};

/** A fact as a label and a value with its unit. */
export function readableFact(id: FactId, value: FactValue): {readonly label: string; readonly value: string} {
	return {label: labels[id], value: readableValue(id, value)};
}

export function readableValue(id: FactId, value: FactValue): string {
	if (typeof value === 'string') {
		return value;
	}

	return id.endsWith('.ms') ? `${(value / 1000).toFixed(1)} s` : prettyBytes(value);
}

/** The facts that a summary lists, in its order. */
const listed: readonly FactId[] = [
	'package.unpacked.bytes',
	'zip.fat.bytes',
	'zip.thin.bytes',
	'layer.zip.bytes',
	'layer.unpacked.bytes',
	'deploy.layer.ms',
	'deploy.function.ms',
	'layer.arn',
	'invoke.cloud.modulePath',
];

/** The result of a run as text: the answer, then the numbers. Facts that were not measured are left out. */
export function summary(facts: Facts): string {
	const answer = readAnswer(String(facts['invoke.cloud.payload'] ?? ''));
	const rows = listed.flatMap(id => {
		const value = facts[id];
		return value === undefined ? [] : [readableFact(id, value)];
	});
	const width = Math.max(...rows.map(({label}) => label.length));
	return [
		...(answer ? ['The function in the cloud answered:', '', ...answer.body.split('\n').map(line => `  ${line}`), ''] : []),
		...rows.map(({label, value}) => `${label.padEnd(width)}  ${value}`),
		...limitLine(facts),
		'',
	].join('\n');
}

function limitLine(facts: Facts): readonly string[] {
	const unpacked = facts['layer.unpacked.bytes'];
	if (typeof unpacked !== 'number') {
		return [];
	}

	const percent = Math.round(unpacked / limits.unzippedBytes * 100);
	return [`The layer takes ${percent < 1 ? 'less than 1' : percent} % of the ${limits.unzippedBytes.toLocaleString('en')} bytes ("250 MB") that Lambda allows, unpacked.`];
}
