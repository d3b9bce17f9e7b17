import {expect, test} from 'vitest';
import {gentleOutput} from '../../../source/frontends/tui/gentle-output.js';

const clearTerminal = '\u001B[2J\u001B[3J\u001B[H';

function setUp(rows: number) {
	const written: string[] = [];
	const stdout = {
		rows,
		isTTY: true,
		name() {
			return `terminal of ${this.rows} rows`;
		},
		write(text: string) {
			written.push(text);
			return true;
		},
	};
	return {stdout, written, gentle: gentleOutput(stdout)};
}

test('instead of emptying the scrollback the last screenful is written', () => {
	const {written, gentle} = setUp(4);
	expect(gentle.write(`${clearTerminal}record 1\nrecord 2\nframe 1\nframe 2`)).toBe(true);
	expect(written).toEqual(['\u001B[2J\u001B[Hrecord 2\nframe 1\nframe 2']);
});

test('everything else goes through as it is', () => {
	const {stdout, written, gentle} = setUp(4);
	gentle.write('a\nb\nc\nd\ne');
	expect(written).toEqual(['a\nb\nc\nd\ne']);
	expect(gentle.isTTY).toBe(true);
	stdout.rows = 9;
	expect(gentle.rows).toBe(9);
	expect(gentle.name()).toBe('terminal of 9 rows');
});
