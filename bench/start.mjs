// Compares the time until the wizard's first frame with that of the smallest Ink program: npm run bench:start
import {mkdtemp, rm} from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import {performance} from 'node:perf_hooks';
import process from 'node:process';
import {fileURLToPath} from 'node:url';
import {spawn} from '@lydell/node-pty';
import xterm from '@xterm/headless';
import {median} from './median.mjs';

const pairs = 15;
/** The largest ratio. */
const allowed = 0.6;
/** A program that shows nothing for so long, in milliseconds, never will. */
const patience = 30_000;

const programs = {
	wizard: fileURLToPath(new URL('../dist/cli.js', import.meta.url)),
	hello: fileURLToPath(new URL('hello-ink.mjs', import.meta.url)),
};

/** Milliseconds from starting a program in a terminal until there is something to see; then it is ended. */
async function firstPaint(program) {
	const cwd = await mkdtemp(path.join(os.tmpdir(), 'layer-wizard-bench-'));
	const {CI, ...env} = process.env;
	const terminal = new xterm.Terminal({cols: 80, rows: 24, allowProposedApi: true});
	const start = performance.now();
	const child = spawn(process.execPath, [program], {cwd, cols: 80, rows: 24, name: 'xterm-256color', env: {...env, NODE_ENV: 'production'}});
	const ended = new Promise(resolve => {
		child.onExit(() => {
			resolve();
		});
	});
	const deadline = setTimeout(() => {
		child.kill('SIGKILL');
	}, patience);
	const painted = new Promise(resolve => {
		child.onData(data => {
			const at = performance.now();
			terminal.write(data, () => {
				if (textOf(terminal) !== '') {
					resolve(at - start);
				}
			});
		});
	});
	try {
		const time = await Promise.race([painted, ended]);
		if (time === undefined) {
			throw new Error(`${program} ended and showed nothing.`);
		}

		return time;
	} finally {
		clearTimeout(deadline);
		child.kill('SIGTERM');
		await ended;
		terminal.dispose();
		await rm(cwd, {recursive: true, force: true});
	}
}

function textOf(terminal) {
	const {active} = terminal.buffer;
	return Array.from({length: active.length}, (_, row) => active.getLine(row).translateToString(true)).join('').trim();
}

const rounds = [];
// Once each unmeasured, so that what is read from the disk is in memory for both.
await firstPaint(programs.wizard);
await firstPaint(programs.hello);
for (let round = 0; round < pairs; round++) {
	const order = round % 2 === 0 ? ['wizard', 'hello'] : ['hello', 'wizard'];
	const times = {};
	for (const name of order) {
		times[name] = await firstPaint(programs[name]);
	}

	rounds.push(times);
}

const row = (name, value) => `${name.padEnd(26)} ${value}\n`;
const ratio = median(rounds.map(({wizard, hello}) => wizard / hello));
process.stdout.write([
	`First paint, ${pairs} pairs\n`,
	row('wizard', `${median(rounds.map(({wizard}) => wizard)).toFixed(0)} ms`),
	row('Ink\'s hello world', `${median(rounds.map(({hello}) => hello)).toFixed(0)} ms`),
	row('ratio (median of pairs)', `${ratio.toFixed(3)} (allowed ${allowed})`),
].join(''));
process.exitCode = ratio <= allowed ? 0 : 1;
