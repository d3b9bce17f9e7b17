import {describe, expect, test} from 'vitest';
import type {Model} from '../../../source/frontends/tui/model.js';
import {Overview} from '../../../source/frontends/tui/overview.js';
import {fittingRows} from './support/fits.js';
import {show} from './support/frame.js';
import {recordedUntil, recording, replay, said, stamped, started} from './support/recording.js';

const steps = ['a', 'b', 'c', 'd', 'e'];
/** More than fits on any of the terminals below. */
const busy: Model = replay(
	stamped(
		...steps.map(step => started(step, `make ${step} ${'and more '.repeat(20)}`)),
		...Array.from({length: 50}, (_, index) => said('c', `line ${index} ${'x'.repeat(index * 3)}`)),
		{type: 'warning', code: 'a', message: `Careful: ${'a long story '.repeat(20)}`},
	),
	{...recordedUntil(event => event.type === 'run.started'), facts: replay(recording).facts},
);

function overview(columns: number, rows: number, {model = busy, isStopping = false} = {}) {
	return fittingRows(show(<Overview model={model} size={{columns, rows}} now={60_000} isStopping={isStopping}/>, columns), columns, rows - 1);
}

describe.each([80, 60])('at %i columns', columns => {
	test.each([24, 20, 12, 6, 3])('it is lower than %i rows, and fills them', rows => {
		expect(overview(columns, rows)).toHaveLength(rows - 1);
	});

	test('24 rows have room for commands and numbers, and for what is left of the output', () => {
		const text = overview(columns, 24).join('\n');
		expect(text).toContain('layer-wizard on the practice cloud');
		expect(text).toContain('○ needs  ○ function');
		for (const step of steps) {
			expect(text).toMatch(new RegExp(String.raw`Title of ${step} [\dmin ]+ s\n  \$ make ${step} and more .*…`, 'v'));
		}

		expect(text).toContain('\nFunction zip, layer attached   437 B, unpacked 307 B\n');
		expect(text).toMatch(/\n {2}│ line 49 x+…\n/v);
		expect(text).toMatch(/\nWarning: Careful: a long story .*…\n/v);
		expect(text).toMatch(/\nCtrl-C stops; what is done stays done\.$/v);
	});

	test('20 rows have none for output, 12 none for numbers', () => {
		const middle = overview(columns, 20).join('\n');
		expect(middle).not.toContain('│');
		expect(middle).toContain('437 B');
		const small = overview(columns, 12).join('\n');
		expect(small).not.toContain('437 B');
		expect(small).toContain('$ make a');
		expect(small).toContain('Title of e');
	});
});

test('after Ctrl-C it says that it stops', () => {
	expect(overview(80, 24, {isStopping: true}).at(-1)).toBe('Stopping. Ctrl-C again stops at once.');
});

test('a diff is shown while its step runs', () => {
	const model = recordedUntil(event => event.type === 'output' && event.stream === 'diff' && event.line.includes('arn:'));
	expect(overview(80, 24, {model}).join('\n')).toContain('  │ +    layers:\n  │ +      - arn:aws:lambda:');
});
