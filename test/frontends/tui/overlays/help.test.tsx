import stringWidth from 'string-width';
import {expect, test, vi} from 'vitest';
import {Help} from '../../../../source/frontends/tui/overlays/help.js';
import {keys, press, rowsIn, show, waitForText} from '../support/frame.js';

const list = [
	{key: 'Enter', text: 'go on'},
	{key: 'e', text: 'explain this command'},
	{key: 'o', text: 'the full output'},
	{key: '↑↓', text: '上下移动'},
	{key: 'q', text: 'quit for now'},
];

function open(columns: number, rows = 20) {
	const onClose = vi.fn<() => void>();
	return {onClose, shown: show(<Help keys={list} columns={columns} rows={rows} onClose={onClose}/>, columns)};
}

test('two columns where they fit', () => {
	expect(rowsIn(open(60).shown, 60)).toEqual([
		'All keys',
		'Enter  go on                    ↑↓     上下移动',
		'e      explain this command     q      quit for now',
		'o      the full output',
		'? closes, ↑↓ scroll',
	]);
});

test('otherwise one', () => {
	expect(rowsIn(open(57).shown, 57)).toEqual([
		'All keys',
		'Enter  go on',
		'e      explain this command',
		'o      the full output',
		'↑↓     上下移动',
		'q      quit for now',
		'? closes, ↑↓ scroll',
	]);
});

test('a text that is longer than the row goes on below itself', () => {
	expect(rowsIn(open(20).shown, 20).slice(2, 4)).toEqual(['e      explain this', '       command']);
});

test.each([10, 12, 20, 40, 60, 100])('fits in %i columns and any number of rows', columns => {
	for (let rows = 1; rows <= 12; rows++) {
		const {shown} = open(columns, rows);
		const frame = shown.lastFrame()?.split('\n') ?? [];
		expect(frame.length).toBeLessThanOrEqual(rows);
		expect(Math.max(...frame.map(row => stringWidth(row)))).toBeLessThanOrEqual(columns);
		shown.unmount();
	}
});

test('scrolls where there is more', async () => {
	const {shown} = open(40, 5);
	await waitForText(shown, '↓ 3 more');
	await press(shown, keys.down, keys.down, keys.down, keys.down);
	await waitForText(shown, '↑ 3 more');
	expect(shown.lastFrame()).toContain('quit for now');
});

test.each(['?', 'q', '\r', '\u001B'])('%j closes', async pressed => {
	const {shown, onClose} = open(60);
	await press(shown, 'x');
	expect(onClose).not.toHaveBeenCalled();
	await press(shown, pressed);
	await vi.waitFor(() => {
		expect(onClose).toHaveBeenCalledTimes(1);
	});
});
