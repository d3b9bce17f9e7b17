import {expect, test, vi} from 'vitest';
import {broadcast, type StampedEvent} from '../../source/engine/events.js';

test('every event carries the time at which it happened, and reaches each listener in order', () => {
	vi.useFakeTimers({now: new Date('2026-01-02T03:04:05.678Z')});
	try {
		const seen: Array<readonly [string, StampedEvent]> = [];
		const emit = broadcast(['first', 'second'].map(name => event => {
			seen.push([name, event]);
		}));
		const event = {type: 'chapter.started', chapter: 'weigh'} as const;
		emit(event);
		emit(event);
		vi.advanceTimersByTime(1);
		emit(event);
		const stamped = (at: string) => [['first', {v: 1, at, ...event}], ['second', {v: 1, at, ...event}]];
		expect(seen).toEqual([...stamped('2026-01-02T03:04:05.678Z'), ...stamped('2026-01-02T03:04:05.678Z'), ...stamped('2026-01-02T03:04:05.679Z')]);
	} finally {
		vi.useRealTimers();
	}
});
