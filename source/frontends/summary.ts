import stringWidth from 'string-width';
import type {FactId, Facts} from '../engine/events.js';
import {limits} from '../lambda/limits.js';
import {fill, type Strings} from '../lessons/strings.js';
import {factRows} from './facts.js';
import {shownAnswer} from './shown-answer.js';

/** The facts that a summary lists, in its order. */
const listed: readonly FactId[] = [
	'package.unpacked.bytes',
	'zip.fat.bytes',
	'zip.fat.unpacked.bytes',
	'zip.thin.bytes',
	'zip.thin.unpacked.bytes',
	'layer.zip.bytes',
	'layer.unpacked.bytes',
	'deploy.layer.ms',
	'deploy.function.ms',
	'layer.arn',
	'invoke.cloud.modulePath',
];

/** The result of a run as text: the answer, then the numbers. Facts that were not measured are left out. */
export function summary(facts: Facts, strings: Strings): string {
	const answer = shownAnswer(String(facts['invoke.cloud.payload'] ?? ''));
	const rows = factRows(listed.flatMap(id => facts[id] === undefined ? [] : [{id, value: facts[id]}]), strings);
	const width = Math.max(0, ...rows.map(({label}) => stringWidth(label)));
	const lines = [
		...(answer ? [strings.summary.answered, '', ...answer.body.split('\n').map(line => `  ${line}`), ''] : []),
		...rows.map(({label, value}) => `${label}${' '.repeat(width - stringWidth(label))}  ${value}`),
		...limitLine(facts, strings),
	];
	return lines.map(line => `${line}\n`).join('');
}

function limitLine(facts: Facts, {summary: words}: Strings): readonly string[] {
	const unpacked = facts['layer.unpacked.bytes'];
	if (typeof unpacked !== 'number') {
		return [];
	}

	const percent = Math.round(unpacked / limits.unzippedBytes * 100);
	return [fill(words.limit, {percent: percent < 1 ? words.lessThanOne : percent})];
}
