import {afterEach, expect, test, vi} from 'vitest';
import {Bars} from '../../../../source/frontends/tui/pictures/bars.js';
import {StringsContext} from '../../../../source/frontends/tui/language.js';
import zh from '../../../../source/lessons/zh/interface.json' with {type: 'json'};
import {fittingRows} from '../support/fits.js';
import {show} from '../support/frame.js';

afterEach(() => {
	vi.unstubAllEnvs();
});

const zips = [
	{label: 'Function zip, packages inside', value: 21_000_000, text: '21 MB'},
	{label: 'Function zip, layer attached', value: 437, text: '437 B'},
	{label: 'Layer zip', value: 0, text: '0 B'},
];

const barsIn = (rows: readonly string[]) => rows.map(row => /[█▉▊▋▌▍▎▏]+/v.exec(row)?.[0] ?? '');

test.each([80, 60])('to scale at %i columns, and what is small is still to be seen', columns => {
	const rows = fittingRows(show(<Bars rows={zips} max={42_000_000} scale='linear' columns={columns}/>, columns), columns);
	expect(rows).toHaveLength(3);
	const room = columns - 4 - 5 - Math.min(29, columns * 0.4);
	const [fat, thin, none] = barsIn(rows);
	expect(fat?.length).toBe(Math.ceil(room / 2));
	expect(thin).toBe('▏');
	expect(none).toBe('');
	expect(rows.map(row => row.slice(-6))).toEqual([' 21 MB', ' 437 B', '   0 B']);
});

test.each([80, 60])('a logarithmic scale says so at %i columns', columns => {
	const rows = fittingRows(show(<Bars rows={zips.slice(0, 2)} max={100_000_000} scale='log' columns={columns}/>, columns), columns);
	expect(rows.at(-1)).toBe('Logarithmic scale from 100 B to 100 MB');
	const room = columns - 4 - 5 - Math.min(29, columns * 0.4);
	const [fat, thin] = barsIn(rows);
	// 437 B is 0.64 powers of ten above 100 B, 21 MB 5.32, of 6.
	expect(fat?.length).toBe(Math.ceil(room * 5.3222 / 6));
	expect(thin?.length).toBe(Math.ceil(room * 0.6405 / 6));
});

test('other values than bytes', () => {
	const rows = [{label: 'Deploying', value: 1500, text: '1.5 s'}];
	expect(fittingRows(show(<Bars rows={rows} max={10_000} scale='log' columns={60} write={value => `${value / 1000} s`}/>, 60), 60).at(-1)).toBe('Logarithmic scale from 1 s to 10 s');
});

test.each([80, 60, 20])('wide labels and texts leave room for the bar at %i columns', columns => {
	const rows = [{label: '函数的 zip 里面有全部的依赖包,例如 numpy 和 pandas 🐼', value: 50, text: '五十兆字节'}, {label: '层', value: 100, text: '一百兆字节,多于一切'}];
	const shown = fittingRows(show(<StringsContext.Provider value={zh}><Bars rows={rows} max={100} scale='log' columns={columns}/></StringsContext.Provider>, columns), columns);
	expect(shown).toHaveLength(3);
	expect(shown[0]).toMatch(/^函数.*… +█+/v);
	expect(shown[2]).toContain(columns > 20 ? '对数刻度，从 10 B 到 100 B' : '对数刻度，从 10 B');
});

test('a screen reader gets the values in words', () => {
	vi.stubEnv('INK_SCREEN_READER', 'true');
	expect(show(<Bars rows={zips} max={42_000_000} scale='log' columns={80}/>).lastFrame()).toBe('Function zip, packages inside: 21 MB\nFunction zip, layer attached: 437 B\nLayer zip: 0 B');
});
