import {expect, test} from 'vitest';
import type {Question} from '../../source/engine/questions.js';
import {sanitizedAsk, sanitizeEvent} from '../../source/engine/sanitize-events.js';
import {hostile, hostileText} from '../support/hostile.js';

const at = '2026-01-01T00:00:00.000Z';

test('a message is one line, a value of several keeps its lines', () => {
	expect(sanitizeEvent({v: 1, at, type: 'warning', code: 'x', message: 'one\ntwo\u001B[2J'})).toEqual({v: 1, at, type: 'warning', code: 'x', message: 'one two'});
	expect(sanitizeEvent({v: 1, at, type: 'fact', id: 'invoke.cloud.log', value: hostileText}).value).toMatch(/\n\tsecond$/v);
});

test('names of members, however deep, are one line', () => {
	const members = [{name: hostile, bytes: 1, files: 1, members: []}];
	const {contents} = sanitizeEvent({v: 1, at, type: 'fact', id: 'zip.fat.bytes', value: 1, contents: {name: '', bytes: 1, files: 1, members}});
	expect(contents?.members[0]?.name).toMatch(/^abfdpc INJECTED/v);
	expect(JSON.stringify(contents)).not.toMatch(/\\[nrtu]/v);
});

test('the log that a step is going to be read from keeps its name', () => {
	const log = '/home/\u200Dlearner/x.log';
	expect(sanitizeEvent({v: 1, at, type: 'step.started', chapter: 'c', step: 's', title: 't', log}).log).toBe(log);
});

test('what was offered is answered as it was, and checked as it was', async () => {
	const name = 'profile\u200B';
	const checked: string[] = [];
	const question: Question = {
		id: 'profile',
		fallback: name,
		choices: [name, 'other\u202E'],
		check(text) {
			checked.push(text);
			return true;
		},
	};
	const ask = (give: (shown: Question) => string) => sanitizedAsk(async <Value extends string>(shown: Question<Value>) => {
		await shown.check?.(shown.fallback);
		// eslint-disable-next-line @typescript-eslint/no-unsafe-type-assertion -- The front end would check it.
		return give(shown) as Value;
	})(question);
	expect(await ask(shown => shown.fallback)).toBe(name);
	expect(await ask(shown => shown.choices?.[1] ?? '')).toBe('other\u202E');
	expect(await ask(() => 'typed')).toBe('typed');
	expect(checked).toEqual([name, name, name]);
});
