import {afterEach, describe, expect, test, vi} from 'vitest';
import {edited, emptyLine, textOf} from '../../../../source/frontends/tui/text/line-edit.js';
import {LineInput} from '../../../../source/frontends/tui/text/line-input.js';
import {fittingRows} from '../support/fits.js';
import {keys, press, show, waitForText} from '../support/frame.js';

const mounted: Array<{unmount(): void}> = [];

afterEach(() => {
	for (const {unmount} of mounted.splice(0)) {
		unmount();
	}
});

function input(columns = 40, placeholder = '') {
	const on = {change: vi.fn<(text: string) => void>(), submit: vi.fn<(text: string) => void>()};
	const shown = show(<LineInput placeholder={placeholder} columns={columns} onChange={on.change} onSubmit={on.submit}/>, columns);
	mounted.push(shown);
	return {shown, on};
}

describe('edited', () => {
	const typed = (...strokes: readonly string[]) => {
		let line = emptyLine;
		for (const stroke of strokes) {
			line = edited(line, stroke);
		}

		return line;
	};

	test.each([
		[['a', 'b', 'backspace', 'c'], 'ac'],
		[['a', 'b', 'left', 'c'], 'acb'],
		[['a', 'b', 'home', 'c', 'end', 'd'], 'cabd'],
		[['a', 'b', 'home', 'backspace', 'right', 'backspace'], 'b'],
		[['a', 'right', 'end', 'left', 'left', 'b'], 'ba'],
		[['层', '😀', 'backspace'], '层'],
		[['a', 'pageUp', 'up', 'escape'], 'a'],
	])('%j', (strokes, text) => {
		expect(textOf(typed(...strokes))).toBe(text);
	});
});

test('what is typed is shown and told, and Enter submits it', async () => {
	const {shown, on} = input(40, 'numpy');
	expect(shown.lastFrame()).toBe('❯ numpy');
	await press(shown, 'a', 'b');
	await waitForText(shown, /^❯ ab_$/v);
	expect(on.change).toHaveBeenLastCalledWith('ab');
	expect(on.submit).not.toHaveBeenCalled();
	await press(shown, keys.enter);
	await vi.waitFor(() => {
		expect(on.submit.mock.calls).toEqual([['ab']]);
	});
});

test('of keys that come together those after Enter are not submitted', async () => {
	const {shown, on} = input();
	await press(shown, 'ab\rcd');
	await vi.waitFor(() => {
		expect(on.submit.mock.calls).toEqual([['ab']]);
	});
	await waitForText(shown, '❯ abcd_');
	await press(shown, 'e');
	await waitForText(shown, '❯ abcde_');
	expect(on.submit).toHaveBeenCalledTimes(1);
});

test('Enter without a text submits an empty one, each time', async () => {
	const {shown, on} = input();
	await press(shown, keys.enter);
	await vi.waitFor(() => {
		expect(on.submit).toHaveBeenCalledTimes(1);
	});
	await press(shown, keys.enter);
	await vi.waitFor(() => {
		expect(on.submit.mock.calls).toEqual([[''], ['']]);
	});
});

test.each(['x'.repeat(100), '日本語😀'.repeat(20)])('a long text keeps to one row, its end in sight: %s', async text => {
	const {shown} = input(20);
	await press(shown, text, '!');
	await waitForText(shown, '!_');
	expect(fittingRows(shown, 20, 1)[0]).toMatch(/^❯ ….*!_$/v);
	await press(shown, '\u001B[H');
	await waitForText(shown, /^❯ (?:xx|日本)/v);
	fittingRows(shown, 20, 1);
});
