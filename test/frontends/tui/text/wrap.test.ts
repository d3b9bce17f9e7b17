import xterm from '@xterm/headless';
import stringWidth from 'string-width';
import {describe, expect, test} from 'vitest';
import {wrap, type Line, type Span} from '../../../../source/frontends/tui/text/wrap.js';

const arn = 'arn:aws:lambda:us-east-1:000000000000:layer:sls-layers-python-requirements-dev-python-requirements:1';
const widths = Array.from({length: 91}, (_, index) => index + 10);

const texts: Readonly<Record<string, string>> = {
	english: 'A layer is a zip that Lambda unpacks into /opt, before your function starts; five of them (at most) may be attached to one function.',
	chinese: '层（layer）是一个 zip 文件，Lambda 在函数启动之前把它解压到 /opt；一个函数最多可以使用五个层。“依赖包”放在层里，函数的 zip 就只有几百字节！',
	quotes: '他说：「先看一看（再说）。」然后问：“为什么？”……《手册》里写着、也试过；没有问题！',
	emoji: '包 📦📦📦 很重 ⚖️，函数 👩‍💻 很轻 🪶。Family 👨‍👩‍👧‍👦 and flags 🇨🇳🇩🇪 and 👍🏽👍🏽👍🏽 in one row 🎉🎉🎉🎉🎉🎉',
	arn: `The ARN is ${arn}, 它的版本号是 1：${arn}。`,
	marks: 'cafe\u0301 nai\u0308ve e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301 일본어 한국어 문장',
	spaces: '  two  spaces   and\ta tab,\n\na line end   ',
};

const text = (line: Line) => line.map(span => span.text).join('');
const rows = (spans: readonly Span[], columns: number, indent?: {first: string; rest: string}) => wrap(spans, columns, indent).map(line => text(line));
const withoutSpaces = (value: string) => value.replaceAll(/\s/gv, '');

describe.each(Object.entries(texts))('a text with %s, in every width', (_, content) => {
	test('never has a row that is wider than the terminal, or empty', () => {
		for (const columns of widths) {
			for (const row of rows([{text: content}], columns)) {
				expect(stringWidth(row), row).toBeLessThanOrEqual(columns);
				expect(row).toBe(row.trim());
				expect(row).not.toBe('');
			}
		}
	});

	test('loses nothing but spaces', () => {
		for (const columns of widths) {
			expect(withoutSpaces(rows([{text: content}], columns).join(''))).toBe(withoutSpaces(content));
		}
	});

	test('begins no row with closing punctuation and ends none with opening punctuation', () => {
		for (const columns of widths) {
			const all = rows([{text: content}], columns);
			for (const row of all) {
				expect(row, all.join('\n')).not.toMatch(/^[，。、；：！？）」』》”’…]/v);
				expect(row, all.join('\n')).not.toMatch(/[（「『《“‘]$/v);
			}
		}
	});

	test('is wrapped alike whatever its styles', () => {
		const pieces = content.split(/(?<= )/v).map((piece, index): Span => index % 2 === 0 ? {text: piece} : {text: piece, style: 'code'});
		for (const columns of widths) {
			expect(rows(pieces, columns)).toEqual(rows([{text: content}], columns));
		}
	});
});

test.each(['emoji', 'marks', 'quotes'])('a text with %s fits in a terminal that draws joined pictures as their parts', async kind => {
	for (const columns of widths) {
		const terminal = new xterm.Terminal({cols: columns, rows: 50, allowProposedApi: true, convertEol: true});
		const all = rows([{text: texts[kind]!}], columns);
		await new Promise<void>(resolve => {
			terminal.write(all.join('\n'), resolve);
		});
		expect(terminal.buffer.active.cursorY).toBe(all.length - 1);
		terminal.dispose();
	}
});

test('as many English words stand on a row as fit', () => {
	for (const columns of widths.filter(width => width > 10)) {
		const expected: string[] = [];
		for (const word of texts.english!.split(' ')) {
			const longer = `${expected.at(-1)} ${word}`;
			if (expected.length > 0 && longer.length <= columns) {
				expected.splice(-1, 1, longer);
			} else {
				expected.push(word);
			}
		}

		expect(rows([{text: texts.english!}], columns)).toEqual(expected);
	}
});

test('a Chinese row leaves no more cells empty than a character with its punctuation takes', () => {
	const content = '层是一个压缩文件，（函数）启动之前解压；最多五个。'.repeat(5);
	for (const columns of widths) {
		for (const row of rows([{text: content}], columns).slice(0, -1)) {
			expect(stringWidth(row)).toBeGreaterThan(columns - 4);
		}
	}
});

test('words stay whole where a row is long enough for them', () => {
	expect(rows([{text: 'one two three four'}], 10)).toEqual(['one two', 'three four']);
	expect(rows([{text: 'one two three four'}], 9)).toEqual(['one two', 'three', 'four']);
});

test('Chinese is broken between characters, its punctuation stays with them', () => {
	expect(rows([{text: '函数的依赖，放在层里'}], 10)).toEqual(['函数的依', '赖，放在层', '里']);
	expect(rows([{text: '看一下（层）吧'}], 8)).toEqual(['看一下', '（层）吧']);
});

test('English in Chinese stays whole', () => {
	expect(rows([{text: '函数使用NumPy计算'}], 12)).toEqual(['函数使用', 'NumPy计算']);
});

test('a word that is longer than a row is broken, and the punctuation after it is not left alone', () => {
	expect(rows([{text: 'abcdefghij，好'}], 10)).toEqual(['abcdefghi', 'j，好']);
	expect(rows([{text: 'see abcdefghijklm'}], 10)).toEqual(['see', 'abcdefghij', 'klm']);
});

test('a picture that some terminals draw as its parts has room for them', () => {
	expect(rows([{text: 'abcdef 👩‍💻'}], 10)).toEqual(['abcdef', '👩‍💻']);
	expect(rows([{text: 'abcde 👩‍💻'}], 10)).toEqual(['abcde 👩‍💻']);
});

test('styles stay with their texts', () => {
	expect(wrap([{text: 'Run '}, {text: 'sls package', style: 'code'}, {text: ' now'}], 10)).toEqual([
		[{text: 'Run '}, {text: 'sls', style: 'code'}],
		[{text: 'package', style: 'code'}],
		[{text: 'now'}],
	]);
});

test('an indent counts', () => {
	expect(rows([{text: 'one two three'}], 10, {first: '• ', rest: '  '})).toEqual(['• one two', '  three']);
	for (const columns of widths) {
		for (const row of rows([{text: texts.chinese!}], columns, {first: '$ ', rest: '    '})) {
			expect(stringWidth(row)).toBeLessThanOrEqual(columns);
		}
	}
});

test('an indent with no room beside it is left out', () => {
	expect(rows([{text: '层 层'}], 3, {first: '$ ', rest: '  '})).toEqual(['层', '层']);
});

test('nothing takes no row', () => {
	expect(wrap([], 10)).toEqual([]);
	expect(wrap([{text: ' \n '}], 10, {first: '• ', rest: '  '})).toEqual([]);
});
