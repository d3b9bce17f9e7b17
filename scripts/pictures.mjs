// Takes the pictures in docs/pictures from a real run in a pseudo-terminal: npm run pictures
import {mkdir, mkdtemp, rm, writeFile} from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {fileURLToPath} from 'node:url';
import {spawn} from '@lydell/node-pty';
import xterm from '@xterm/headless';
import {terminalSvg} from './terminal-svg.mjs';

const size = {cols: 80, rows: 24};
/** How long a moment may take to come, in milliseconds: the slowest step installs the practice cloud. */
const patience = 240_000;
/** A screen is whole when nothing came for this long, in milliseconds: a frame can arrive in parts, and the next comes later than this. */
const settled = 20;

const wizard = fileURLToPath(new URL('../dist/cli.js', import.meta.url));
const pictures = fileURLToPath(new URL('../docs/pictures/', import.meta.url));

/** The run that is shown: what is not asked about is given. */
const flags = ['--target', 'practice', '--stage', 'dev', '--layer-name', 'numpy-layer', '--lang', 'en'];

const enter = '\r';

/** What is waited for on the screen, the name of its picture (none: only the keys matter), and the keys that are pressed then. */
const moments = [
	{name: 'welcome', until: /Enter begins/v, keys: enter},
	{until: /In which directory/v, keys: enter},
	{name: 'question', until: /Which packages should go into the layer/v, keys: enter},
	{name: 'lesson', until: /Enter run it/v, keys: 'e'},
	{name: 'explain', until: /What this command does/v, keys: 'e'},
	{until: /Enter run it/v, keys: enter},
	{until: /✓ Run the function.*Enter go on/sv, keys: enter},
	{until: /Enter guess/v, keys: enter},
	{until: /How heavy will the zip be/v, keys: `30 MB${enter}`},
	{name: 'weigh', until: /✓ Package the function.*Enter go on/sv, keys: enter},
	{until: /Enter run it/v, keys: enter},
	{name: 'deploying', until: /S3 BucketPolicy/v},
	{until: /✓ Deploy the layer.*Enter go on/sv, keys: enter},
	{until: /Enter run it/v, keys: enter},
	{name: 'diff', until: /✓ Put the layer's ARN.*Enter go on/sv, keys: enter},
	{until: /Enter guess/v, keys: enter},
	{until: /how heavy without them/v, keys: `2 MB${enter}`},
	{name: 'thin', until: /✓ Package the function again.*Enter go on/sv, keys: enter},
	{until: /Enter guess/v, keys: enter},
	{until: /How long will deploying/v, keys: enter},
	{until: /✓ Deploy the function.*Enter go on/sv},
	{name: 'map', until: /…:layer:.*…:layer:.*Enter go on/sv, keys: enter},
	{until: /Enter run it/v, keys: enter},
	{name: 'answer', until: /✓ Invoke the function.*Enter go on/sv, keys: enter},
	{until: /What to take with you.*Enter go on/sv, keys: enter},
	{until: /Keep it, or clean up now\?/v, keys: enter},
];

/** The wizard in a terminal: what it shows, and what it is told. */
function openTerminal(cwd) {
	const {CI, NO_COLOR, ...env} = process.env;
	const terminal = new xterm.Terminal({...size, allowProposedApi: true, scrollback: 1000});
	const child = spawn(process.execPath, [wizard, ...flags], {...size, cwd, name: 'xterm-256color', env: {...env, COLORTERM: 'truecolor', FORCE_COLOR: '3'}});
	let isOver = false;
	let changed = () => undefined;
	const ended = new Promise(resolve => {
		child.onExit(() => {
			isOver = true;
			changed();
			resolve();
		});
	});
	child.onData(data => {
		terminal.write(data, () => {
			changed();
		});
	});

	const text = () => {
		const {active} = terminal.buffer;
		return Array.from({length: terminal.rows}, (_, row) => active.getLine(active.baseY + row).translateToString(true)).join('\n');
	};

	return {
		terminal,
		/** Resolves when the pattern is on the screen and the screen is whole. */
		until(pattern) {
			return new Promise((resolve, reject) => {
				let quiet;
				const late = setTimeout(() => {
					changed = () => undefined;
					reject(new Error(`${pattern} did not come:\n${text()}`));
				}, patience);
				changed = () => {
					clearTimeout(quiet);
					if (pattern.test(text())) {
						quiet = setTimeout(() => {
							clearTimeout(late);
							changed = () => undefined;
							resolve();
						}, settled);
					} else if (isOver) {
						clearTimeout(late);
						reject(new Error(`The wizard ended before ${pattern} came:\n${text()}`));
					}
				};

				changed();
			});
		},
		press(keys) {
			child.write(keys);
		},
		/** Asks it to stop, and waits until it has. */
		async close() {
			if (!isOver) {
				child.kill('SIGTERM');
			}

			await ended;
		},
	};
}

const cwd = await mkdtemp(path.join(os.tmpdir(), 'demo-'));
const wizardTerminal = openTerminal(cwd);
try {
	await mkdir(pictures, {recursive: true});
	for (const {name, until, keys = ''} of moments) {
		await wizardTerminal.until(until);
		for (const theme of name ? ['light', 'dark'] : []) {
			await writeFile(path.join(pictures, `${name}-${theme}.svg`), terminalSvg(wizardTerminal.terminal, {theme, title: 'layer-wizard'}));
		}

		wizardTerminal.press(keys);
	}
} finally {
	await wizardTerminal.close();
	await rm(cwd, {recursive: true, force: true});
}
