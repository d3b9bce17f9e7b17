import stringWidth from 'string-width';
import {describe, expect, test} from 'vitest';
import {Lines, Scrolled} from '../../../../source/frontends/tui/text/lines.js';
import {proseLines} from '../../../../source/frontends/tui/text/prose.js';
import {readProse} from '../../../../source/lessons/read-prose.js';
import {scrollTo} from '../../../../source/frontends/tui/text/scroll.js';
import {rowsIn, show} from '../support/frame.js';

const rows = (markdown: string, columns = 60) => proseLines(readProse(markdown), columns).map(line => line.map(({text}) => text).join(''));

describe('proseLines', () => {
	test('paragraphs stand one empty row apart, and their line ends are spaces', () => {
		expect(rows('One\nparagraph.\n\n\nAnother one.')).toEqual(['One paragraph.', '', 'Another one.']);
	});

	test('line ends between Chinese characters are nothing', () => {
		expect(rows('第一行，\n第二行\n  third\n四')).toEqual(['第一行，第二行 third 四']);
	});

	test('lists have bullets and hang', () => {
		expect(rows('Before:\n\n- one two three\n- four', 10)).toEqual(['Before:', '', '• one two', '  three', '• four']);
	});

	test('code and strong text have styles', () => {
		expect(proseLines(readProse('A **big `zip`** and `sls <x> & "y"`.'), 60)).toEqual([[
			{text: 'A '},
			{text: 'big ', style: 'strong'},
			{text: 'zip', style: 'code'},
			{text: ' and '},
			{text: 'sls <x> & "y"', style: 'code'},
			{text: '.'},
		]]);
	});

	test('strong Chinese ends at its punctuation', () => {
		expect(proseLines(readProse('**为什么？**因为重。'), 60)).toEqual([[{text: '为什么？', style: 'strong'}, {text: '因为重。'}]]);
	});

	test('anything else is its plain text', () => {
		expect(rows('# A title\n\nA [link](https://example.com), *soft*, 3 < 4 <b>x</b>\n\n> said\n\n```sh\none\n\ntwo\n```'))
			.toEqual(['A title', '', 'A link, soft, 3 < 4 <b>x</b>', '', 'said', '', 'one', 'two']);
	});

	test('is never wider than the terminal', () => {
		const lesson = '层是 **一个 zip**，`arn:aws:lambda:us-east-1:000000000000:layer:sls-layers-python-requirements` 📦。\n\n- 第一（first）\n- `npx osls package --package package-fat` 打包';
		for (let columns = 10; columns <= 100; columns++) {
			for (const row of rows(lesson, columns)) {
				expect(stringWidth(row)).toBeLessThanOrEqual(columns);
			}
		}
	});
});

test('each line takes one row, also an empty one and one that is too long', () => {
	expect(rowsIn(show(<Lines lines={[[{text: 'a', style: 'code'}, {text: ' b'}], [], [{text: 'x'.repeat(30)}]]}/>, 20), 20))
		.toEqual(['a b', '', `${'x'.repeat(19)}…`]);
});

describe('Scrolled', () => {
	const lines = Array.from({length: 10}, (_, index) => [{text: `line ${index}`}]);

	test.each([
		[0, 4, ['line 0', 'line 1', 'line 2', '            ↓ 7 more']],
		[3, 4, ['line 3', 'line 4', 'line 5', '  ↑ 3 more  ↓ 4 more']],
		[99, 4, ['line 7', 'line 8', 'line 9', '            ↑ 7 more']],
		[0, 1, ['line 0']],
	])('from line %i in %i rows', (offset, height, expected) => {
		expect(rowsIn(show(<Scrolled lines={lines} rows={height} columns={20} offset={offset}/>, 20), 20)).toEqual(expected);
	});

	test('has no hint where all fits', () => {
		expect(rowsIn(show(<Scrolled lines={lines} rows={10} columns={20} offset={0}/>, 20), 20)).toEqual(lines.map(([span]) => span!.text));
	});

	test('cuts a hint that does not fit', () => {
		expect(rowsIn(show(<Scrolled lines={lines} rows={4} columns={12} offset={3}/>, 12), 12).at(-1)).toBe('↑ 3 more  ↓…');
	});
});

test.each([
	[0, 1, 10, 1],
	[0, -1, 10, 0],
	[6, 5, 10, 7],
	[0, 5, 4, 0],
	[0, 5, 0, 0],
	[9, Number.NEGATIVE_INFINITY, 10, 0],
])('from the line %i by %i, of %i lines in 4 rows, comes to %i', (offset, delta, total, expected) => {
	expect(scrollTo(offset, delta, total, 4)).toBe(expected);
});
