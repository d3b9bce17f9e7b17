import {expect, test} from 'vitest';
import {running, took} from '../../../source/frontends/tui/duration.js';

test('what took its time is told to a tenth of a second', () => {
	expect([1, 1500, 75_040].map(ms => took(ms))).toEqual(['0.0 s', '1.5 s', '75.0 s']);
});

test('what is running is told in whole seconds and minutes', () => {
	expect([-20, 999, 59_999, 60_000, 125_000].map(ms => running(ms))).toEqual(['0 s', '0 s', '59 s', '1 min 00 s', '2 min 05 s']);
});
