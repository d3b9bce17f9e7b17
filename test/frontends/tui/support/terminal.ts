// eslint-disable-next-line n/prefer-global/console -- The global one is Vitest's.
import {Console} from 'node:console';
import {PassThrough, Writable} from 'node:stream';
import xterm from '@xterm/headless';
import {expect, vi} from 'vitest';
import type {TuiOptions} from '../../../../source/frontends/tui/tui.js';

// Ink makes a console of its own while it draws, with the class that Node's has and Vitest's has not.
Object.assign(console, {Console});

const nothing = () => undefined;

type Streams = NonNullable<TuiOptions['streams']>;

/** A terminal that can be looked at: what the streams get is drawn as on a real one. */
export class TestTerminal {
	/** All bytes for the terminal, also those that only move the cursor. */
	written = '';
	isRaw = false;
	readonly stderr: string[] = [];
	readonly streams: Streams;
	readonly #terminal: xterm.Terminal;
	readonly #stdin = new PassThrough();

	constructor({columns = 80, rows = 24, isInputTerminal = true} = {}) {
		this.#terminal = new xterm.Terminal({cols: columns, rows, allowProposedApi: true, convertEol: true, scrollback: 5000});
		const stdout = new Writable({
			write: (chunk: Uint8Array, _encoding, done) => {
				this.written += new TextDecoder().decode(chunk);
				this.#terminal.write(chunk, done);
			},
		});
		const stderr = new Writable({
			write: (chunk: Uint8Array, _encoding, done) => {
				this.stderr.push(new TextDecoder().decode(chunk));
				done();
			},
		});
		const setRawMode = (isRaw: boolean) => {
			this.isRaw = isRaw;
		};

		const keyboard = isInputTerminal ? {isTTY: true, setRawMode, ref: nothing, unref: nothing} : {};
		// As much of a terminal's streams as Ink asks for.
		// eslint-disable-next-line @typescript-eslint/no-unsafe-type-assertion
		this.streams = {
			stdin: Object.assign(this.#stdin, keyboard),
			stdout: Object.assign(stdout, {isTTY: true, columns, rows}),
			stderr,
		} as unknown as Streams;
	}

	/** The rows of the screen, and of what has scrolled away above it; rows that the terminal wrapped are one. */
	get text(): string {
		const {buffer: {active}} = this.#terminal;
		let text = '';
		for (let y = 0; y < active.length; y++) {
			const line = active.getLine(y);
			text += `${y === 0 || line?.isWrapped === true ? '' : '\n'}${line?.translateToString(true) ?? ''}`;
		}

		return text.trimEnd();
	}

	/** Rows on which something continues that did not fit on the row before. */
	get wrappedRows(): readonly string[] {
		const {buffer: {active}} = this.#terminal;
		const lines = Array.from({length: active.length}, (_, y) => active.getLine(y));
		return lines.flatMap(line => line?.isWrapped ? [line.translateToString(true)] : []);
	}

	/** Presses a key, once somebody listens for it. */
	async press(key: string): Promise<void> {
		await vi.waitFor(() => {
			expect(this.#stdin.listenerCount('readable')).toBeGreaterThan(0);
		});
		this.#stdin.write(key);
		await vi.waitFor(() => {
			expect(this.#stdin.readableLength).toBe(0);
		});
	}

	/** Waits until all that was written has been drawn. */
	async settled(): Promise<void> {
		await new Promise(resolve => {
			this.streams.stdout.write('', resolve);
		});
	}

	async waitForText(text: string | RegExp): Promise<void> {
		await vi.waitFor(() => {
			expect(this.text).toMatch(text);
		});
	}
}
