import {afterEach, describe, expect, test, vi} from 'vitest';
import type {FactId} from '../../../../source/engine/events.js';
import {GuessPage} from '../../../../source/frontends/tui/pages/guess-page.js';
import {keys, press, waitForText} from '../support/frame.js';
import {places, showPage} from '../support/page.js';
import {words} from '../support/words.js';

const mounted: Array<{unmount(): void}> = [];

afterEach(() => {
	for (const {unmount} of mounted.splice(0)) {
		unmount();
	}
});

function guessPage(fact: FactId = 'zip.fat.bytes', place: Parameters<typeof showPage>[1] = {}) {
	const onGuess = vi.fn<(text: string) => void>();
	const shown = showPage(<GuessPage fact={fact} lesson={words[place.language ?? 'en'].lesson('weigh.package')} columns={place.columns ?? 79} onGuess={onGuess}/>, place);
	mounted.push(shown);
	return {shown, onGuess};
}

test('a guess is taken', async () => {
	const {shown, onGuess} = guessPage();
	await press(shown, '5', ' ', 'M', 'B');
	await waitForText(shown, '❯ 5 MB');
	expect(onGuess).not.toHaveBeenCalled();
	await press(shown, keys.enter);
	await vi.waitFor(() => {
		expect(onGuess.mock.calls).toEqual([['5 MB']]);
	});
});

test('nonsense is refused, with the rule, until it is mended', async () => {
	const {shown, onGuess} = guessPage();
	expect(shown.lastFrame()).not.toContain('That is not a number');
	await press(shown, '5', 'x');
	await waitForText(shown, 'That is not a number with a unit. A size such as 5 MB');
	await press(shown, keys.enter, '\u007F');
	await waitForText(shown, /❯ 5_\n/v);
	expect(shown.lastFrame()).not.toContain('That is not a number');
	expect(onGuess).not.toHaveBeenCalled();
	await press(shown, keys.enter);
	await vi.waitFor(() => {
		expect(onGuess.mock.calls).toEqual([['5']]);
	});
});

test.each([[[keys.enter]], [[' ', keys.enter]]])('an empty line goes on without a guess: %j', async pressed => {
	const {shown, onGuess} = guessPage();
	await press(shown, ...pressed);
	await vi.waitFor(() => {
		expect(onGuess.mock.calls).toEqual([['']]);
	});
});

test('keys that come together are taken as typed one after the other', async () => {
	const {shown, onGuess} = guessPage('deploy.function.ms');
	await press(shown, '4 s\r');
	await vi.waitFor(() => {
		expect(onGuess.mock.calls).toEqual([['4 s']]);
	});
});

test('a time is asked for as a time', () => {
	const {shown} = guessPage('deploy.function.ms');
	expect(shown.lastFrame()).toContain('How long will deploying the function take?');
	expect(shown.lastFrame()).toContain('A time such as 4 s or 1 min; a bare number is in seconds.');
});

describe.each(places)('$language at $columns x $rows', place => {
	test.each(['zip.fat.bytes', 'zip.thin.bytes', 'deploy.function.ms'] as const)('%s fits, also when it is wrong', async fact => {
		const {shown} = guessPage(fact, place);
		const {guess} = words[place.language].strings;
		shown.rows();
		await press(shown, 'x'.repeat(200));
		await waitForText(shown, guess.wrong);
		shown.rows();
		expect(shown.lastFrame()?.replaceAll('\n', ' ')).toContain(guess[fact]);
	});
});
