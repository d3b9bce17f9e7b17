// A program in a real pseudo-terminal of 80 by 24, and what a person sees of it.
import {performance} from 'node:perf_hooks';
import process from 'node:process';
import {spawn} from '@lydell/node-pty';
import xterm from '@xterm/headless';

/** What has not come after so long, in milliseconds, never will. */
const patience = 120_000;

/**
Starts Node with a program in a terminal.

@returns `until(condition)`, which resolves with the time at which the screen's text satisfied it; `type(keys)`; and `end()`, which ends the program.
*/
export function openTerminal(parameters, {cwd}) {
	const {CI, ...env} = process.env;
	const terminal = new xterm.Terminal({cols: 80, rows: 24, allowProposedApi: true});
	const child = spawn(process.execPath, parameters, {cwd, cols: 80, rows: 24, name: 'xterm-256color', env: {...env, NODE_ENV: 'production'}});
	let check = () => undefined;
	const ended = new Promise(resolve => {
		child.onExit(() => {
			resolve();
			check();
		});
	});
	child.onData(data => {
		const at = performance.now();
		terminal.write(data, () => {
			check(at);
		});
	});

	const screen = () => {
		const {active} = terminal.buffer;
		return Array.from({length: 24}, (_, row) => active.getLine(active.baseY + row)?.translateToString(true) ?? '').join('\n');
	};

	return {
		async until(condition) {
			return new Promise((resolve, reject) => {
				const settle = end => {
					check = () => undefined;
					clearTimeout(late);
					end();
				};

				const late = setTimeout(() => {
					settle(() => {
						reject(new Error(`It did not come; the screen is\n${screen()}`));
					});
				}, patience);
				check = (at = performance.now()) => {
					if (condition(screen())) {
						settle(() => {
							resolve(at);
						});
					}
				};

				check();
			});
		},
		type(keys) {
			child.write(keys);
		},
		async end() {
			child.kill('SIGTERM');
			await ended;
			terminal.dispose();
		},
	};
}
