import stringWidth from 'string-width';
import {expect, test, vi} from 'vitest';
import {Explanations} from '../../../../source/frontends/tui/overlays/explanation.js';
import {StringsContext} from '../../../../source/frontends/tui/language.js';
import zh from '../../../../source/lessons/zh/interface.json' with {type: 'json'};
import {keys, press, rowsIn, show, waitForText} from '../support/frame.js';

const command = '(cd sls-layers-python && npx osls package --package package-fat)';
const explanations = [
	{match: 'npx osls', text: 'Runs the Serverless that this project has installed.'},
	{match: '--package package-fat', text: 'Puts the zip into a folder of its own, so that a later one can be compared with it.'},
	{match: 'package', text: '打包函数，但不部署。📦'},
];

function open(columns: number, rows: number) {
	const onClose = vi.fn<() => void>();
	const shown = show(<Explanations command={command} explanations={explanations} columns={columns} rows={rows} onClose={onClose}/>, columns);
	return {shown, onClose};
}

test('the command, and each of its pieces with its sentence', () => {
	expect(rowsIn(open(60, 24).shown, 60)).toEqual([
		'What this command does',
		'$ (cd sls-layers-python && npx osls package --package',
		'    package-fat)',
		'',
		'npx osls',
		'  Runs the Serverless that this project has installed.',
		'',
		'--package package-fat',
		'  Puts the zip into a folder of its own, so that a later one',
		'  can be compared with it.',
		'',
		'package',
		'  打包函数，但不部署。📦',
		'↑↓ scroll, Esc closes',
	]);
});

test('in Chinese too', () => {
	const shown = show(<StringsContext.Provider value={zh}><Explanations command='npx osls deploy' explanations={explanations} columns={20} rows={6} onClose={() => undefined}/></StringsContext.Provider>, 20);
	const rows = shown.lastFrame()?.split('\n') ?? [];
	expect(rows[0]).toBe('这条命令做什么');
	expect(rows.slice(-2)).toEqual(['    ↓ 下面还有 16 行', '↑↓ 滚动，Esc 关闭']);
	expect(Math.max(...rows.map(row => stringWidth(row)))).toBeLessThanOrEqual(20);
});

test('scrolls where it is longer than the screen, and no further than its end', async () => {
	const {shown} = open(60, 9);
	await waitForText(shown, '↓ 6 more');
	await press(shown, keys.down);
	await waitForText(shown, '↑ 1 more  ↓ 5 more');
	await press(shown, 'jj', keys.up);
	await waitForText(shown, '↑ 2 more  ↓ 4 more');
	await press(shown, ' ');
	await waitForText(shown, '↑ 6 more');
	expect(shown.lastFrame()).toContain('不部署');
	await press(shown, ' ', '\u001B[5~', keys.up);
	await waitForText(shown, '↓ 6 more');
	expect(shown.lastFrame()).not.toContain('↑ 1');
});

test.each([10, 13, 20, 37, 60, 80])('fits in %i columns and any number of rows', columns => {
	for (let rows = 1; rows <= 30; rows++) {
		const {shown} = open(columns, rows);
		const frame = shown.lastFrame()?.split('\n') ?? [];
		expect(frame.length).toBeLessThanOrEqual(rows);
		expect(Math.max(...frame.map(row => stringWidth(row)))).toBeLessThanOrEqual(columns);
		shown.unmount();
	}
});

test.each(['e', 'q', '\r', '\u001B', 'je'])('%j closes', async pressed => {
	const {shown, onClose} = open(60, 24);
	await press(shown, 'x', keys.down);
	expect(onClose).not.toHaveBeenCalled();
	await press(shown, pressed);
	await vi.waitFor(() => {
		expect(onClose).toHaveBeenCalledTimes(1);
	});
});
