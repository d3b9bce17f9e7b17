import {describe, expect, test} from 'vitest';
import {compareGuess, readGuess} from '../../source/frontends/guess.js';

describe('readGuess', () => {
	test.each([
		['5 MB', 5_000_000],
		['5MB', 5_000_000],
		['5', 5_000_000],
		[' 300 kb ', 300_000],
		['1.5 GB', 1_500_000_000],
		['2,5 MB', 2_500_000],
		['900 B', 900],
		['900 bytes', 900],
		['1 byte', 1],
		['7k', 7000],
		['3 m', 3_000_000],
		['0', 0],
	])('a size: %j', (text, bytes) => {
		expect(readGuess(text, 'zip.fat.bytes')).toBe(bytes);
	});

	test.each([
		['4', 4000],
		['4 s', 4000],
		['4.5sec', 4500],
		['0,5 s', 500],
		['1 second', 1000],
		['250 ms', 250],
		['2 min', 120_000],
		['1 m', 60_000],
	])('a time: %j', (text, milliseconds) => {
		expect(readGuess(text, 'deploy.function.ms')).toBe(milliseconds);
	});

	test.each(['', 'much', 'five MB', '-5', '5 MB or so', '1e3', '5..5', '1,000,000 B', '5 parsecs', '5 s', '.5', '5 constructor', 'Infinity'])('no size: %j', text => {
		expect(readGuess(text, 'zip.fat.bytes')).toBeUndefined();
	});

	test.each(['5 MB', '1 kb', 'soon'])('no time: %j', text => {
		expect(readGuess(text, 'deploy.function.ms')).toBeUndefined();
	});
});

describe('compareGuess', () => {
	test.each([
		[100, 100, 'close', '1'],
		[100, 124, 'close', '1'],
		[100, 81, 'close', '1'],
		[100, 126, 'under', '1.3'],
		[100, 80, 'over', '1.3'],
		[5_000_000, 16_700_000, 'under', '3.3'],
		[1000, 1_500_000, 'under', '1,500'],
		[5_000_000, 437, 'over', '11,442'],
		[0, 437, 'under', '437'],
	])('guessed %i, measured %i', (guess, measured, how, times) => {
		expect(compareGuess(guess, measured)).toEqual({how, times});
	});
});
