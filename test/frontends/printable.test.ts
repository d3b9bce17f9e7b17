import {expect, test} from 'vitest';
import {harmless, printable} from '../../source/frontends/printable.js';

test.each([
	['plain text', 'plain text'],
	['\u001B[31mred\u001B[0m and \u001B]8;;https://example.com\u0007a link\u001B]8;;\u0007', 'red and a link'],
	['\u001B[2Jgone\u001B[1A', 'gone'],
	['a\tb', 'a    b'],
	['10 %\r50 %\r100 %', '100 %'],
	['100 %\r', '100 %'],
	['bell\u0007 and null\u0000', 'bell and null'],
	['two\nlines', 'two lines'],
	['日本語', '日本語'],
	['👩\u200D👧 👍🏽 ⚠\uFE0F', '👩👧 👍 ⚠'],
	['', ''],
])('%j fits in one row as %j', (line, shown) => {
	expect(printable(line)).toBe(shown);
});

test('a line without end is cut', () => {
	expect(printable('x'.repeat(1_000_000))).toBe('x'.repeat(300));
});

test('a harmless text keeps its lines', () => {
	expect(harmless('{\n\t"a": \u001B[31m1\u001B[0m\n}\r')).toBe('{\n    "a": 1\n}');
});
