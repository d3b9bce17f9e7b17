// How long a start takes: until the first frame, against the smallest Ink program; and for what needs no screen, against Node alone.
import {execFileSync} from 'node:child_process';
import {mkdtemp, rm} from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import {performance} from 'node:perf_hooks';
import process from 'node:process';
import {fileURLToPath} from 'node:url';
import {spawn} from '@lydell/node-pty';
import xterm from '@xterm/headless';
import {median} from '../median.mjs';

const pairs = 15;
/** A program that shows nothing for so long, in milliseconds, never will. */
const patience = 30_000;

const programs = {
	wizard: fileURLToPath(new URL('../../dist/cli.js', import.meta.url)),
	hello: fileURLToPath(new URL('../hello-ink.mjs', import.meta.url)),
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

/** Milliseconds of a whole run of Node. */
function run(parameters) {
	const start = performance.now();
	execFileSync(process.execPath, parameters, {stdio: 'ignore'});
	return performance.now() - start;
}

/**
Runs two or more things in turns, each round in the other order, and gives every round's times.

@param things Functions by name, each giving milliseconds.
*/
async function inTurns(things, signal) {
	const names = Object.keys(things);
	// Once each unmeasured, so that what is read from the disk is in memory for all.
	for (const name of names) {
		await things[name]();
	}

	const rounds = [];
	for (let round = 0; round < pairs; round++) {
		const times = {};
		for (const name of round % 2 === 0 ? names : names.toReversed()) {
			signal.throwIfAborted();
			times[name] = await things[name]();
		}

		rounds.push(times);
	}

	return rounds;
}

const ratio = (rounds, one, other) => median(rounds.map(times => times[one] / times[other]));
const middle = (rounds, name) => median(rounds.map(times => times[name]));

export async function measure({signal}) {
	const frames = await inTurns({wizard: async () => firstPaint(programs.wizard), hello: async () => firstPaint(programs.hello)}, signal);
	const commands = await inTurns({
		node: () => run(['-e', '0']),
		version: () => run([programs.wizard, '--version']),
		help: () => run([programs.wizard, '--help']),
	}, signal);
	return {
		rows: [
			{what: 'first frame, against the smallest Ink program', value: ratio(frames, 'wizard', 'hello'), unit: 'ratio', allowed: 0.5},
			{what: 'first frame', value: middle(frames, 'wizard'), unit: 'ms'},
			{what: 'first frame of the smallest Ink program', value: middle(frames, 'hello'), unit: 'ms'},
			{what: '`--version`, against `node -e 0`', value: ratio(commands, 'version', 'node'), unit: 'ratio', allowed: 1.3},
			{what: '`--help`, against `node -e 0`', value: ratio(commands, 'help', 'node'), unit: 'ratio', allowed: 1.6},
			{what: '`node -e 0`', value: middle(commands, 'node'), unit: 'ms'},
		],
		notes: [`Medians of ${pairs} rounds, each in the other order than the one before.`],
	};
}
