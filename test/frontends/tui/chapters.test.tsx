import {expect, test} from 'vitest';
import {Chapters} from '../../../source/frontends/tui/chapters.js';
import {rowsIn, show} from './support/frame.js';
import {recordedUntil} from './support/recording.js';

test.each([80, 60])('all chapters stand in one row of %i columns', columns => {
	const {chapters} = recordedUntil(event => event.type === 'step.started' && event.step === 'weigh.package');
	expect(rowsIn(show(<Chapters chapters={chapters}/>, columns), columns)).toEqual(['✓ needs  ✓ function  ● weigh  ● layer  ○ use  ○ ship']);
});

test('a terminal that is too narrow for them gets one row, too', () => {
	const {chapters} = recordedUntil(event => event.type === 'run.started');
	expect(rowsIn(show(<Chapters chapters={chapters}/>, 30), 30)).toEqual(['○ needs  ○ function  ○ weigh …']);
});
