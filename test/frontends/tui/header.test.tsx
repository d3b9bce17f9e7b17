import {expect, test} from 'vitest';
import {Header} from '../../../source/frontends/tui/header.js';
import {rowsIn, show} from './support/frame.js';

test('says what runs, on which cloud, and where', () => {
	expect(rowsIn(show(<Header target='practice' directory='/home/learner/layers'/>))).toEqual(['layer-wizard on the practice cloud /home/learner/layers']);
	expect(rowsIn(show(<Header target='aws' directory='/w'/>))).toEqual(['layer-wizard on AWS /w']);
});

test('before the run has started there is only the name', () => {
	expect(rowsIn(show(<Header target={undefined} directory={undefined}/>))).toEqual(['layer-wizard']);
});

test('of a long path the end is kept', () => {
	const rows = rowsIn(show(<Header target='practice' directory={`/home/${'x'.repeat(80)}/layers`}/>, 60), 60);
	expect(rows).toHaveLength(1);
	expect(rows[0]).toMatch(/^layer-wizard on the practice cloud …x+\/layers$/v);
});

test('in a very narrow terminal it is cut', () => {
	expect(rowsIn(show(<Header target='practice' directory='/home/learner/layers'/>, 20), 20)).toEqual([expect.stringMatching(/^layer-wizard on the/v)]);
});
