import {afterEach, beforeEach, expect, test, vi} from 'vitest';
import {Store} from '../../../source/frontends/tui/store.js';
import {recording, replay, said, stamped, started} from './support/recording.js';

beforeEach(() => {
	vi.useFakeTimers();
});
afterEach(() => {
	vi.useRealTimers();
});

test('thousands of events are published as one view, and none is lost', () => {
	const store = new Store();
	const onPublish = vi.fn<() => void>();
	store.subscribe(onPublish);
	const events = stamped(started('a'), ...Array.from({length: 10_000}, (_, index) => said('a', `line ${index}`)));
	for (const event of events) {
		store.listen(event);
	}

	expect(onPublish).not.toHaveBeenCalled();
	expect(store.view().model.running).toEqual([]);
	vi.advanceTimersByTime(50);
	expect(onPublish).toHaveBeenCalledTimes(1);
	expect(store.view().model).toEqual(replay(events));
	expect(store.view().model.running[0]?.lines.at(-1)?.text).toBe('line 9999');
	vi.advanceTimersByTime(1000);
	expect(onPublish).toHaveBeenCalledTimes(1);
	expect(vi.getTimerCount()).toBe(0);
});

test('a view stays the same until the next one is published', () => {
	const store = new Store();
	const before = store.view();
	store.listen(recording[0]!);
	expect(store.view()).toBe(before);
	store.flush();
	expect(store.view()).not.toBe(before);
	expect(store.view().model.target).toBe('practice');
	expect(vi.getTimerCount()).toBe(0);
});

test('a question is published at once, and stopping answers it', async () => {
	const store = new Store();
	const onPublish = vi.fn<() => void>();
	const unsubscribe = store.subscribe(onPublish);
	const answer = store.ask({id: 'retry', message: 'Again?', choices: [{value: 'yes', label: 'Yes'}], fallback: 'no'});
	expect(onPublish).toHaveBeenCalledTimes(1);
	expect(store.view()).toMatchObject({question: {message: 'Again?'}, isStopping: false});
	unsubscribe();
	store.stop();
	expect(await answer).toBe('no');
	expect(store.view()).toMatchObject({question: undefined, isStopping: true});
	expect(onPublish).toHaveBeenCalledTimes(1);
});
