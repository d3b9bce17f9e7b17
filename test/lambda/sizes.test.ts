import {expect, test} from 'vitest';
import {exceeds, overweight} from '../../source/lambda/sizes.js';

test('the limit itself is taken, a byte more is not', () => {
	expect(exceeds([{name: 'a', bytes: 262_144_000}])).toBe(false);
	expect(exceeds([{name: 'a', bytes: 262_144_000}, {name: 'b', bytes: 1}])).toBe(true);
	expect(overweight([{name: 'a', bytes: 262_144_000}])).toBeUndefined();
});

test('what is too much is told with its parts, the heaviest first, and the limit', () => {
	expect(overweight([{name: 'the function', bytes: 70_000_000}, {name: 'the layer', bytes: 200_000_000}]))
		.toBe('the layer 200 MB, the function 70 MB: together 270 MB unzipped, and Lambda takes 262,144,000 bytes (262 MB) at most, the function and all its layers together');
	expect(overweight([{name: 'the layer is', bytes: 300_000_000}])).toMatch(/^the layer is 300 MB unzipped, and Lambda takes/v);
});
