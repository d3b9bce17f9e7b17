import {describe, expect, test, vi} from 'vitest';
import type {Question} from '../../../source/engine/questions.js';
import {Conversation} from '../../../source/frontends/tui/conversation.js';

function setUp() {
	const onChange = vi.fn<() => void>();
	return {onChange, conversation: new Conversation(onChange)};
}

const go = (step: string): Question<'run' | 'skip'> => ({id: 'go', step, choices: ['run', 'skip'], fallback: 'run'});
const guess = (step: string): Question => ({id: 'guess', step, fallback: 'nothing'});

test('questions wait in the order in which they were asked, and each is answered by itself', async () => {
	const {conversation, onChange} = setUp();
	const answers = Promise.all([conversation.ask(go('a')), conversation.ask(go('b')), conversation.ask(guess('a'))]);
	expect(conversation.open.map(({id, step}) => `${id} ${step}`)).toEqual(['go a', 'go b', 'guess a']);
	expect(new Set(conversation.open.map(({key}) => key)).size).toBe(3);
	expect(onChange).toHaveBeenCalledTimes(3);
	conversation.open[1]?.answer('skip');
	expect(conversation.open.map(({step}) => step)).toEqual(['a', 'a']);
	expect(onChange).toHaveBeenCalledTimes(4);
	conversation.open[1]?.answer('5 MB');
	conversation.open[0]?.answer('run');
	expect(await answers).toEqual(['run', 'skip', '5 MB']);
	expect(conversation.open).toEqual([]);
});

test('what is no choice counts as the fallback', async () => {
	const {conversation} = setUp();
	const answer = conversation.ask(go('a'));
	conversation.open[0]?.answer('dance');
	expect(await answer).toBe('run');
});

describe('say', () => {
	test('answers the question of that kind about that step, and no other', async () => {
		const {conversation} = setUp();
		const answer = conversation.ask(go('b'));
		void conversation.ask(go('a'));
		void conversation.ask(guess('b'));
		conversation.say('go', 'b', 'skip');
		expect(await answer).toBe('skip');
		expect(conversation.open.map(({id, step}) => `${id} ${step}`)).toEqual(['go a', 'guess b']);
	});

	test('ahead of a question answers it at once, and once', async () => {
		const {conversation, onChange} = setUp();
		conversation.say('go', 'a', 'skip');
		expect(onChange).not.toHaveBeenCalled();
		expect(await conversation.ask(go('a'))).toBe('skip');
		expect(onChange).not.toHaveBeenCalled();
		void conversation.ask(go('a'));
		expect(conversation.open).toHaveLength(1);
	});

	test('the last word ahead counts; an empty one is an answer too', async () => {
		const {conversation} = setUp();
		conversation.say('guess', 'a', '5 MB');
		conversation.say('guess', 'a', '');
		expect(await conversation.ask(guess('a'))).toBe('');
	});
});

describe('a question is withdrawn', () => {
	test('by its signal, with its fallback, and the others stay', async () => {
		const {conversation, onChange} = setUp();
		const withdrawal = new AbortController();
		const answer = conversation.ask(guess('a'), withdrawal.signal);
		void conversation.ask(go('b'));
		withdrawal.abort();
		expect(await answer).toBe('nothing');
		expect(conversation.open.map(({step}) => step)).toEqual(['b']);
		expect(onChange).toHaveBeenCalledTimes(3);
	});

	test('before it is asked, when its signal is aborted already', async () => {
		const {conversation, onChange} = setUp();
		expect(await conversation.ask(guess('a'), AbortSignal.abort())).toBe('nothing');
		expect(onChange).not.toHaveBeenCalled();
	});

	test('but not once it was answered', async () => {
		const {conversation, onChange} = setUp();
		const withdrawal = new AbortController();
		const answer = conversation.ask(guess('a'), withdrawal.signal);
		conversation.say('guess', 'a', '5 MB');
		withdrawal.abort();
		expect(await answer).toBe('5 MB');
		expect(onChange).toHaveBeenCalledTimes(2);
	});
});

test('closing gives every question its fallback, also those still to come', async () => {
	const {conversation} = setUp();
	const answers = Promise.all([conversation.ask(go('a')), conversation.ask(guess('b'))]);
	conversation.close();
	expect(await answers).toEqual(['run', 'nothing']);
	expect(await conversation.ask(guess('c'))).toBe('nothing');
	expect(conversation.open).toEqual([]);
});
