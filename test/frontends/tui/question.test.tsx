import {expect, test, vi} from 'vitest';
import {Question} from '../../../source/frontends/tui/question.js';
import {keys, press, rowsIn, show, waitForText} from './support/frame.js';

const setUp = (message = 'npm failed. What now?', columns = 80) => {
	const choose = vi.fn<(value: string) => void>();
	const question = {key: 1, message, choices: [{value: 'stop', label: 'Stop here'}, {value: 'retry', label: 'Try again'}], choose};
	const shown = show(<Question question={question} messageRows={message.length > columns ? 3 : 1} choiceRows={2}/>, columns);
	return {choose, shown};
};

test('Enter takes the first choice', async () => {
	const {choose, shown} = setUp();
	expect(rowsIn(shown)).toEqual(['npm failed. What now?', expect.stringMatching(/^. Stop here$/v), '  Try again']);
	await press(shown, keys.enter);
	await vi.waitFor(() => {
		expect(choose).toHaveBeenCalledExactlyOnceWith('stop');
	});
});

test('arrow keys move between the choices', async () => {
	const {choose, shown} = setUp();
	await press(shown, keys.down);
	await waitForText(shown, /^\S Try again$/mv);
	await press(shown, keys.up);
	await waitForText(shown, /^\S Stop here$/mv);
	await press(shown, keys.down);
	await waitForText(shown, /^\S Try again$/mv);
	expect(choose).not.toHaveBeenCalled();
	await press(shown, keys.enter);
	await vi.waitFor(() => {
		expect(choose).toHaveBeenCalledExactlyOnceWith('retry');
	});
});

test('a long message wraps at words, inside the rows it has', () => {
	const {shown} = setUp('python failed: No matching distribution found for the package no-such-package-with-a-long-name, which pip could not find anywhere', 60);
	const rows = rowsIn(shown, 60);
	expect(rows).toHaveLength(5);
	expect(rows.slice(0, 3).map(row => row.trim()).join(' ')).toBe('python failed: No matching distribution found for the package no-such-package-with-a-long-name, which pip could not find anywhere');
});
