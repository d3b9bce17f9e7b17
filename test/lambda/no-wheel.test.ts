import {describe, expect, test} from 'vitest';
import {noWheel, sourceOnly, type Offer} from '../../source/lambda/no-wheel.js';
import type {Runtime} from '../../source/lambda/runtimes.js';

const runtime: Runtime = {name: 'python3.10', version: '3.10', glibc: [2, 26]};
const offer: Offer = {
	name: 'numpy',
	requirement: 'numpy==2.4.6',
	wheels: {'python3.10': {newest: '2.2.6'}, 'python3.12': {newest: '2.5.0', asked: '2.4.6'}, 'python3.13': {newest: '2.5.0', asked: '2.4.6'}},
	any: {newest: '2.5.0', asked: '2.4.6'},
};

describe('noWheel', () => {
	test.each([
		['another version, other runtimes', offer, 'numpy 2.4.6 has no wheel for python3.10 on x86_64; 2.2.6 has one, or use python3.12, python3.13.'],
		['another version only', {...offer, wheels: {'python3.10': {newest: '2.2.6'}, 'python3.12': {newest: '2.5.0'}}}, 'numpy 2.4.6 has no wheel for python3.10 on x86_64; 2.2.6 has one.'],
		['other runtimes only', {...offer, requirement: 'numpy>=2.4', wheels: {'python3.10': {}, 'python3.12': {newest: '2.5.0', asked: '2.5.0'}}}, 'numpy>=2.4 has no wheel for python3.10 on x86_64; use python3.12.'],
		['it has one', {...offer, wheels: {'python3.10': {newest: '2.4.6', asked: '2.4.6'}}}, undefined],
		['nothing anywhere', {...offer, wheels: {'python3.10': {}, 'python3.12': {}}}, undefined],
	] as const)('%s', (_, each, message) => {
		expect(noWheel(each, runtime, 'x86_64')?.message).toBe(message);
	});
});

describe('sourceOnly', () => {
	test('is said of what has no wheel at all, and of nothing else', () => {
		expect(sourceOnly({...offer, wheels: {'python3.10': {}, 'python3.12': {}}}, runtime, 'arm64')?.message).toMatch(/^numpy has no wheel for Lambda, only its source/v);
		expect(sourceOnly(offer, runtime, 'arm64')).toBeUndefined();
		expect(sourceOnly({...offer, wheels: {'python3.10': {}}, any: {}}, runtime, 'arm64')).toBeUndefined();
	});
});
