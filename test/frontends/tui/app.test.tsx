import {render} from 'ink-testing-library';
import {afterEach, expect, test, vi} from 'vitest';
import {App} from '../../../source/frontends/tui/app.js';
import {Store} from '../../../source/frontends/tui/store.js';
import {plainTheme} from '../../../source/frontends/tui/theme.js';
import {keys, press, waitForText} from './support/frame.js';
import {said, stamped, started} from './support/recording.js';

const mounted: Array<{unmount(): void}> = [];

afterEach(() => {
	for (const {unmount} of mounted.splice(0)) {
		unmount();
	}
});

function setUp() {
	const store = new Store();
	const onInterrupt = vi.fn<() => void>();
	const shown = render(<App store={store} theme={plainTheme} onInterrupt={onInterrupt}/>);
	mounted.push(shown);
	const resize = (columns: number, rows: number) => {
		Object.defineProperties(shown.stdout, {columns: {value: columns, configurable: true}, rows: {value: rows, configurable: true}});
		shown.stdout.emit('resize');
	};

	const rows = () => (shown.lastFrame() ?? '').split('\n');
	return {store, onInterrupt, shown, resize, rows};
}

test('shows what happens as it happens', async () => {
	const {store, shown} = setUp();
	const [first, second] = stamped(started('a', 'make a'), said('a', 'hello from a'));
	store.listen(first!);
	await waitForText(shown, 'Title of a');
	expect(shown.lastFrame()).not.toContain('hello');
	store.listen(second!);
	await waitForText(shown, '│ hello from a');
});

test('the time of a running step goes on by itself', async () => {
	const {store, shown} = setUp();
	const at = new Date(Date.now() - 58_900).toISOString();
	store.listen({v: 1, at, type: 'step.started', chapter: 'use', step: 'a', title: 'Long work'});
	await waitForText(shown, 'Long work 58 s');
	await waitForText(shown, 'Long work 59 s');
});

test.each(['\u0003', '\u0003\u0003', 'abc\u0003'])('Ctrl-C interrupts: %j', async pressed => {
	const {onInterrupt, shown} = setUp();
	await press(shown, 'c', keys.enter);
	expect(onInterrupt).not.toHaveBeenCalled();
	await press(shown, pressed);
	await vi.waitFor(() => {
		expect(onInterrupt).toHaveBeenCalledTimes(1);
	});
});

test('questions come one after the other, each with its first choice marked', async () => {
	const {store, shown} = setUp();
	const question = (message: string) => ({id: 'retry', message, choices: [{value: 'stop', label: 'Stop here'}, {value: 'retry', label: 'Try again'}], fallback: 'stop'});
	const answers = Promise.all([store.ask(question('npm failed.')), store.ask(question('pip failed.'))]);
	await waitForText(shown, 'npm failed.');
	expect(shown.lastFrame()).not.toContain('pip failed.');
	await press(shown, keys.down);
	await waitForText(shown, /^\S Try again$/mv);
	await press(shown, keys.enter);
	await waitForText(shown, /pip failed\.\n\S Stop here\n {2}Try again/v);
	await press(shown, keys.enter);
	expect(await answers).toEqual(['retry', 'stop']);
	await vi.waitFor(() => {
		expect(shown.lastFrame()).not.toContain('Try again');
	});
});

test('fits itself to the terminal when that is resized', async () => {
	const {store, shown, resize, rows} = setUp();
	const steps = Array.from({length: 10}, (_, index) => started(`s${index}`, `make s${index}`));
	for (const event of stamped(...steps)) {
		store.listen(event);
	}

	resize(80, 30);
	await waitForText(shown, '$ make s9');
	resize(80, 12);
	await vi.waitFor(() => {
		expect(rows().length).toBeLessThan(12);
	});
	expect(rows()).toContainEqual(expect.stringContaining('Ctrl-C stops'));
	resize(80, 30);
	await waitForText(shown, '$ make s9');
});

test('prints the record anew after the terminal got narrower, because its rows were broken', async () => {
	const {store, shown, resize} = setUp();
	for (const event of stamped(started('a'), {type: 'step.finished', step: 'a', ms: 1, status: 'done'})) {
		store.listen(event);
	}

	const timesPrinted = () => (shown.lastFrame() ?? '').split('✓ Title of a').length - 1;
	await waitForText(shown, '✓ Title of a');
	expect(timesPrinted()).toBe(1);
	resize(120, 30);
	resize(70, 30);
	resize(60, 30);
	await vi.waitFor(() => {
		expect(timesPrinted()).toBe(2);
	});
	expect(shown.stdout.frames.filter(frame => frame === '\u001B[2J\u001B[H')).toHaveLength(1);
});
