import type {FactId} from '../engine/events.js';
import {wordsFor} from '../lessons/strings.js';

/** Units that a guess may have, in the fact's own unit: bytes or milliseconds. */
const sizes: Readonly<Record<string, number>> = {b: 1, byte: 1, bytes: 1, k: 1e3, kb: 1e3, m: 1e6, mb: 1e6, g: 1e9, gb: 1e9};
const times: Readonly<Record<string, number>> = {ms: 1, s: 1e3, sec: 1e3, second: 1e3, seconds: 1e3, m: 6e4, min: 6e4, minute: 6e4, minutes: 6e4};

const isTime = (fact: FactId) => fact.endsWith('.ms');

/** Reads a guess of a fact: a number with a unit, alone in MB or seconds. In bytes or milliseconds; undefined when it is none. */
export function readGuess(text: string, fact: FactId): number | undefined {
	const match = /^(?<number>\d+(?:[.,]\d+)?)\s*(?<unit>[a-z]*)$/v.exec(text.trim().toLowerCase());
	const unit = match?.groups?.unit === '' ? (isTime(fact) ? 's' : 'mb') : match?.groups?.unit ?? '';
	const factor = wordsFor(isTime(fact) ? times : sizes, unit);
	const number = Number(match?.groups?.number?.replace(',', '.'));
	return factor === undefined || Number.isNaN(number) ? undefined : number * factor;
}

/** A guess beside what was measured: `close` within a quarter, else how many times as much or as little. */
export type Comparison = {readonly how: 'close' | 'under' | 'over'; readonly times: string};

export function compareGuess(guess: number, measured: number): Comparison {
	const ratio = measured / Math.max(guess, 1);
	if (ratio > 0.8 && ratio < 1.25) {
		return {how: 'close', times: '1'};
	}

	const factor = ratio > 1 ? ratio : 1 / ratio;
	return {how: ratio > 1 ? 'under' : 'over', times: factor < 10 ? factor.toFixed(1) : Math.round(factor).toLocaleString('en')};
}
