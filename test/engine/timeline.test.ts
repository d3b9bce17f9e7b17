import {describe, expect, test} from 'vitest';
import {criticalPath, Timeline, traceOf, type Span} from '../../source/engine/timeline.js';
import {run} from '../../source/engine/run.js';
import {chapter, setUp, step} from './support/world.js';

const whole = (id: string, start: number, end: number, needs: readonly string[] = []): Span => ({step: id, kind: 'step', name: `Do ${id}`, start, end, needs});

/** Two chains that meet: the install is short, npm is long. */
const spans: readonly Span[] = [
	whole('look', 100, 400),
	{step: 'install', kind: 'command', name: 'pip install', start: 410, end: 890},
	whole('install', 400, 900, ['look']),
	whole('npm', 401, 3000, ['look']),
	whole('local', 3000, 4000, ['install', 'npm']),
];

describe('criticalPath', () => {
	test('leads from the last end over the needs that ended last, without a gap', () => {
		expect(criticalPath(spans)).toEqual([
			{step: undefined, start: 0, end: 100},
			{step: 'look', start: 100, end: 400},
			{step: 'npm', start: 400, end: 3000},
			{step: 'local', start: 3000, end: 4000},
		]);
	});

	test('is empty when no step was begun', () => {
		expect(criticalPath([])).toEqual([]);
	});
});

describe('traceOf', () => {
	test('has a row for the waits and one for each step, in microseconds', () => {
		const {traceEvents} = traceOf(spans);
		const rows = traceEvents.flatMap(event => event.ph === 'M' && event.name === 'thread_name' ? [[event.tid, event.args.name]] : []);
		expect(rows).toEqual([[0, 'what the run waited for'], [1, 'look'], [2, 'install'], [3, 'npm'], [4, 'local']]);
		expect(traceEvents).toContainEqual({ph: 'X', name: 'pip install', cat: 'command', ts: 410_000, dur: 480_000, pid: 1, tid: 2});
		expect(traceEvents).toContainEqual({ph: 'X', name: 'npm', cat: 'waited', ts: 400_000, dur: 2_600_000, pid: 1, tid: 0});
	});
});

describe('a run', () => {
	test('keeps each step with its looks and its work inside', async () => {
		const {options} = setUp();
		await run([chapter('one', [step('a'), step('b', ['a'])])], options);
		const {spans} = options.timeline;
		expect(spans.map(({step, kind}) => `${step} ${kind}`)).toEqual(['a look', 'a work', 'a look', 'a step', 'b look', 'b work', 'b look', 'b step']);
		const [first, second] = spans.filter(({kind}) => kind === 'step');
		expect(second?.start).toBeGreaterThanOrEqual(first?.end ?? Number.NaN);
		expect(spans.every(({start, end}) => end >= start)).toBe(true);
	});

	test('keeps the wait for the person apart, and what failed too', async () => {
		const {options} = setUp();
		const failing = step('a', [], {attended: {}, run: () => Promise.reject(new Error('no'))});
		await expect(run([chapter('one', [failing])], options)).rejects.toThrow('no');
		expect(options.timeline.spans.map(({kind}) => kind)).toEqual(['look', 'person', 'work', 'step']);
	});
});

test('work that throws is measured and throws', async () => {
	const timeline = new Timeline();
	await expect(timeline.measure({step: 'a', kind: 'work', name: 'a'}, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
	expect(timeline.spans).toHaveLength(1);
});
