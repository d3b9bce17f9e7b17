import {expect, test} from 'vitest';
import {numberRows} from '../../../source/frontends/facts.js';
import {Numbers} from '../../../source/frontends/tui/numbers.js';
import {rowsIn, show} from './support/frame.js';
import {recording, replay} from './support/recording.js';
import {strings} from './support/words.js';

const rows = numberRows(replay(recording).facts, strings);

test.each([80, 60])('the numbers stand below each other at %i columns', columns => {
	expect(rowsIn(show(<Numbers rows={rows}/>, columns), columns)).toEqual([
		'Layer zip                      16.7 MB, unpacked 58.6 MB',
		'The packages, installed        72.5 MB',
		'Function zip, packages inside  16.7 MB, unpacked 58.6 MB',
		'Deploying the layer took       2.3 s',
		'Function zip, layer attached   437 B, unpacked 307 B',
		'Deploying the function took    1.5 s',
	]);
});

test('labels of wide characters are whole, and the numbers stand below each other', () => {
	const wide = [{label: '层', value: '1 B'}, {label: '函数 zip', value: '2 B'}];
	expect(rowsIn(show(<Numbers rows={wide}/>))).toEqual(['层        1 B', '函数 zip  2 B']);
});

test('what does not fit is cut', () => {
	expect(rowsIn(show(<Numbers rows={rows.slice(0, 1)}/>, 20), 20)).toEqual(['Layer zip  16.7 MB,…']);
});
