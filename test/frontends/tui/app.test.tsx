import {writeFileSync} from 'node:fs';
import path from 'node:path';
import {render} from 'ink-testing-library';
import {afterEach, describe, expect, test, vi} from 'vitest';
import {App} from '../../../source/frontends/tui/app.js';
import {Store} from '../../../source/frontends/tui/store.js';
import {plainTheme} from '../../../source/frontends/tui/theme.js';
import {temporaryDirectory} from '../../support/directory.js';
import {keys, press, waitForText} from './support/frame.js';
import {finished, recording, runStarted, said, stamped, started} from './support/recording.js';
import {retryOf} from './support/views.js';
import {words} from './support/words.js';

const mounted: Array<{unmount(): void}> = [];

afterEach(() => {
	for (const {unmount} of mounted.splice(0)) {
		unmount();
	}
});

function setUp({follows = true} = {}) {
	const store = new Store(follows);
	const on = {interrupt: vi.fn<() => void>(), quit: vi.fn<() => void>()};
	const comeBack = () => `layer-wizard ${store.view().model.directory ?? ''}`;
	const shown = render(<App store={store} theme={plainTheme} words={words.en} comeBack={comeBack} onInterrupt={on.interrupt} onQuit={on.quit}/>);
	mounted.push(shown);
	const resize = (columns: number, rows: number) => {
		Object.defineProperties(shown.stdout, {columns: {value: columns, configurable: true}, rows: {value: rows, configurable: true}});
		shown.stdout.emit('resize');
	};

	const rows = () => (shown.lastFrame() ?? '').split('\n');
	const waitUntilGone = async (text: string) => {
		await vi.waitFor(() => {
			expect(shown.lastFrame()).not.toContain(text);
		});
	};

	return {store, on, shown, resize, rows, waitUntilGone};
}

type Situation = ReturnType<typeof setUp>;

/** How many recorded events a store has been told. */
const played = new WeakMap<Store, number>();

/** The recorded run goes on until just before or just after a step starts or has finished. */
function playTo({store}: Situation, type: 'step.started' | 'step.finished', step: string): void {
	const end = recording.findIndex(event => event.type === type && event.step === step) + (type === 'step.finished' ? 1 : 0);
	for (const event of recording.slice(played.get(store) ?? 0, end)) {
		store.listen(event);
		store.flush();
	}

	played.set(store, end);
}

/** A person reads the lesson of a step; what comes before it is done. */
function reading(step: string): Situation {
	const situation = setUp();
	playTo(situation, 'step.started', step);
	return situation;
}

/** A person sees what came of a step. */
function done(step: string): Situation {
	const situation = reading(step);
	if (step === 'weigh.package') {
		situation.store.guess('5 MB');
	} else {
		situation.store.goOn();
	}

	playTo(situation, 'step.finished', step);
	return situation;
}

describe('a run that one looks on', () => {
	test('is shown as it happens', async () => {
		const {store, shown} = setUp({follows: false});
		const [first, second] = stamped(started('a', 'make a'), said('a', 'hello from a'));
		store.listen(first!);
		await waitForText(shown, 'Title of a');
		expect(shown.lastFrame()).not.toContain('hello');
		store.listen(second!);
		await waitForText(shown, '│ hello from a');
	});

	test('its time goes on by itself', async () => {
		const {store, shown} = setUp({follows: false});
		const at = new Date(Date.now() - 58_900).toISOString();
		store.listen({v: 1, at, type: 'step.started', chapter: 'use', step: 'a', title: 'Long work', log: '/logs/a.log'});
		await waitForText(shown, 'Long work 58 s');
		await waitForText(shown, 'Long work 59 s');
	});

	test('fits itself to the terminal when that is resized', async () => {
		const {store, shown, resize, rows} = setUp({follows: false});
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
		const {store, shown, resize} = setUp({follows: false});
		for (const event of stamped(started('a'), finished('a'))) {
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
});

describe('Ctrl-C interrupts', () => {
	test.each(['\u0003', '\u0003\u0003', 'abc\u0003'])('%j', async pressed => {
		const {on, shown} = setUp();
		await press(shown, 'c', keys.enter);
		expect(on.interrupt).not.toHaveBeenCalled();
		await press(shown, pressed);
		await vi.waitFor(() => {
			expect(on.interrupt).toHaveBeenCalledTimes(1);
		});
	});

	test.each([['e', 'What this command does'], ['?', 'All keys'], ['q', 'Quit for now?'], ['o', 'of 5  o closes']])('while what %s opens is looked at', async (key, title) => {
		const log = path.join(temporaryDirectory(), 'a.log');
		writeFileSync(log, '1\n2\n3\n4\n5\n');
		const {store, on, shown} = setUp();
		const plan = [{chapter: 'function', step: 'function.local', title: 'a', command: 'npm install', attended: {}}];
		for (const event of stamped(runStarted({plan}), {type: 'step.started', chapter: 'function', step: 'function.npm', title: 'b', command: 'npm install', log})) {
			store.listen(event);
		}

		store.flush();
		await press(shown, key);
		await waitForText(shown, title);
		await press(shown, keys.interrupt);
		await vi.waitFor(() => {
			expect(on.interrupt).toHaveBeenCalledTimes(1);
		});
	});

	test('while a guess is typed', async () => {
		const situation = reading('weigh.package');
		const {store, on, shown} = situation;
		store.goOn();
		await waitForText(shown, 'How heavy will the zip be');
		await press(shown, '5', keys.interrupt);
		await vi.waitFor(() => {
			expect(on.interrupt).toHaveBeenCalledTimes(1);
		});
	});
});

describe('each key does what the screen says', () => {
	test('Enter leads from the lesson to the guess, to the work, to the next lesson', async () => {
		const situation = reading('weigh.package');
		const {store, shown} = situation;
		const answers = Promise.all([
			store.ask({id: 'guess', step: 'weigh.package', fallback: ''}),
			store.ask({id: 'go', step: 'weigh.package', choices: ['run', 'skip'], fallback: 'skip'}),
		]);
		await waitForText(shown, 'Enter guess');
		await press(shown, keys.enter);
		await waitForText(shown, 'How heavy will the zip be');
		await press(shown, '1', '0', ' ', 'M', 'B');
		await waitForText(shown, '❯ 10 MB');
		await press(shown, keys.enter);
		expect(await answers).toEqual(['10 MB', 'run']);
		playTo(situation, 'step.finished', 'weigh.package');
		await waitForText(shown, 'You guessed 10 MB, and it is 16.7 MB: 1.7 times as much.');
		await press(shown, keys.enter);
		await waitForText(shown, 'Chapter 4 of 6: The package becomes a layer');
	});

	test('Enter begins on the welcome', async () => {
		const {store, shown} = setUp();
		const answer = store.ask({id: 'welcome', choices: ['go'], fallback: 'go'});
		await waitForText(shown, 'Enter begins.');
		await press(shown, keys.enter);
		expect(await answer).toBe('go');
	});

	test('while a guess is typed, letters are letters', async () => {
		const {store, on, shown, waitUntilGone} = reading('weigh.package');
		store.goOn();
		await waitForText(shown, 'How heavy will the zip be');
		await press(shown, 'q', 'e', 's', '?');
		await waitForText(shown, '❯ qes?');
		await waitForText(shown, 'That is not a number with a unit.');
		await press(shown, '\u007F', '\u007F', '\u007F', '\u007F');
		await waitUntilGone('That is not a number');
		expect(on.quit).not.toHaveBeenCalled();
		expect(store.view().journey.place).toMatchObject({stage: 'guess'});
	});

	test('s leaves the step out, where that is safe', async () => {
		const {store, shown} = reading('function.local');
		const answer = store.ask({id: 'go', step: 'function.local', choices: ['run', 'skip'], fallback: 'run'});
		await waitForText(shown, 's leave out');
		await press(shown, 's');
		expect(await answer).toBe('skip');

		const safe = reading('use.attach');
		await waitForText(safe.shown, 'The function learns of its layer');
		expect(safe.shown.lastFrame()).not.toContain('s leave out');
		await press(safe.shown, 's', '?');
		await waitForText(safe.shown, 'All keys');
		expect(safe.store.view().journey.place).toMatchObject({stage: 'lesson'});
	});

	test.each([
		['e', 'What this command does', 'e', () => reading('function.local')],
		['o', 'There is no output yet.', 'o', () => done('function.local')],
		['d', '← What the plugin leaves out of the zip from now on.', 'd', () => reading('use.package')],
		['l', 'Two sizes count.', 'l', () => done('weigh.package')],
		['z', '↑↓ choose', 'z', () => done('weigh.package')],
		['b', 'Page 1 of 1: A function that needs a package', '\u001B', () => reading('weigh.package')],
		['?', 'All keys', '?', () => reading('function.local')],
		['q', 'What is done stays done. Come back with: layer-wizard /home/learner/layers', 'n', () => reading('function.local')],
	] as const)('%s opens something, which closes again', async (key, text, closing, open) => {
		const {store, on, shown, waitUntilGone} = open();
		const {place} = store.view().journey;
		await waitForText(shown, '? keys');
		expect(shown.lastFrame()).not.toContain(text);
		await press(shown, key);
		await waitForText(shown, text);
		expect(shown.lastFrame()).not.toContain('? keys · q quit');
		await press(shown, closing);
		await waitUntilGone(text);
		await waitForText(shown, '? keys');
		expect(store.view().journey.place).toEqual(place);
		expect(on.quit).not.toHaveBeenCalled();
	});

	test('q and then y leaves; nothing else does', async () => {
		const {shown, on} = reading('function.local');
		await press(shown, 'y', 'q');
		await waitForText(shown, 'Quit for now?');
		await press(shown, keys.enter, 'x');
		expect(on.quit).not.toHaveBeenCalled();
		await press(shown, 'y');
		await vi.waitFor(() => {
			expect(on.quit).toHaveBeenCalledTimes(1);
		});
	});

	test('r tries a failed step again, o shows its log', async () => {
		const {store, shown, waitUntilGone} = reading('ship.deploy');
		const [failing] = stamped({type: 'step.started', chapter: 'ship', step: 'ship.deploy', title: 'Deploy', command: 'npx osls deploy', log: '/logs/none.log'});
		store.guess('');
		store.listen(failing!);
		const {answer: _, key: __, ...question} = retryOf('ship.deploy');
		const answer = store.ask(question);
		await waitForText(shown, '✗ Deploy the function did not work');
		await press(shown, 'o');
		await waitForText(shown, 'There is no output yet.');
		await press(shown, 'o');
		await waitUntilGone('There is no output yet.');
		await press(shown, 'r');
		expect(await answer).toBe('retry');
	});

	test('Enter after a failure behind a lesson answers the failure and leaves the lesson where it is', async () => {
		const {store, shown} = reading('function.local');
		const {answer: _, key: __, ...question} = retryOf('layer.install');
		const answer = store.ask(question);
		await waitForText(shown, 'did not work');
		await press(shown, keys.enter);
		expect(await answer).toBe('retry');
		await waitForText(shown, 'Enter run it');
		expect(store.view().journey.place).toEqual({at: 'page', index: 0, stage: 'lesson'});
	});

	test('Enter on the last page leaves', async () => {
		const situation = reading('ship.invoke');
		const {store, shown} = situation;
		store.goOn();
		playTo(situation, 'step.finished', 'ship.invoke');
		for (const event of recording.slice(-3)) {
			store.listen(event);
		}

		await waitForText(shown, 'Enter go on');
		await press(shown, keys.enter);
		await waitForText(shown, 'Enter finish');
		await press(shown, keys.enter);
		await store.left;
		expect(store.view().journey.place).toEqual({at: 'left'});
	});

	test('no key does anything once the run is stopping', async () => {
		const {store, shown, on} = reading('function.local');
		store.stop();
		await waitForText(shown, 'Stopping.');
		await press(shown, 'q', 'e', keys.enter, keys.interrupt);
		await vi.waitFor(() => {
			expect(on.interrupt).toHaveBeenCalledTimes(1);
		});
		expect(shown.lastFrame()).toContain('Stopping.');
		expect(shown.lastFrame()).not.toContain('Quit for now?');
	});
});

test('failures come one after the other, each with its first choice marked', async () => {
	const {store, shown} = setUp();
	const ask = async (message: string) => store.ask({id: 'retry', choices: ['stop', 'retry'], fallback: 'stop', failure: {code: 'ToolError', message, exitCode: 3}});
	const answers = Promise.all([ask('npm failed.'), ask('pip failed.')]);
	await waitForText(shown, 'npm failed.');
	expect(shown.lastFrame()).not.toContain('pip failed.');
	await press(shown, keys.down);
	await waitForText(shown, /^❯ Quit here/mv);
	await press(shown, keys.enter);
	await waitForText(shown, /pip failed\.[^❯]*❯ Try this step again\n {2}Quit here/v);
	await press(shown, keys.enter);
	expect(await answers).toEqual(['stop', 'retry']);
	await vi.waitFor(() => {
		expect(shown.lastFrame()).not.toContain('did not work');
	});
});
