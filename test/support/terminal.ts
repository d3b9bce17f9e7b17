import process from 'node:process';
import {spawn} from '@lydell/node-pty';
import xterm from '@xterm/headless';
import {onTestFinished} from 'vitest';
import {binFile} from './bin.js';

export type TestTerminal = {
	/** The lines that are visible now, without trailing blanks. */
	readonly screen: () => readonly string[];
	/** Everything that can be scrolled to, and the screen; a line that the terminal wrapped is one line. */
	readonly scrollback: () => string;
	/** Resolves when the visible screen satisfies the condition; rejects with the screen when the program ends before. */
	readonly until: (condition: (screen: string) => boolean) => Promise<void>;
	readonly type: (keys: string) => void;
	readonly signal: (name: NodeJS.Signals) => void;
	readonly resize: (columns: number, rows: number) => void;
	/** Closes the terminal, as a person closes its window: from then on nothing can be read from it or written to it. */
	readonly close: () => void;
	readonly exitCode: Promise<number>;
	/** How often the whole screen was cleared: each time is a flash. */
	readonly cleared: () => number;
	/** All that the program wrote, as it came. */
	readonly received: () => string;
};

export type TerminalOptions = {
	readonly cwd: string;
	readonly columns: number;
	readonly rows: number;
	readonly env?: Readonly<Record<string, string>>;
	/** The script of a shell that starts it, as `"$@"`. */
	readonly script?: string;
};

/** Says how the program ended, and how it left the terminal. */
export const thenStty = '"$@"; echo "exit code $?"; stty -a';

/** Longer than any step takes, in milliseconds. */
const patience = 120_000;

/** Runs the built bin in a real pseudo-terminal and reconstructs its screen. */
export function openTerminal(flags: readonly string[], {cwd, columns, rows, env = {}, script}: TerminalOptions): TestTerminal {
	const inherited = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined && entry[0] !== 'CI');
	const terminal = new xterm.Terminal({cols: columns, rows, scrollback: 10_000, allowProposedApi: true});
	const [file, ...argv] = [...(script === undefined ? [] : ['/bin/bash', '-c', script, 'bash']), process.execPath, binFile, ...flags];
	const child = spawn(String(file), argv, {cwd, cols: columns, rows, name: env.TERM ?? 'xterm-256color', env: {...Object.fromEntries(inherited), ...env}});
	const waiting = new Set<() => void>();
	let ended = false;
	let received = '';

	const lines = (from: number) => {
		const {active} = terminal.buffer;
		return Array.from({length: active.length - from}, (_, index) => active.getLine(from + index)?.translateToString(true) ?? '');
	};

	const unwrapped = () => {
		const joined: string[] = [];
		for (const [index, line] of lines(0).entries()) {
			if (terminal.buffer.active.getLine(index)?.isWrapped) {
				joined.push(`${joined.pop() ?? ''}${line}`);
			} else {
				joined.push(line);
			}
		}

		return joined.join('\n');
	};

	const look = () => {
		for (const check of waiting) {
			check();
		}
	};

	child.onData(data => {
		received += data;
		terminal.write(data, look);
	});
	const exitCode = new Promise<number>(resolve => {
		child.onExit(({exitCode: code}) => {
			// What is written before the end may still have to be parsed.
			terminal.write('', () => {
				ended = true;
				look();
				resolve(code);
			});
		});
	});
	onTestFinished(async () => {
		if (!ended) {
			child.kill('SIGTERM');
			await exitCode;
		}
	});

	const screen = () => lines(terminal.buffer.active.baseY);
	return {
		screen,
		scrollback: unwrapped,
		async until(condition) {
			// Made here, so that it names the line that waits.
			const error = new Error('It did not come.');
			return new Promise((resolve, reject) => {
				const settle = (end: () => void) => {
					waiting.delete(check);
					clearTimeout(late);
					end();
				};

				const fail = (what: string) => {
					settle(() => {
						error.message = `${what}; the screen is\n${screen().join('\n')}`;
						reject(error);
					});
				};

				const check = () => {
					if (condition(screen().join('\n'))) {
						settle(resolve);
					} else if (ended) {
						fail('the program ended');
					}
				};

				// Says what there was to see, which a test's own timeout does not.
				const late = setTimeout(fail, patience, 'it did not come');
				waiting.add(check);
				check();
			});
		},
		type(keys) {
			child.write(keys);
		},
		signal(name) {
			child.kill(name);
		},
		resize(newColumns, newRows) {
			terminal.resize(newColumns, newRows);
			child.resize(newColumns, newRows);
		},
		close() {
			// Its types do not know it.
			// eslint-disable-next-line @typescript-eslint/no-unsafe-type-assertion
			(child as typeof child & {readonly destroy: () => void}).destroy();
		},
		exitCode,
		// CSI 2 J: what Ink sends when a frame is as tall as the screen.
		cleared: () => received.split('\u001B[2J').length - 1,
		received: () => received,
	};
}

/** A text as it stands on a screen that may break it into rows anywhere. */
const unbroken = (text: string) => text.replaceAll(/\s/gv, '');

/** Waits until all of these are on the screen together: one frame is looked at, and not a half painted one. */
export async function shows(terminal: TestTerminal, ...texts: ReadonlyArray<string | RegExp>): Promise<void> {
	await terminal.until(screen => texts.every(text => typeof text === 'string' ? unbroken(screen).includes(unbroken(text)) : text.test(screen)));
}
