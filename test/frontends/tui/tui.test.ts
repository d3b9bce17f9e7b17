import {describe, expect, test, vi} from 'vitest';
import type {StampedEvent} from '../../../source/engine/events.js';
import type {Question} from '../../../source/engine/questions.js';
import {tuiFrontEnd, type TuiOptions} from '../../../source/frontends/tui/tui.js';
import {keys} from './support/frame.js';
import {recording, said, stamped, started} from './support/recording.js';
import {TestTerminal} from './support/terminal.js';

await vi.hoisted(async () => {
	const {env} = await import('node:process');
	// Read when Ink is loaded: where it believes to run for nobody, it would draw only at the end, and without colours.
	delete env.CI;
	delete env.CONTINUOUS_INTEGRATION;
	env.FORCE_COLOR = '1';
});

const question: Question<'stop' | 'retry'> = {
	id: 'retry',
	message: 'npm failed.',
	choices: [{value: 'stop', label: 'Stop here'}, {value: 'retry', label: 'Try again'}],
	fallback: 'stop',
};
const failed: StampedEvent = {v: 1, at: new Date().toISOString(), type: 'run.failed', error: {code: 'Interrupted', message: 'Stopped before the end.', command: 'npm install', tryThis: 'Run it again.', exitCode: 130}};

function setUp({terminal = new TestTerminal(), ...options}: Partial<TuiOptions> & {readonly terminal?: TestTerminal} = {}) {
	const interrupt = vi.fn<() => void>();
	const frontEnd = tuiFrontEnd({interrupt, canAsk: true, color: false, streams: terminal.streams, ...options});
	return {terminal, interrupt, frontEnd};
}

describe.each([[80, 24], [60, 20], [40, 10]])('a recorded run at %i x %i', (columns, rows) => {
	test('leaves the whole record and the result, and gives the terminal back', async () => {
		const {terminal, frontEnd} = setUp({terminal: new TestTerminal({columns, rows})});
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
		expect(text).toContain('    $ (cd sls-layers-python-requirements && . venv/bin/activate && npx sls package --package package-layer)\n    Layer zip: 21.2 MB, unpacked 72.5 MB\n');
		expect(text).toContain('    +    noDeploy:\n    +      - numpy\n');
		expect(text).toMatch(/\n\nThe function in the cloud answered:\n\n {2}\[\[ 0 {2}1 {2}2 {2}3 {2}4\]\n/v);
		expect(text).toMatch(/\nNext: Look at what changed: layers\/sls-layers-python\/serverless\.yml\n[^\n]+\nNext: Remove it all: rm -r layers$/v);
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
	const {terminal, frontEnd} = setUp();
	for (const event of recording) {
		frontEnd.listen(event);
	}

	await frontEnd.close();
	await frontEnd.close();
	await terminal.settled();
	expect(terminal.text.match(/✓ Invoke the function in the cloud {2}0\.9 s/gv)).toHaveLength(1);
	expect(terminal.text.match(/Next: Remove it all/gv)).toHaveLength(1);
});

test('Ctrl-C interrupts once, says so, and what failed is told on standard error', async () => {
	const {terminal, interrupt, frontEnd} = setUp();
	frontEnd.listen(stamped(started('a', 'npm install'))[0]!);
	await terminal.waitForText('Title of a');
	expect(terminal.isRaw).toBe(true);
	await terminal.press(keys.interrupt);
	await terminal.waitForText('Stopping…');
	await terminal.press(keys.interrupt);
	frontEnd.listen(failed);
	await frontEnd.close();
	await terminal.settled();
	expect(interrupt).toHaveBeenCalledTimes(1);
	expect(terminal.text).toMatch(/^✗ Title of a {2}not finished, after [\d.]+ s\n {4}\$ npm install$/v);
	expect(terminal.stderr).toEqual(['Error: Stopped before the end.\n  Command: npm install\n  Try: Run it again.\n']);
	expect(terminal.isRaw).toBe(false);
});

test('a person answers a question', async () => {
	const {terminal, frontEnd} = setUp();
	const answer = frontEnd.ask(question);
	await terminal.waitForText(/npm failed\.\n\S Stop here\n {2}Try again/v);
	await terminal.press(keys.down);
	await terminal.waitForText(/\n\S Try again/v);
	await terminal.press(keys.enter);
	expect(await answer).toBe('retry');
	await frontEnd.close();
});

test('nobody is asked where nobody can answer', async () => {
	const {terminal, frontEnd} = setUp({canAsk: false});
	expect(await frontEnd.ask(question)).toBe('stop');
	await frontEnd.close();
	await terminal.settled();
	expect(terminal.written).toContain('layer-wizard');
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
	const stop = new AbortController();
	const {terminal, frontEnd} = setUp({signal: stop.signal});
	const answer = frontEnd.ask(question);
	await terminal.waitForText('npm failed.');
	stop.abort();
	expect(await answer).toBe('stop');
	expect(await frontEnd.ask(question)).toBe('stop');
	await terminal.waitForText('Stopping…');
	await frontEnd.close();
});

test('standard input need not be a terminal', async () => {
	const {terminal, frontEnd} = setUp({terminal: new TestTerminal({isInputTerminal: false}), canAsk: false});
	frontEnd.listen(recording[0]!);
	await terminal.waitForText('on the practice cloud /home/learner/layers');
	await frontEnd.close();
});

test('there are colours only where they are wanted', async () => {
	const draw = async (color: boolean) => {
		const {terminal, frontEnd} = setUp({color});
		for (const event of recording.slice(0, 30)) {
			frontEnd.listen(event);
		}

		void frontEnd.ask(question);
		await terminal.waitForText('Try again');
		await frontEnd.close();
		return terminal.written;
	};

	const hasColors = (written: string) => written.split('\u001B[').some(part => /^[\d;]*m/v.test(part));
	expect(hasColors(await draw(true))).toBe(true);
	expect(hasColors(await draw(false))).toBe(false);
});

test.each([0, 1, 2, 3])('wide characters do not break rows, wherever they stand: offset %i', async offset => {
	const {terminal, frontEnd} = setUp({terminal: new TestTerminal({columns: 60, rows: 20})});
	const wide = `${'x'.repeat(offset)}${'日本語'.repeat(30)}`;
	frontEnd.listen({v: 1, at: new Date().toISOString(), type: 'run.started', target: 'practice', directory: `/home/${wide}`, chapters: ['preflight'], config: {}});
	for (const event of stamped({type: 'step.started', chapter: 'use', step: 'a', title: wide, command: `make ${wide}`}, said('a', wide), {type: 'warning', code: 'a', message: 'Careful'})) {
		frontEnd.listen(event);
	}

	await terminal.waitForText('│ ');
	expect(terminal.text).toContain('日本語');
	expect(terminal.wrappedRows).toEqual([]);
	await frontEnd.close();
});
