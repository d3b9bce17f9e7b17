import {describe, expect, test} from 'vitest';
import {LineSplitter, longestLine} from '../../source/tools/lines.js';

function listening() {
	const lines: string[] = [];
	const splitter = new LineSplitter(line => {
		lines.push(line);
	});
	return {lines, splitter};
}

/** The lines of a text that comes in chunks of the given number of bytes. */
function split(bytes: Uint8Array, chunk: number): readonly string[] {
	const {lines, splitter} = listening();
	for (let start = 0; start < bytes.length; start += chunk) {
		splitter.push(bytes.subarray(start, start + chunk));
	}

	splitter.end();
	return lines;
}

const encode = (text: string) => new TextEncoder().encode(text);

describe('lines of chunks', () => {
	test.each([
		['ends of all kinds', 'one\ntwo\r\nthree\rfour', ['one', 'two', 'three', 'four']],
		['empty lines', '\n\r\n\n\r\rend', ['', '', '', '', '', 'end']],
		['no empty line after the last end', 'one\n', ['one']],
		['a return at the very end', 'one\r', ['one']],
		['nothing', '', []],
		['characters of two, three and four bytes', 'é层🧪\n🧪层é', ['é层🧪', '🧪层é']],
		['line separators that are characters to tools', 'a\u2028b\u0085c\n', ['a\u2028b\u0085c']],
	])('%s, wherever a chunk ends', (_, text, lines) => {
		for (const chunk of [1, 2, 3, 4, 5, 1000]) {
			expect(split(encode(text), chunk)).toEqual(lines);
		}
	});

	test('bytes that are no UTF-8 become replacement characters and lose no line', () => {
		expect(split(Uint8Array.of(0x61, 0xFF, 0x0A, 0x62, 0x0A, 0xE5), 1)).toEqual(['a\uFFFD', 'b', '\uFFFD']);
	});

	test('a line of 10 MB comes in pieces, whole, and each at once', () => {
		const {lines, splitter} = listening();
		const chunk = encode('x'.repeat(50_000));
		for (let count = 1; count <= 200; count++) {
			splitter.push(chunk);
			expect(lines.length).toBe(Math.ceil(count * 50_000 / longestLine) - 1);
		}

		splitter.end();
		expect(lines.every(line => line.length <= longestLine)).toBe(true);
		expect(lines.join('').length).toBe(10_000_000);
	});

	test('a piece never ends in the middle of a character', () => {
		const text = `x${'🧪'.repeat(longestLine)}`;
		const lines = split(encode(text), 4096);
		expect(lines.length).toBeGreaterThan(1);
		expect(lines.every(line => line.isWellFormed())).toBe(true);
		expect(lines.join('')).toBe(text);
	});
});
