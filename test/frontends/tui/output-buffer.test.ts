import {describe, expect, test} from 'vitest';
import type {OutputStream, StampedEvent} from '../../../source/engine/events.js';
import {OutputBuffer} from '../../../source/frontends/tui/output-buffer.js';

const at = '2026-01-02T03:04:05.678Z';

function printed(step: string, line: string, stream: OutputStream = 'stdout'): StampedEvent {
	return {v: 1, at, type: 'output', step, stream, line};
}

const finished = (step: string): StampedEvent => ({v: 1, at, type: 'step.finished', step, ms: 1, status: 'done'});

function taken(keptLines: number, events: readonly StampedEvent[]): readonly StampedEvent[] {
	const buffer = new OutputBuffer(keptLines);
	for (const event of events) {
		buffer.add(event);
	}

	return buffer.take();
}

describe('events between two paints', () => {
	test('few are handed over as they came', () => {
		const events = [printed('a', '1'), finished('b'), printed('a', '2', 'stderr'), printed('c', '3'), finished('a')];
		expect(taken(2, events)).toEqual(events);
	});

	test.each([3, 4, 5, 6, 7, 100_000])('of %i lines the last two are left, and other events stay between them', count => {
		const lines = Array.from({length: count}, (_, number) => printed('a', String(number)));
		const last = lines.slice(-2);
		expect(taken(2, [finished('x'), ...lines.slice(0, -1), finished('y'), ...lines.slice(-1), finished('z')]))
			.toEqual([finished('x'), last[0], finished('y'), last[1], finished('z')]);
	});

	test('each step keeps its own last lines', () => {
		expect(taken(1, [printed('a', '1'), printed('b', '2'), printed('a', '3'), printed('a', '4')])).toEqual([printed('b', '2'), printed('a', '4')]);
	});

	test('lines of a diff are all kept', () => {
		const events = Array.from({length: 100}, (_, number) => printed('a', String(number), 'diff'));
		expect(taken(2, events)).toEqual(events);
	});

	test('what was handed over is not handed over again', () => {
		const buffer = new OutputBuffer(2);
		buffer.add(printed('a', '1'));
		buffer.add(finished('a'));
		buffer.take();
		expect(buffer.take()).toEqual([]);
		buffer.add(printed('a', '2'));
		expect(buffer.take()).toEqual([printed('a', '2')]);
	});
});
