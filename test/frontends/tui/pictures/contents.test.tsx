import {afterEach, describe, expect, test, vi} from 'vitest';
import type {Contents} from '../../../../source/engine/findings.js';
import {ContentsBrowser, Largest} from '../../../../source/frontends/tui/pictures/contents.js';
import {StringsContext} from '../../../../source/frontends/tui/language.js';
import zh from '../../../../source/lessons/zh/interface.json' with {type: 'json'};
import {fittingRows} from '../support/fits.js';
import {keys, press, show, waitForText} from '../support/frame.js';

afterEach(() => {
	vi.unstubAllEnvs();
});

const file = (name: string, bytes: number): Contents => ({name, bytes, files: 1, members: []});

const zip: Contents = {
	name: 'sls-layers-python.zip',
	bytes: 58_000_000,
	files: 1035,
	members: [
		{
			name: 'numpy/', bytes: 30_000_000, files: 1025, members: [
				{name: '_core/', bytes: 19_000_000, files: 300, members: [file('_multiarray_umath.cpython-311-x86_64-linux-gnu.so', 10_500_000)]},
				file('资料😀\u001B[31m.py', 400_000),
			],
		},
		{name: 'numpy.libs/', bytes: 27_900_000, files: 4, members: [file('libscipy_openblas64_-56d6093b.so', 25_000_000)]},
	],
};

describe('Largest', () => {
	test('with bars at 80 columns', () => {
		expect(fittingRows(show(<Largest contents={zip} columns={80}/>), 80)).toEqual([
			'numpy.libs/libscipy…nblas64_-56d6093b.so  ██████           43 %    25 MB  1 file',
			'numpy/_core/_multia…-x86_64-linux-gnu.so  ██▌              18 %  10.5 MB  1 file',
			'numpy/资料😀.py                           ▏                <1 %   400 kB  1 file',
		]);
	});

	test('without bars at 60 columns, in Chinese', () => {
		expect(fittingRows(show(<StringsContext.Provider value={zh}><Largest contents={zip} columns={60}/></StringsContext.Provider>, 60), 60)).toEqual([
			'numpy.libs/libsc…as64_-56d6093b.so   43 %    25 MB  1 个文件',
			'numpy/_core/_mul…6_64-linux-gnu.so   18 %  10.5 MB  1 个文件',
			'numpy/资料😀.py                      <1 %   400 kB  1 个文件',
		]);
	});

	test('short names leave room for bars at 60 columns too', () => {
		const short = {...zip, members: [file('a.so', 29_000_000), file('b.so', 290_000)]};
		expect(fittingRows(show(<Largest contents={short} columns={60}/>, 60), 60)).toEqual([
			'a.so  ████████████               50 %   29 MB  1 file',
			'b.so  ▏                          <1 %  290 kB  1 file',
		]);
	});

	test.each([30, 10])('cut at %i columns', columns => {
		expect(fittingRows(show(<Largest contents={zip} columns={columns}/>, columns), columns, 3)).toHaveLength(3);
	});

	test('a screen reader gets it in words', () => {
		vi.stubEnv('INK_SCREEN_READER', 'true');
		expect(show(<Largest contents={zip} columns={80}/>).lastFrame()?.split('\n')[1]).toBe('numpy/_core/_multiarray_umath.cpython-311-x86_64-linux-gnu.so: 10.5 MB, 18 %, 1 file');
	});
});

describe('ContentsBrowser', () => {
	const setUp = (columns = 80, rows = 10) => {
		const close = vi.fn<() => void>();
		return {close, shown: show(<ContentsBrowser contents={zip} columns={columns} rows={rows} onClose={close}/>, columns)};
	};

	test.each([80, 60])('where one is, what is there, the rest, and the keys at %i columns', columns => {
		const {shown} = setUp(columns);
		expect(fittingRows(shown, columns, 10)).toEqual([
			'sls-layers-python.zip  58 MB',
			expect.stringMatching(/^❯ numpy\/ {7}▸.* 52 % {4}30 MB {2}1,025 files$/v),
			expect.stringMatching(/^ {2}numpy.libs\/ {2}▸.* 48 % {2}27.9 MB {6}4 files$/v),
			expect.stringMatching(/^ {2}smaller ones .* <1 % {3}100 kB {6}6 files$/v),
			'↑↓ choose · → open · ← up · Esc close',
		]);
	});

	test('into a folder, down, and out again', async () => {
		const {shown} = setUp(60);
		await press(shown, keys.enter);
		await waitForText(shown, /^sls-layers-python.zip › numpy\/ {2}30 MB$/mv);
		expect(fittingRows(shown, 60)[1]).toMatch(/^❯ _core\/ +▸/v);
		await press(shown, keys.down);
		await waitForText(shown, /^❯ 资料😀.py .*<1 %/mv);
		await press(shown, '\u007F');
		await waitForText(shown, /^❯ numpy\/ +▸/mv);
		await press(shown, keys.down);
		await waitForText(shown, /^❯ numpy.libs\/ +▸/mv);
		await press(shown, '\u001B[C');
		await waitForText(shown, /^❯ libscipy.*\.so /mv);
		await press(shown, '\u001B[D');
		await waitForText(shown, /^❯ numpy.libs\/ +▸/mv);
	});

	test.each([['Escape', '\u001B'], ['z', 'z']])('%s closes', async (_, key) => {
		const {close, shown} = setUp();
		await press(shown, key);
		await vi.waitFor(() => {
			expect(close).toHaveBeenCalledOnce();
		});
	});

	test.each([1, 2, 3, 4, 5, 6])('never more than %i rows, and the chosen one among them', async rows => {
		const {shown} = setUp(60, rows);
		expect(fittingRows(shown, 60, rows)).toHaveLength(Math.min(rows, 5));
		if (rows > 1) {
			await press(shown, keys.down);
			await waitForText(shown, /^❯ numpy.libs/mv);
			fittingRows(shown, 60, rows);
		}
	});

	test.each([60, 20])('the end of a long way is kept at %i columns', async columns => {
		const {shown} = setUp(columns);
		await press(shown, keys.enter);
		await waitForText(shown, 'numpy/  30 MB');
		await press(shown, keys.enter);
		await waitForText(shown, '_core/  19 MB');
		fittingRows(shown, columns);
	});

	test('a screen reader is told what is chosen', () => {
		vi.stubEnv('INK_SCREEN_READER', 'true');
		expect(setUp().shown.lastFrame()?.split('\n').slice(1, 3)).toEqual(['(selected) numpy/: 30 MB, 52 %, 1,025 files', 'numpy.libs/: 27.9 MB, 48 %, 4 files']);
	});
});
