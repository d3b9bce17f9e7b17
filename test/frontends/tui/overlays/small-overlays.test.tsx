import {describe, expect, test, vi} from 'vitest';
import {DiffOverlay} from '../../../../source/frontends/tui/overlays/diff-overlay.js';
import {LessonAgain} from '../../../../source/frontends/tui/overlays/lesson-again.js';
import {LookBack} from '../../../../source/frontends/tui/overlays/look-back.js';
import {Quit} from '../../../../source/frontends/tui/overlays/quit.js';
import {keys, press, waitForText} from '../support/frame.js';
import {places, showPage} from '../support/page.js';
import {recordedUntil, recording, replay} from '../support/recording.js';
import {words} from '../support/words.js';

const model = replay(recording);
const diff = recording.flatMap(event => event.type === 'output' && event.stream === 'diff' ? [event.line] : []);
const {notes} = words.en.lesson('use.attach');
const [right, left, escape] = ['\u001B[C', '\u001B[D', '\u001B'];

type Place = Parameters<typeof showPage>[1];

const openers = {
	lesson(onClose: () => void, {language = 'en', columns = 79, rows = 17}: NonNullable<Place> = {}) {
		return showPage(<LessonAgain lesson={words[language].lesson('function.local')} columns={columns} rows={rows} onClose={onClose}/>, {language, columns, rows});
	},
	diff(onClose: () => void, {language = 'en', columns = 79, rows = 17}: NonNullable<Place> = {}) {
		return showPage(<DiffOverlay lines={diff} notes={words[language].lesson('use.attach').notes} columns={columns} rows={rows} onClose={onClose}/>, {language, columns, rows});
	},
	back(onClose: () => void, {language = 'en', columns = 79, rows = 17}: NonNullable<Place> = {}) {
		return showPage(<LookBack model={model} lesson={words[language].lesson} columns={columns} rows={rows} onClose={onClose}/>, {language, columns, rows});
	},
} as const;

describe.each([
	['lesson', ['l', 'q', keys.enter, escape]],
	['diff', ['d', 'q', keys.enter, escape]],
	['back', ['b', 'q', keys.enter, escape]],
] as const)('%s', (name, closing) => {
	test.each(closing)('closes with %j', async key => {
		const onClose = vi.fn<() => void>();
		const shown = openers[name](onClose);
		await press(shown, 'x', keys.down);
		expect(onClose).not.toHaveBeenCalled();
		await press(shown, key);
		await vi.waitFor(() => {
			expect(onClose).toHaveBeenCalledTimes(1);
		});
	});

	test.each(places)('fits in $language at $columns x $rows', place => {
		for (const rows of [place.rows, 8, 40]) {
			expect(openers[name](() => undefined, {...place, rows}).rows().length).toBeGreaterThan(2);
		}
	});
});

test('the diff scrolls to its end, each new line with its note', async () => {
	const shown = showPage(<DiffOverlay lines={diff} notes={notes} columns={79} rows={10} onClose={() => undefined}/>, {rows: 10});
	expect(shown.lastFrame()).toContain('--- sls-layers-python/serverless.yml');
	await press(shown, '\u001B[F');
	await waitForText(shown, 'The layer with its version, from the outputs of the layer\'s stack.');
	expect(shown.rows().at(-1)).not.toBe('');
});

describe('looking back', () => {
	test('begins at the last result, and turns pages between lesson and result', async () => {
		const shown = openers.back(() => undefined);
		expect(shown.rows()[0]).toBe('Page 7 of 7: Ask it, and look where the module came from');
		expect(shown.lastFrame()).toContain('Its answer');
		await press(shown, right);
		await press(shown, left);
		await waitForText(shown, 'Three things come back.');
		expect(shown.rows()[0]).toContain('Page 7 of 7');
		await press(shown, left);
		await waitForText(shown, 'Page 6 of 7: Deploy the slim function');
		expect(shown.lastFrame()).toContain('Deploying the function took');
		await press(shown, right);
		await waitForText(shown, 'Page 7 of 7');
		expect(shown.lastFrame()).toContain('Three things come back.');
	});

	test('ends at the first lesson', async () => {
		const shown = openers.back(() => undefined);
		await press(shown, ...Array.from({length: 30}, () => left));
		await waitForText(shown, 'Page 1 of 7: A function that needs a package');
		await waitForText(shown, 'Lambda\'s Python runtime');
	});

	test('shows only pages whose steps are done', () => {
		const early = recordedUntil(event => event.type === 'step.finished' && event.step === 'function.local');
		const shown = showPage(<LookBack model={early} lesson={words.en.lesson} columns={79} rows={17} onClose={() => undefined}/>);
		expect(shown.rows()[0]).toBe('Page 1 of 1: A function that needs a package');
	});

	test('can be closed where there is nothing behind', async () => {
		const onClose = vi.fn<() => void>();
		const shown = showPage(<LookBack model={replay(recording.slice(0, 1))} lesson={words.en.lesson} columns={79} rows={17} onClose={onClose}/>);
		await press(shown, left, escape);
		await vi.waitFor(() => {
			expect(onClose).toHaveBeenCalledTimes(1);
		});
	});
});

describe('quitting', () => {
	const open = (place: NonNullable<Place> = {}) => {
		const on = {quit: vi.fn<() => void>(), close: vi.fn<() => void>()};
		return {on, shown: showPage(<Quit command={`npx layer-wizard ${'日本語/'.repeat(20)}`} onQuit={on.quit} onClose={on.close}/>, place)};
	};

	test.each(places)('asks, and says how to come back, in $language at $columns x $rows', place => {
		const {shown} = open(place);
		const {quit} = words[place.language].strings;
		expect(shown.rows()[0]).toBe(quit.ask);
		expect(shown.lastFrame()).toContain('npx layer-wizard');
		expect(shown.rows().at(-1)).toBe(quit.keys);
	});

	test.each(['y', 'Y'])('%s quits', async key => {
		const {shown, on} = open();
		await press(shown, keys.enter, 'x', key);
		await vi.waitFor(() => {
			expect(on.quit).toHaveBeenCalledTimes(1);
		});
		expect(on.close).not.toHaveBeenCalled();
	});

	test.each(['n', 'N', 'q', escape])('%j stays', async key => {
		const {shown, on} = open();
		await press(shown, key);
		await vi.waitFor(() => {
			expect(on.close).toHaveBeenCalledTimes(1);
		});
		expect(on.quit).not.toHaveBeenCalled();
	});
});
