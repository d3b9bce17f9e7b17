import {expect, test} from 'vitest';
import {sectionIn, withSection} from '../../source/files/section.js';

const markers = {start: '<!-- a -->', end: '<!-- b -->'};
const text = 'mine\n<!-- a -->\nold\nlines\n<!-- b -->\nmine too\n';

test('a section is what stands between the marker lines', () => {
	expect(sectionIn(text, markers)).toBe('old\nlines');
	expect(sectionIn('<!-- a -->\n\n<!-- b -->', markers)).toBe('');
});

test('only the section changes', () => {
	expect(withSection(text, markers, 'new $& $1')).toBe('mine\n<!-- a -->\nnew $& $1\n<!-- b -->\nmine too\n');
	expect(sectionIn(withSection(text, markers, ''), markers)).toBe('');
});

test.each([
	['no markers', 'mine\n'],
	['no start', 'old\n<!-- b -->\n'],
	['no end', '<!-- a -->\nold\n'],
	['an end before the start', '<!-- b -->\n<!-- a -->\nold\n'],
	['words on the start\'s line', '<!-- a --> mine\nold\n<!-- b -->\n'],
])('%s: there is no section, and nothing changes', (_, other) => {
	expect(sectionIn(other, markers)).toBeUndefined();
	expect(withSection(other, markers, 'new')).toBe(other);
});
