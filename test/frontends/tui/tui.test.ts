import {describe, expect, test, vi} from 'vitest';
import type {StampedEvent} from '../../../source/engine/events.js';
import type {Question} from '../../../source/engine/questions.js';
import {tuiFrontEnd, type TuiOptions} from '../../../source/frontends/tui/tui.js';
import {keys} from './support/frame.js';
import {recording, runStarted, said, stamped, started} from './support/recording.js';
import {TestTerminal} from './support/terminal.js';
import {words} from './support/words.js';

await vi.hoisted(async () => {
	const {env} = await import('node:process');
	// Read when Ink is loaded: where it believes to run for nobody, it would draw only at the end, and without colours.
	delete env.CI;
	delete env.CONTINUOUS_INTEGRATION;
	env.FORCE_COLOR = '1';
});

const question: Question<'stop' | 'retry'> = {
	id: 'retry',
	choices: ['stop', 'retry'],
	fallback: 'stop',
	failure: {code: 'ToolError', message: 'npm failed.', exitCode: 3},
};
const failed: StampedEvent = {v: 1, at: new Date().toISOString(), type: 'run.failed', error: {code: 'Interrupted', message: 'Stopped before the end.', command: 'npm install', tryThis: 'Run it again.', exitCode: 130}};

function setUp({terminal = new TestTerminal(), ...options}: Partial<TuiOptions> & {readonly terminal?: TestTerminal} = {}) {
	const stop = new AbortController();
	const interrupt = vi.fn<() => void>(() => {
		stop.abort();
	});
	const quit = vi.fn<() => void>();
	const comeBack = (directory: string | undefined) => `layer-wizard ${directory ?? ''}`;
	const frontEnd = tuiFrontEnd({interrupt, quit, comeBack, words: words.en, canAsk: true, color: false, signal: stop.signal, streams: terminal.streams, ...options});
	return {terminal, interrupt, quit, stop, frontEnd};
}

describe.each([[80, 24], [60, 20], [40, 10]])('a recorded run that one looks on at %i x %i', (columns, rows) => {
	test('leaves the whole record and the result, and gives the terminal back', async () => {
		const {terminal, frontEnd} = setUp({terminal: new TestTerminal({columns, rows}), canAsk: false});
		for (const event of recording) {
			frontEnd.listen(event);
			if (event.type === 'step.finished') {
				await terminal.waitForText(/layer-wizard|Ctrl-C/v);
			}
		}

		await frontEnd.close();
		await terminal.settled();
		const {text} = terminal;
		const finished = recording.filter(event => event.type === 'step.finished');
		expect(text.match(/^✓ .+ {2}(?:[\d.]+ s|verified)$/gmv)).toHaveLength(finished.length);
		expect(text).toContain('✓ Install the practice cloud  verified\n');
		expect(text).toContain('    $ (cd sls-layers-python-requirements && . venv/bin/activate && npx osls package --package package-layer)\n    Layer zip: 16.7 MB, unpacked 58.6 MB\n');
		expect(text).toContain('    +    noDeploy:\n    +      - numpy\n');
		expect(text).toMatch(/\nThe function in the cloud answered:\n\n {2}\[\[ 0 {2}1 {2}2 {2}3 {2}4\]\n/v);
		expect(text).toMatch(/\nNext: Look at what changed: sls-layers-python\/serverless\.yml\n(?:.+\n)+Next: Remove it all: rm -r layers$/v);
		expect(text).not.toContain('Ctrl-C');
		expect(terminal.stderr).toEqual([]);
		// The screen was never cleared, the cursor is visible, keys are echoed.
		expect(terminal.written).not.toContain('\u001B[2J');
		expect(terminal.written).not.toContain('\u001B[3J');
		expect(terminal.written.lastIndexOf('\u001B[?25h')).toBeGreaterThan(terminal.written.lastIndexOf('\u001B[?25l'));
		expect(terminal.isRaw).toBe(false);
	});
});

test('the last events before the end are shown, too', async () => {
	const {terminal, frontEnd} = setUp({canAsk: false});
	for (const event of recording) {
		frontEnd.listen(event);
	}

	await frontEnd.close();
	await frontEnd.close();
	await terminal.settled();
	expect(terminal.text.match(/✓ Invoke the function in the cloud {2}0\.7 s/gv)).toHaveLength(1);
	expect(terminal.text.match(/Next: Remove it all/gv)).toHaveLength(1);
});

test('closing waits until the person has read to the end, and then leaves the whole record', async () => {
	const {terminal, frontEnd} = setUp();
	const step = recording.findIndex(event => event.type === 'step.started' && event.step === 'ship.invoke');
	const tell = (events: readonly StampedEvent[]) => {
		for (const event of events) {
			frontEnd.listen(event);
		}
	};

	tell(recording.slice(0, step));
	await terminal.waitForText('Enter run it');
	const answer = frontEnd.ask({id: 'go', step: 'ship.invoke', choices: ['run'], fallback: 'run'});
	await terminal.press(keys.enter);
	await answer;
	tell(recording.slice(step));
	const closed = frontEnd.close();
	await terminal.waitForText('The answer is right');
	expect(terminal.text).not.toContain('Next: Remove it all');
	await terminal.press(keys.enter);
	await terminal.waitForText('What to take with you');
	await terminal.press(keys.enter);
	await closed;
	await terminal.settled();
	expect(terminal.text).toMatch(/Next: Remove it all: rm -r layers$/v);
	expect(terminal.text).toContain('✓ Write the numbers into README.md');
	expect(terminal.text).not.toContain('What to take with you');
});

test('Ctrl-C interrupts, says so, and what failed is told on standard error', async () => {
	const {terminal, interrupt, frontEnd} = setUp();
	frontEnd.listen(stamped(started('a', 'npm install'))[0]!);
	await terminal.waitForText('Title of a');
	expect(terminal.isRaw).toBe(true);
	await terminal.press(keys.interrupt);
	await terminal.waitForText('Stopping.');
	expect(interrupt).toHaveBeenCalledTimes(1);
	// The second one is for the program to judge: it stops at once.
	await terminal.press(keys.interrupt);
	expect(interrupt).toHaveBeenCalledTimes(2);
	frontEnd.listen(failed);
	await frontEnd.close();
	await terminal.settled();
	expect(terminal.text).toMatch(/✗ Title of a {2}not finished, after [\d.]+ s\n {4}\$ npm install$/v);
	expect(terminal.stderr).toEqual(['Error: Stopped before the end.\n  Command: npm install\n  Try: Run it again.\n']);
	expect(terminal.isRaw).toBe(false);
});

test('a person answers a question', async () => {
	const {terminal, frontEnd} = setUp();
	const answer = frontEnd.ask(question);
	await terminal.waitForText(/npm failed\.[^❯]+❯ Try this step again\n {2}Quit here/v);
	await terminal.press(keys.down);
	await terminal.waitForText(/\n❯ Quit here/v);
	await terminal.press(keys.up);
	await terminal.waitForText(/\n❯ Try this step again/v);
	await terminal.press(keys.enter);
	expect(await answer).toBe('retry');
	frontEnd.listen(failed);
	await frontEnd.close();
});

test('a person leaves for now', async () => {
	const {terminal, quit, frontEnd} = setUp();
	frontEnd.listen(recording[0]!);
	await terminal.waitForText('q quit');
	await terminal.press('q');
	await terminal.waitForText('Come back with: layer-wizard /home/learner/layers');
	await terminal.press('y');
	expect(quit).toHaveBeenCalledTimes(1);
	frontEnd.listen({...failed, type: 'run.failed', error: {code: 'Quit', message: 'Left for now.', tryThis: 'Go on: layer-wizard', exitCode: 0}});
	await frontEnd.close();
	// Leaving on purpose is no error.
	expect(terminal.stderr).toEqual(['Left for now.\n  Try: Go on: layer-wizard\n']);
});

test('nobody is asked where nobody can answer', async () => {
	const {terminal, frontEnd} = setUp({canAsk: false});
	expect(await frontEnd.ask(question)).toBe('stop');
	await terminal.waitForText('layer-wizard');
	frontEnd.listen(failed);
	await frontEnd.close();
	await terminal.settled();
	expect(terminal.written).not.toContain('npm failed.');
});

test('Ctrl-C during a question answers it with its fallback, so that the run can end', async () => {
	const {terminal, interrupt, frontEnd} = setUp();
	const answer = frontEnd.ask(question);
	await terminal.waitForText('npm failed.');
	await terminal.press(keys.interrupt);
	expect(await answer).toBe('stop');
	expect(interrupt).toHaveBeenCalledTimes(1);
	await frontEnd.close();
});

test('a run that is stopped by a signal asks nobody any more', async () => {
	const {terminal, stop, frontEnd} = setUp();
	const answer = frontEnd.ask(question);
	await terminal.waitForText('npm failed.');
	stop.abort();
	expect(await answer).toBe('stop');
	expect(await frontEnd.ask(question)).toBe('stop');
	await terminal.waitForText('Stopping.');
	await frontEnd.close();
});

test('standard input need not be a terminal', async () => {
	const {terminal, frontEnd, stop} = setUp({terminal: new TestTerminal({isInputTerminal: false}), canAsk: false});
	frontEnd.listen(recording[0]!);
	await terminal.waitForText('on the practice cloud /home/learner/layers');
	stop.abort();
	await frontEnd.close();
});

test('there are colours only where they are wanted', async () => {
	const draw = async (color: boolean) => {
		const {terminal, frontEnd, stop} = setUp({color});
		for (const event of recording.slice(0, 30)) {
			frontEnd.listen(event);
		}

		await terminal.waitForText('Enter run it');
		void frontEnd.ask(question);
		await terminal.waitForText('Try this step again');
		stop.abort();
		await frontEnd.close();
		return terminal.written;
	};

	const hasColors = (written: string) => written.split('\u001B[').some(part => /^[\d;]*m/v.test(part));
	expect(hasColors(await draw(true))).toBe(true);
	expect(hasColors(await draw(false))).toBe(false);
});

test.each([0, 1, 2, 3])('wide characters do not break rows, wherever they stand: offset %i', async offset => {
	const {terminal, frontEnd, stop} = setUp({terminal: new TestTerminal({columns: 60, rows: 20})});
	const wide = `${'x'.repeat(offset)}${'日本語'.repeat(30)}`;
	for (const event of stamped(
		runStarted({directory: `/home/${wide}`, chapters: ['preflight']}),
		{type: 'step.started', chapter: 'use', step: 'a', title: wide, command: `make ${wide}`, log: '/logs/a.log'},
		said('a', wide),
	)) {
		frontEnd.listen(event);
	}

	await terminal.waitForText('│ ');
	expect(terminal.text).toContain('日本語');
	expect(terminal.wrappedRows).toEqual([]);
	stop.abort();
	await frontEnd.close();
});
