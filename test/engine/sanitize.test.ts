import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {escapeInJson, sanitizeLine, sanitizeText} from '../../source/engine/sanitize.js';
import {unseen} from '../support/hostile.js';

const [escape, bell] = ['\u001B', '\u0007'];
/** Texts that are rich in what matters here. */
const text = fc.string({
	unit: fc.oneof(
		fc.constantFrom(escape, bell, '[', ']', '0', ';', 'm', '\\', '\n', '\r', '\t', '\u0085', '\u0090', '\u009B', '\u009C', '\u009D', '\u061C', '\u200B', '\u200E', '\u202E', '\u2028', '\u2029', '\u2066', '\uFE0F', '\u{E0041}', '\uD800'),
		fc.string({unit: 'binary', maxLength: 1}),
		fc.string({unit: 'grapheme', maxLength: 1}),
	),
});

test.each([
	['plain', 'plain'],
	[`${escape}[31mred${escape}[0m`, 'red'],
	[`${escape}]0;a title${bell}b`, 'b'],
	[`${escape}]8;;https://example.com${escape}\\link${escape}]8;;${escape}\\`, 'link'],
	[`${escape}P1$r0m${escape}\\${escape}_apc\u009C${escape}^pm${escape}\\x`, 'x'],
	[`${escape}]0;without an end`, '0;without an end'],
	[`${escape}(Ba${escape}7b${escape}`, 'ab'],
	['\u009B31mred\u009D0;title\u009Cx', 'redx'],
	['a\u202Efdp.exe', 'afdp.exe'],
	['num\u200Bpy\u{E0041}', 'numpy'],
	['one\r\ntwo\rthree\u2028four\u0085five', 'one two three four five'],
	['a\tb', 'a    b'],
	['日本語 é ✓ ━', '日本語 é ✓ ━'],
	['', ''],
])('%j is shown as the line %j', (given, shown) => {
	expect(sanitizeLine(given)).toBe(shown);
});

test('a text keeps its lines and tabs', () => {
	expect(sanitizeText(`a\r\n\tb${escape}[1m\u2028c\r`)).toBe('a\n\tb\nc');
});

describe('of any text', () => {
	test('nothing that a terminal obeys is left in a line', () => {
		fc.assert(fc.property(text, given => {
			expect(sanitizeLine(given)).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/v);
		}), {numRuns: 2000});
	});

	test('only line ends and tabs are left in a text', () => {
		fc.assert(fc.property(text, given => {
			expect(sanitizeText(given).replaceAll('\t', '')).not.toMatch(unseen);
		}), {numRuns: 2000});
	});

	test('a second time changes nothing', () => {
		fc.assert(fc.property(text, given => {
			expect(sanitizeText(sanitizeText(given))).toBe(sanitizeText(given));
			expect(sanitizeLine(sanitizeLine(given))).toBe(sanitizeLine(given));
		}));
	});

	test('what can be seen stays', () => {
		fc.assert(fc.property(fc.string({unit: fc.constantFrom(...Array.from({length: 95}, (_, index) => String.fromCodePoint(32 + index)), ...'éßΩжあ漢字—…✓━█🙂')}), given => {
			expect(sanitizeLine(given)).toBe(given);
		}));
	});

	test('JSON loses nothing, and holds nothing that a terminal obeys', () => {
		fc.assert(fc.property(text, fc.boolean(), (given, isIndented) => {
			const json = escapeInJson(JSON.stringify({[given]: [given]}, undefined, isIndented ? 2 : 0));
			expect(json).not.toMatch(unseen);
			expect(JSON.parse(json)).toEqual({[given]: [given]});
		}), {numRuns: 2000});
	});
});

test.each([`${escape}]`, '\u009D', `${escape}[`, escape, '\r', '\u202E', 'x'])('a megabyte of %j takes no time', part => {
	const start = performance.now();
	sanitizeText(part.repeat(1_000_000 / part.length));
	expect(performance.now() - start).toBeLessThan(2000);
});
