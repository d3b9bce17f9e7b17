import xterm from '@xterm/headless';
import {describe, expect, test} from 'vitest';
import {terminalSvg, type PictureOptions} from '../../scripts/terminal-svg.mjs';

const cell = 8.4;

/** The width of so many cells, as it is written. */
const cells = (count: number): string => String(Math.round(count * cell * 100) / 100);

/** A picture of what a terminal of 20 columns and 3 rows shows after it was written to. */
async function pictureOf(written: string, options: Partial<PictureOptions> = {}): Promise<string> {
	const terminal = new xterm.Terminal({cols: 20, rows: 3, allowProposedApi: true});
	await new Promise<void>(resolve => {
		terminal.write(written, resolve);
	});
	return terminalSvg(terminal, {theme: 'dark', title: 'A picture', ...options});
}

/** The texts of the screen with their attributes, in the order in which they are drawn. */
function textsIn(svg: string): ReadonlyArray<Readonly<Record<string, string | undefined>>> {
	return [...svg.matchAll(/<text (?<attributes>[^>]*textLength[^>]*)>(?<text>[^<]*)<\/text>/gv)].map(({groups}) => ({
		text: groups?.text,
		...Object.fromEntries([...(groups?.attributes ?? '').matchAll(/(?<name>[\w\-]+)="(?<value>[^"]*)"/gv)].map(([, name = '', value = '']) => [name, value])),
	}));
}

describe('a picture of a terminal', () => {
	test('cells of one style are one text at their place and of their width, blanks around it are left out', async () => {
		expect(textsIn(await pictureOf('\r\n  two words  '))).toMatchObject([{text: 'two words', x: cells(2), y: '31.5', textLength: cells(9)}]);
	});

	test('each style is a text of its own', async () => {
		const texts = textsIn(await pictureOf('a\u001B[1mb\u001B[0;2mc\u001B[0;3md\u001B[0;4m e \u001B[0;9mf'));
		expect(texts.map(({text}) => text)).toEqual(['a', 'b', 'c', 'd', ' e ', 'f']);
		expect(texts[0]).not.toHaveProperty('font-weight');
		expect(texts.slice(1)).toMatchObject([{'font-weight': 'bold'}, {opacity: '0.6'}, {'font-style': 'italic'}, {'text-decoration': 'underline', textLength: cells(3)}, {'text-decoration': 'line-through'}]);
	});

	test.each([
		['one of sixteen, dark', 'dark', '\u001B[31m', '#f0716b'],
		['one of sixteen, light', 'light', '\u001B[31m', '#b3261e'],
		['a bright one', 'light', '\u001B[92m', '#23883d'],
		['of the cube', 'dark', '\u001B[38;5;208m', '#ff8700'],
		['a grey', 'dark', '\u001B[38;5;244m', '#808080'],
		['true colour', 'light', '\u001B[38;2;1;2;255m', '#0102ff'],
		['the default', 'light', '', '#24292f'],
	] as const)('a colour: %s', async (_, theme, sequence, colour) => {
		expect(textsIn(await pictureOf(`${sequence}x`, {theme}))).toMatchObject([{text: 'x', fill: colour}]);
	});

	test('inverse swaps the colours, and blanks of it are seen', async () => {
		const svg = await pictureOf('\u001B[7;31m x \u001B[0m');
		expect(svg).toContain(`<rect x="0" y="0" width="${cells(3)}" height="18" fill="#f0716b"/>`);
		expect(textsIn(svg)).toMatchObject([{text: 'x', fill: '#14171c', x: cells(1)}]);
	});

	test('a wide character takes two cells, apart from its neighbours', async () => {
		expect(textsIn(await pictureOf('a层层b'))).toMatchObject([
			{text: 'a', x: '0', textLength: cells(1)},
			{text: '层层', x: cells(1), textLength: cells(4)},
			{text: 'b', x: cells(5)},
		]);
	});

	test('a bar is drawn without gaps, its last cell in eighths', async () => {
		const svg = await pictureOf('██▌');
		expect(svg).toContain(`<rect x="0" y="0" width="${cells(2)}" height="18"`);
		expect(svg).toContain(`<rect x="${cells(2)}" y="0" width="${cells(1 / 2)}" height="18"`);
		expect(textsIn(svg)).toEqual([]);
	});

	test('what would be markup is escaped, in the title too', async () => {
		const svg = await pictureOf('<a> & "b"', {title: '1 < 2'});
		expect(textsIn(svg)).toMatchObject([{text: '&lt;a&gt; &amp; &quot;b&quot;', textLength: cells(9)}]);
		expect(svg).toContain('<title>1 &lt; 2</title>');
	});

	test('what has scrolled away is not in it', async () => {
		expect(textsIn(await pictureOf('1\r\n2\r\n3\r\n4')).map(({text}) => text)).toEqual(['2', '3', '4']);
	});
});
