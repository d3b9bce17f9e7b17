import {expect, test, vi} from 'vitest';
import type {Question} from '../../../source/engine/questions.js';
import {QuestionQueue} from '../../../source/frontends/tui/questions.js';

const question = (message: string): Question<'stop' | 'retry'> => ({
	id: 'retry',
	message,
	choices: [{value: 'stop', label: 'Stop'}, {value: 'retry', label: 'Again'}],
	fallback: 'stop',
});

test('questions are answered one at a time, in the order in which they were asked', async () => {
	const onChange = vi.fn<() => void>();
	const queue = new QuestionQueue(onChange);
	const answers = [queue.ask(question('First?')), queue.ask(question('Second?'))];
	expect(onChange).toHaveBeenCalledTimes(2);
	expect(queue.first?.message).toBe('First?');
	queue.first?.choose('retry');
	expect(queue.first?.message).toBe('Second?');
	queue.first?.choose('stop');
	expect(queue.first).toBeUndefined();
	expect(await Promise.all(answers)).toEqual(['retry', 'stop']);
	expect(onChange).toHaveBeenCalledTimes(4);
});

test('two questions with the same text are told apart', async () => {
	const queue = new QuestionQueue(vi.fn<() => void>());
	const answers = [queue.ask(question('Again?')), queue.ask(question('Again?'))];
	const first = queue.first?.key;
	queue.first?.choose('retry');
	expect(queue.first?.key).not.toBe(first);
	queue.first?.choose('stop');
	expect(await Promise.all(answers)).toEqual(['retry', 'stop']);
});

test('a closed queue gives every question its fallback, also those to come', async () => {
	const queue = new QuestionQueue(vi.fn<() => void>());
	const waiting = [queue.ask(question('First?')), queue.ask(question('Second?'))];
	queue.close();
	expect(queue.first).toBeUndefined();
	expect(await Promise.all([...waiting, queue.ask(question('Third?'))])).toEqual(['stop', 'stop', 'stop']);
});
