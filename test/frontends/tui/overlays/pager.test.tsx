import {appendFileSync, rmSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {stripVTControlCharacters} from 'node:util';
import stringWidth from 'string-width';
import {afterEach, describe, expect, test, vi} from 'vitest';
import {Pager} from '../../../../source/frontends/tui/overlays/pager.js';
import {colorTheme, plainTheme} from '../../../../source/frontends/tui/theme.js';
import {temporaryDirectory} from '../../../support/directory.js';
import {keys, press, show, waitForText} from '../support/frame.js';

// Read when Ink's colours are imported: without a terminal there would be none.
vi.hoisted(() => {
	vi.stubEnv('FORCE_COLOR', '1');
});

const mounted: Array<{unmount(): void}> = [];

afterEach(() => {
	for (const {unmount} of mounted.splice(0)) {
		unmount();
	}
});

const numbered = (count: number) => Array.from({length: count}, (_, index) => `line ${index + 1}\n`).join('');

function open(content: string | undefined, {columns = 80, rows = 10, theme = plainTheme} = {}) {
	const file = path.join(temporaryDirectory(), 'step.log');
	if (content !== undefined) {
		writeFileSync(file, content);
	}

	const onClose = vi.fn<() => void>();
	const shown = show(<Pager title='Package the function' file={file} columns={columns} rows={rows} onClose={onClose}/>, columns, theme);
	mounted.push(shown);
	return {file, shown, onClose, rowsShown: () => (shown.lastFrame() ?? '').split('\n')};
}

test('shows the end of what a step printed', async () => {
	const {shown, rowsShown} = open(numbered(142));
	await waitForText(shown, '135-142 of 142');
	expect(rowsShown()).toEqual([
		'Package the function',
		...Array.from({length: 8}, (_, index) => `line ${135 + index}`),
		'135-142 of 142  o closes, / searches, n N next match, ↑↓ PgUp PgDn g G move',
	]);
});

test('keys that come together are all heeded', async () => {
	const {shown} = open(numbered(100));
	await waitForText(shown, '93-100 of 100');
	await press(shown, 'kkk');
	await waitForText(shown, '90-97 of 100');
	await press(shown, 'g', keys.down, ' ');
	await waitForText(shown, '10-17 of 100');
});

test('there is no output before there is a file', async () => {
	const {file, shown, rowsShown} = open(undefined);
	await waitForText(shown, 'There is no output yet.');
	expect(rowsShown()).toHaveLength(10);
	writeFileSync(file, 'first\n');
	await waitForText(shown, /^first$/mv);
	expect(shown.lastFrame()).toContain('1-1 of 1 ');
	rmSync(file);
	await waitForText(shown, 'There is no output yet.');
});

test('goes on with a step that writes, when it is at the end', async () => {
	const {file, shown} = open(numbered(100));
	await waitForText(shown, '93-100 of 100');
	appendFileSync(file, 'more\n');
	await waitForText(shown, '94-101 of 101');
	await press(shown, 'k');
	await waitForText(shown, '93-100 of 101');
	appendFileSync(file, 'and more\n');
	await waitForText(shown, '93-100 of 102');
});

test('a log that cannot be read says why', async () => {
	const shown = show(<Pager title='x' file={temporaryDirectory()} columns={80} rows={5} onClose={() => undefined}/>);
	mounted.push(shown);
	await waitForText(shown, 'is a directory and should be a file');
});

describe('the search', () => {
	const content = `${numbered(50)}Installing NumPy, numpy\n${numbered(50)}numpy is there\n`;

	test('marks what was found and counts', async () => {
		const {shown} = open(content);
		await waitForText(shown, 'of 102');
		await press(shown, 'g', '/');
		await waitForText(shown, 'Search: _');
		await press(shown, 'NUM', 'py');
		await waitForText(shown, 'Search: NUMpy_  Enter searches, Esc leaves');
		await press(shown, keys.enter);
		await waitForText(shown, 'match 1/2');
		expect(shown.lastFrame()).toContain('Installing [[NumPy]], [[numpy]]');
		await press(shown, 'n');
		await waitForText(shown, 'match 2/2');
		expect(shown.lastFrame()).toContain('[[numpy]] is there');
		await press(shown, 'n');
		await waitForText(shown, 'match 1/2');
	});

	test('marks with more than colours, and without brackets where there are colours', async () => {
		const {shown} = open('numpy\nnumpy\n', {theme: colorTheme});
		await waitForText(shown, '1-2 of 2');
		await press(shown, '/numpy\r');
		await waitForText(shown, '\u001B[7mnumpy\u001B[27m');
		expect(shown.lastFrame()).toContain('\u001B[4mnumpy\u001B[24m');
		expect(stripVTControlCharacters(shown.lastFrame() ?? '')).toContain('\nnumpy\nnumpy\n');
	});

	test('says when nothing was found', async () => {
		const {shown} = open(content);
		await waitForText(shown, 'of 102');
		await press(shown, '/pandas\r');
		await waitForText(shown, '"pandas" not found');
	});

	test('Escape leaves it, and then the pager', async () => {
		const {shown, onClose} = open(content);
		await waitForText(shown, 'of 102');
		await press(shown, '/qo');
		await waitForText(shown, 'Search: qo_');
		await press(shown, '\u001B');
		await waitForText(shown, '95-102 of 102');
		expect(onClose).not.toHaveBeenCalled();
		await press(shown, '\u001B');
		await vi.waitFor(() => {
			expect(onClose).toHaveBeenCalledTimes(1);
		});
	});

	test('the end of a long text that is typed stays in sight', async () => {
		const {shown, rowsShown} = open(content, {columns: 20});
		await waitForText(shown, 'of 102');
		await press(shown, `/${'函'.repeat(20)}end`);
		await waitForText(shown, 'end_');
		expect(stringWidth(rowsShown().at(-1)!)).toBeLessThanOrEqual(20);
	});
});

test('shifts long lines sideways', async () => {
	const {shown, rowsShown} = open(`${'0123456789'.repeat(5)}\n`, {columns: 20, rows: 5});
	await waitForText(shown, '01234567890123456789\n');
	await press(shown, '\u001B[C');
	await waitForText(shown, '67890123456789012345\n');
	await press(shown, '\u001B[C', '\u001B[C');
	await waitForText(shown, /^234567890123456789$/mv);
	expect(rowsShown()).toHaveLength(5);
	await press(shown, '\u001B[D');
	await waitForText(shown, '67890123456789012345\n');
});

test.each([1, 2, 3, 10])('is %i rows high and no wider than told, whatever a tool prints', async rows => {
	const content = '层📦\u001B[31m红色\u001B[0m\u001B[2J\u0007\t👩‍💻👍🏽 wide\rdrawn over 层层层层层层层层层层层层层\n'.repeat(30);
	for (const columns of [10, 21, 40]) {
		const {shown, rowsShown} = open(content, {columns, rows});
		await waitForText(shown, 'drawn');
		await press(shown, '/层\r', '\u001B[C');
		await waitForText(shown, '层]');
		expect(rowsShown()).toHaveLength(rows);
		expect(Math.max(...rowsShown().map(row => stringWidth(row)))).toBeLessThanOrEqual(columns);
		expect(rowsShown().join('')).not.toMatch(/\p{Cc}/v);
	}
});

test('100,000 lines open at once', async () => {
	const content = Array.from({length: 100_000}, (_, index) => `\u001B[32m[${index}]\u001B[0m Downloading numpy-2.4.6-cp313-cp313-manylinux_2_27_x86_64.whl (16.6 MB)\n`).join('');
	const {shown} = open(content);
	const opened = performance.now();
	await waitForText(shown, '99993-100000 of 100000');
	// Waiting looks every 50 ms.
	expect(performance.now() - opened).toBeLessThan(1000);
	await press(shown, 'g', '/[77777]\r');
	await waitForText(shown, 'match 1/1');
	expect(shown.lastFrame()).toContain('[[[77777]]] Downloading');
});
