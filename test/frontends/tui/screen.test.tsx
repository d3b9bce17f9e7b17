import {describe, expect, test, vi} from 'vitest';
import {type Model} from '../../../source/frontends/tui/model.js';
import {Screen} from '../../../source/frontends/tui/screen.js';
import type {View} from '../../../source/frontends/tui/store.js';
import {plainTheme} from '../../../source/frontends/tui/theme.js';
import {rowsIn, show} from './support/frame.js';
import {recordedUntil, recording, replay, said, stamped, started} from './support/recording.js';

const steps = ['a', 'b', 'c', 'd', 'e'];
/** More than fits on any of the terminals below. */
const busy: Model = replay(
	stamped(
		...steps.map(step => started(step, `make ${step} ${'and more '.repeat(20)}`)),
		...Array.from({length: 50}, (_, index) => said('c', `line ${index} ${'x'.repeat(index * 3)}`)),
		{type: 'warning', code: 'a', message: `Careful: ${'a long story '.repeat(20)}`},
	),
	{...recordedUntil(event => event.type === 'run.started'), facts: replay(recording).facts, target: 'practice', directory: '/home/learner/layers'},
);
const choices = [{value: 'stop', label: 'Stop here'}, {value: 'retry', label: 'Try again'}];
const question = {key: 1, message: 'npm failed. What now?', choices, choose: vi.fn<(value: string) => void>()};

function screen({columns, rows, ...view}: Partial<View> & {readonly columns: number; readonly rows: number}) {
	const {model = busy, question, isStopping = false} = view;
	// What is in the record scrolls away; here only what stays is measured.
	const shownModel: Model = {...model, record: []};
	return show(<Screen view={{model: shownModel, question, isStopping}} size={{columns, rows}} now={60_000} repaints={0} theme={plainTheme}/>, columns);
}

describe.each([80, 60])('at %i columns', columns => {
	test.each([24, 20, 12, 6, 3])('it is lower than %i rows, also with a question', rows => {
		expect(rowsIn(screen({columns, rows}), columns).length).toBeLessThan(rows);
		expect(rowsIn(screen({columns, rows, question}), columns).length).toBeLessThan(rows);
	});

	test('24 rows have room for commands and numbers, and for what is left of the output', () => {
		const text = rowsIn(screen({columns, rows: 24}), columns).join('\n');
		expect(text).toContain('layer-wizard on the practice cloud');
		expect(text).toContain('○ preflight  ○ function');
		for (const step of steps) {
			expect(text).toMatch(new RegExp(String.raw`Title of ${step} [\dmin ]+ s\n  \$ make ${step} and more .*…`, 'v'));
		}

		expect(text).toContain('\nFunction zip, layer attached   437 B, unpacked 307 B\n');
		expect(text).toMatch(/\n {2}│ line 49 x+…\n/v);
		expect(text).toMatch(/\nWarning: Careful: a long story .*…\n/v);
		expect(text).toMatch(/\nCtrl-C stops; what is done stays done\.$/v);
	});

	test('20 rows have none for output, 12 none for numbers', () => {
		const middle = screen({columns, rows: 20}).lastFrame();
		expect(middle).not.toContain('│');
		expect(middle).toContain('437 B');
		const small = screen({columns, rows: 12}).lastFrame();
		expect(small).not.toContain('437 B');
		expect(small).toContain('$ make a');
		expect(small).toContain('Title of e');
	});

	test('a question keeps its place on a small terminal', () => {
		const rows = rowsIn(screen({columns, rows: 6, question}), columns);
		expect(rows.slice(-4)).toEqual(['npm failed. What now?', expect.stringMatching(/^\S Stop here$/v), '  Try again', 'Ctrl-C stops; what is done stays done.']);
	});
});

test('after Ctrl-C it says that it stops', () => {
	expect(rowsIn(screen({columns: 80, rows: 24, isStopping: true})).at(-1)).toBe('Stopping…');
});

test('a diff is shown while its step runs', () => {
	const model = recordedUntil(event => event.type === 'output' && event.stream === 'diff' && event.line.includes('arn:'));
	expect(screen({columns: 80, rows: 24, model}).lastFrame()).toContain('  │ +    layers:\n  │ +      - arn:aws:lambda:');
});

test('when the run is over only the record is left', () => {
	const model = replay(recording);
	const text = show(<Screen view={{model, question: undefined, isStopping: false}} size={{columns: 80, rows: 24}} now={0} repaints={0} theme={plainTheme}/>).lastFrame();
	expect(text).toContain('✓ Install the practice cloud  verified\n');
	expect(text).toContain('✓ Invoke the function in the cloud  0.9 s\n');
	expect(text).toContain('    $ (cd sls-layers-python && . venv/bin/activate && npx sls package --package package-thin)\n');
	expect(text).not.toContain('layer-wizard on');
	expect(text).not.toContain('Ctrl-C');
});
