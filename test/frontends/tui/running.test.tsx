import {expect, test} from 'vitest';
import {RunningStep} from '../../../source/frontends/tui/running.js';
import {rowsIn, show} from './support/frame.js';
import {replay, said, stamped, started} from './support/recording.js';

const [step] = replay(stamped(started('a', `make ${'a '.repeat(60)}end`), said('a', `first ${'x'.repeat(100)}`), said('a', 'second'))).running;

test.each([80, 60])('title, time, command and output take one row each at %i columns', columns => {
	const rows = rowsIn(show(<RunningStep hasCommand step={step!} now={12_345} lines={step!.lines}/>, columns), columns);
	expect(rows).toEqual([
		expect.stringMatching(/^[⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏] Title of a 12 s$/v),
		expect.stringMatching(/^ {2}\$ make a a .*….* a end$/v),
		expect.stringMatching(/^ {2}│ first x+…$/v),
		'  │ second',
	]);
});

test('the spinner turns with the clock', () => {
	const frames = [0, 100, 200].map(now => show(<RunningStep step={step!} now={now} hasCommand={false} lines={[]}/>).lastFrame());
	expect(new Set(frames).size).toBe(3);
});

test('command and output are left out where there is no room', () => {
	expect(rowsIn(show(<RunningStep step={step!} now={0} hasCommand={false} lines={[]}/>))).toHaveLength(1);
});

test('a title that is too long leaves room for the time', () => {
	const [long] = replay(stamped({type: 'step.started', chapter: 'use', step: 'a', title: 'Title '.repeat(30), log: '/logs/a.log'})).running;
	expect(rowsIn(show(<RunningStep step={long!} now={61_000} hasCommand={false} lines={[]}/>, 60), 60)).toEqual([expect.stringMatching(/ Title .*… 1 min 01 s$/v)]);
});

test('without a clock neither spinner nor time are shown', () => {
	expect(rowsIn(show(<RunningStep step={step!} now={undefined} hasCommand={false} lines={[]}/>))).toEqual(['Title of a']);
});
