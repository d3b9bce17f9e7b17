import {expect, test} from 'vitest';
import {numberRows} from '../../../source/frontends/facts.js';
import {Numbers} from '../../../source/frontends/tui/numbers.js';
import {rowsIn, show} from './support/frame.js';
import {recording, replay} from './support/recording.js';

const rows = numberRows(replay(recording).facts);

test.each([80, 60])('the numbers stand below each other at %i columns', columns => {
	expect(rowsIn(show(<Numbers rows={rows}/>, columns), columns)).toEqual([
		'Layer zip                      21.2 MB, unpacked 72.5 MB',
		'Deploying the layer took       2.2 s',
		'The packages, installed        72.5 MB',
		'Function zip, packages inside  21.2 MB, unpacked 72.5 MB',
		'Function zip, layer attached   437 B, unpacked 307 B',
		'Deploying the function took    1.5 s',
	]);
});

test('what does not fit is cut', () => {
	expect(rowsIn(show(<Numbers rows={rows.slice(0, 1)}/>, 20), 20)).toEqual(['Layer zip  21.2 MB,…']);
});
