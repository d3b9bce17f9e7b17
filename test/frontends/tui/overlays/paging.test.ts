import {expect, test} from 'vitest';
import {atEnd, page, patternOf, shownLines, topLine, type Paging} from '../../../../source/frontends/tui/overlays/paging.js';

const size = {columns: 20, rows: 10};
const lines = Array.from({length: 100}, (_, index) => `line ${index}${index % 30 === 5 ? ' NumPy' : ''}`);

const read = (paging: Paging, now: readonly string[]) => page(paging, {type: 'read', lines: now});
const after = (strokes: readonly string[], from = read(atEnd, lines)) => {
	let paging = from;
	for (const stroke of strokes) {
		paging = page(paging, {type: 'key', stroke, page: size});
	}

	return paging;
};

test('begins at the end', () => {
	expect(shownLines(read(atEnd, lines), 10)).toEqual(lines.slice(90));
});

test.each([
	[['up'], 89],
	[['k', 'k'], 88],
	[['up', 'down', 'j'], 90],
	[['pageUp'], 80],
	[['b', 'b', ' '], 80],
	[['pageUp', 'pageUp', 'pageDown'], 80],
	[['g'], 0],
	[['home', 'up', 'b'], 0],
	[['g', 'j', ' '], 11],
	[['g', 'G'], 90],
	[['g', 'end'], 90],
	[['x', 'tab', 'enter'], 90],
])('%j comes to the line %i', (strokes, expected) => {
	expect(topLine(after(strokes), 10)).toBe(expected);
});

test('at the end it goes on with what is written, elsewhere it stays', () => {
	const more = [...lines, 'a', 'b'];
	expect(topLine(read(after([]), more), 10)).toBe(92);
	expect(topLine(read(after(['up', 'down']), more), 10)).toBe(92);
	expect(topLine(read(after(['up']), more), 10)).toBe(89);
});

test('what is shorter than the page stays where it is', () => {
	const paging = after(['up', 'pageUp', 'g', 'down'], read(atEnd, ['one', 'two']));
	expect(topLine(paging, 10)).toBe(0);
	expect(topLine(read(paging, lines), 10)).toBe(90);
});

test('a page that became higher has no empty rows', () => {
	expect(topLine(after(['up']), 40)).toBe(60);
});

test('shifts long lines, as far as there is something', () => {
	const paging = read(atEnd, ['short', 'x'.repeat(40)]);
	expect(after(['right'], paging).left).toBe(16);
	expect(after(['right', 'right', 'right', 'right'], paging).left).toBe(32);
	expect(after(['right', 'left', 'left'], paging).left).toBe(0);
	expect(after(['right']).left).toBe(0);
});

test('searches from the page on, then around', () => {
	const found = after(['g', '/', ...'numpY', 'enter']);
	expect(found).toMatchObject({query: 'numpY', matches: [5, 35, 65, 95], match: 0, typed: undefined});
	expect(shownLines(found, 10)).toContain('line 5 NumPy');
	expect(after(['n'], found)).toMatchObject({match: 1, top: 32});
	expect(after(['n', 'n', 'n', 'n'], found).match).toBe(0);
	expect(after(['N'], found).match).toBe(3);
	expect(after(['g', ' ', '/', ...'numpy', 'enter']).match).toBe(1);
	expect(after(['g', '/', ...'line 5 ', 'enter', ' ', '/', ...'NUMPY', 'enter']).match).toBe(1);
});

test('goes to the first match when none follows', () => {
	expect(after(['/', ...'line 7', 'enter'])).toMatchObject({match: 0, top: 4});
});

test('stays where it is when nothing is found', () => {
	const paging = after(['g', 'j', '/', ...'pandas', 'enter', 'n', 'N']);
	expect(paging).toMatchObject({query: 'pandas', matches: []});
	expect(topLine(paging, 10)).toBe(1);
});

test('keys are letters while a text is typed', () => {
	expect(after(['/', 'q', 'n', 'backspace', 'G', ' ', '层', 'up']).typed).toBe('qG 层');
	expect(after(['/', 'backspace', 'backspace', 'a']).typed).toBe('a');
});

test('Escape leaves the typing and then the pager', () => {
	const left = after(['/', 'a', 'escape']);
	expect(left).toMatchObject({typed: undefined, query: '', isClosed: false});
	expect(after(['escape'], left).isClosed).toBe(true);
});

test('searching for nothing ends the search', () => {
	expect(after(['/', 'N', 'u', 'enter', '/', 'enter'])).toMatchObject({query: '', matches: []});
});

test.each(['o', 'q'])('%s closes, and then no key does anything', stroke => {
	expect(after([stroke, 'g', '/'])).toMatchObject({isClosed: true, top: 'end', typed: undefined});
});

test('what is written later is found too, also at the end of a line that had begun', () => {
	const paging = after(['/', ...'numpy', 'enter', 'n']);
	expect(read(paging, [...lines, 'numpy'])).toMatchObject({matches: [5, 35, 65, 95, 100], match: 0});
	expect(read(paging, [...lines.slice(0, -1), 'line 99 numpy', 'numpy']).matches).toEqual([5, 35, 65, 95, 99, 100]);
});

test.each([
	[['numpy'], [0]],
	[[], []],
	[['line 0', ...lines.slice(5)], [1, 31, 61, 91]],
	[['', ...lines], [6, 36, 66, 96]],
])('another text than before is searched from its beginning', (now, expected) => {
	const paging = read(after(['/', ...'numpy', 'enter', 'N']), now);
	expect(paging.matches).toEqual(expected);
	expect(paging.match).toBeLessThan(Math.max(1, expected.length));
});

test('signs that mean something in a pattern are searched as they are', () => {
	const signs = String.raw`^$\.*+?()[]{}|/&&--!!##`;
	expect(`a${signs}b`.match(patternOf(signs))).toEqual([signs]);
	expect('abc').not.toMatch(patternOf('.'));
});

test('searches in what can be seen, not in colours', () => {
	const paging = read(atEnd, ['\u001B[31mnum\u001B[32mpy\u001B[0m', '31m']);
	expect(after(['/', ...'numpy', 'enter'], paging).matches).toEqual([0]);
	expect(after(['/', ...'31m', 'enter'], paging).matches).toEqual([1]);
});
