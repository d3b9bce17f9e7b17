import {expect, test} from 'vitest';
import {ageOf} from '../../source/lambda/age.js';

test.each([
	['2026-11-23T00:00:00Z', 'today'],
	['2026-11-23T23:59:59Z', 'today'],
	['2026-11-20T00:00:00Z', 'today'],
	['2026-11-24T12:00:00Z', '1 day ago'],
	['2027-01-21T12:00:00Z', '59 days ago'],
	['2027-02-01T12:00:00Z', '2 months ago'],
	['2028-11-23T12:00:00Z', '24 months ago'],
])('at %s the day 2026-11-23 was %s', (now, age) => {
	expect(ageOf('2026-11-23', new Date(now))).toBe(age);
});
