import {describe, expect, test} from 'vitest';
import stringWidth from 'string-width';
import {DiffRows} from '../../../../source/frontends/tui/pictures/service-diff.js';
import {serviceDiffRows} from '../../../../source/frontends/tui/pictures/service-diff-rows.js';
import {fittingRows} from '../support/fits.js';
import {show} from '../support/frame.js';

/** What the chapter `use` changes in serverless.yml, as the library writes it. */
const diff = [
	'===================================================================',
	'--- sls-layers-python/serverless.yml',
	'+++ sls-layers-python/serverless.yml',
	'@@ -20,4 +20,6 @@',
	'     useStaticCache: false',
	'+    noDeploy:',
	'+      - numpy',
	' ',
	' package:',
	'@@ -30,2 +32,4 @@',
	'     handler: handler.hello',
	'+    layers:',
	'+      - arn:aws:lambda:us-east-1:000000000000:layer:sls-layers-python-requirements-dev-python-requirements:1',
];

const notes = [
	{line: 'noDeploy:', note: 'these stay out of the zip'},
	{line: 'layers:', note: 'this is where the function names its layers, in the order in which they are unpacked'},
	{line: 'arn:aws:lambda', note: 'the output of the layer\'s stack'},
	{line: 'package:', note: 'never at a line that did not change'},
];

test('notes beside and below changed lines at 80 columns', () => {
	expect(fittingRows(show(<DiffRows rows={serviceDiffRows(diff, notes, 80)}/>), 80)).toEqual([
		'--- sls-layers-python/serverless.yml',
		'+++ sls-layers-python/serverless.yml',
		'@@ -20,4 +20,6 @@',
		'     useStaticCache: false',
		'+    noDeploy:                       ← these stay out of the zip',
		'+      - numpy',
		'',
		' package:',
		'@@ -30,2 +32,4 @@',
		'     handler: handler.hello',
		'+    layers:',
		'    ↑ this is where the function names its layers, in the order in which they',
		'      are unpacked',
		'+      - arn:aws:lambda:us-east-1:000000000000:layer:sls-layers-python-requireme',
		'+    nts-dev-python-requirements:1   ← the output of the layer\'s stack',
	]);
});

test('an ARN goes on with its sign, and its note below it, at 60 columns', () => {
	expect(fittingRows(show(<DiffRows rows={serviceDiffRows(diff, notes, 60)}/>, 60), 60).slice(-3)).toEqual([
		'+      - arn:aws:lambda:us-east-1:000000000000:layer:sls-lay',
		'+    ers-python-requirements-dev-python-requirements:1',
		'    ↑ the output of the layer\'s stack',
	]);
});

describe('serviceDiffRows', () => {
	test.each([80, 60, 30])('rows are what the component shows, and none is wider than %i columns', columns => {
		const wide = ['@@ -1,2 +1,2 @@', '-  描述: 一个函数😀', `+  描述: ${'使用层的函数'.repeat(12)}`];
		const rows = serviceDiffRows(wide, [{line: '描述', note: '中文的注释也要放得下,不管终端有多窄,它总是在自己的那一行里。'}], columns);
		expect(rows.filter(({text, beside}) => stringWidth(text + beside) > columns)).toEqual([]);
		expect(fittingRows(show(<DiffRows rows={rows}/>, columns), columns)).toEqual(rows.map(({text, beside}) => (text + beside).trimEnd()));
		expect(rows.filter(({kind}) => kind === 'added').length).toBeGreaterThan(1);
		expect(rows.filter(({kind, text}) => (kind === 'added' && !text.startsWith('+')) || (kind === 'removed' && !text.startsWith('-')))).toEqual([]);
	});

	test('signs in a file are changes, signs before the first @@ are its names', () => {
		expect(serviceDiffRows(['--- a.yml', '+++ a.yml', '@@ -1 +1 @@', '--- text', '+++ text', '====='], [], 80).map(({kind}) => kind)).toEqual(['file', 'file', 'hunk', 'removed', 'added']);
	});

	test('the names of a file are no place for notes', () => {
		expect(serviceDiffRows(['+++ a.yml', '@@ -1 +1 @@', '+ a.yml'], [{line: 'a.yml', note: 'here'}], 80).map(({beside}) => beside.trim())).toEqual(['', '', '← here']);
	});

	test('notes stand at one place, unless one is too long for it', () => {
		const rows = serviceDiffRows(['@@', '+a', '+abcdefghij', '+b'], [{line: 'a', note: 'short'}, {line: 'b', note: 'just fits in here'}], 24);
		expect(rows.map(({text, beside}) => text + beside)).toEqual(['@@', '+a            ← short', '+abcdefghij   ← short', '+b   ← just fits in here']);
	});

	test('control characters do not reach the terminal', () => {
		expect(serviceDiffRows(['@@', '+a\u001B[2Jb\tc'], [], 80)[1]?.text).toBe('+ab    c');
	});
});

test('without a width lines stay whole, each with its note', () => {
	const text = serviceDiffRows(diff, notes, Infinity).map(row => `${row.text}${row.beside}`).join('\n');
	expect(text).toMatch(/^\+ {6}- arn:aws:lambda:us-east-1:000000000000:layer:sls-layers-python-requirements-dev-python-requirements:1 +← the output of the layer's stack$/mv);
});
