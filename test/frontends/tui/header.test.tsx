import {expect, test} from 'vitest';
import {Header} from '../../../source/frontends/tui/header.js';
import {emptyModel} from '../../../source/frontends/tui/model.js';
import {rowsIn, show} from './support/frame.js';

test('says what runs, on which cloud, and where', () => {
	expect(rowsIn(show(<Header model={{...emptyModel, target: 'practice', directory: '/home/learner/layers'}}/>))).toEqual(['layer-wizard on the practice cloud /home/learner/layers']);
	const onAws = {...emptyModel, target: 'aws', directory: '/w', region: 'eu-west-1'};
	expect(rowsIn(show(<Header model={onAws}/>))).toEqual(['layer-wizard on AWS eu-west-1 /w']);
	expect(rowsIn(show(<Header model={{...onAws, facts: [{id: 'cloud.account', value: '111122223333'}]}}/>))).toEqual(['layer-wizard on AWS 111122223333, eu-west-1 /w']);
});

test('before the run has started there is only the name', () => {
	expect(rowsIn(show(<Header model={{...emptyModel, target: undefined, directory: undefined}}/>))).toEqual(['layer-wizard']);
});

test('of a long path the end is kept', () => {
	const rows = rowsIn(show(<Header model={{...emptyModel, target: 'practice', directory: `/home/${'x'.repeat(80)}/layers`}}/>, 60), 60);
	expect(rows).toHaveLength(1);
	expect(rows[0]).toMatch(/^layer-wizard on the practice cloud …x+\/layers$/v);
});

test('in a very narrow terminal it is cut', () => {
	expect(rowsIn(show(<Header model={{...emptyModel, target: 'practice', directory: '/home/learner/layers'}}/>, 20), 20)).toEqual([expect.stringMatching(/^layer-wizard on the/v)]);
});
