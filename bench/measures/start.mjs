// How long a start takes: until the first frame, against the smallest Ink program; and for what needs no screen, against Node alone.
import {execFileSync} from 'node:child_process';
import {mkdtemp, rm} from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import {performance} from 'node:perf_hooks';
import process from 'node:process';
import {fileURLToPath} from 'node:url';
import {median} from '../median.mjs';
import {openTerminal} from '../terminal.mjs';

const pairs = 15;
const programs = {
	wizard: fileURLToPath(new URL('../../dist/cli.js', import.meta.url)),
	hello: fileURLToPath(new URL('../hello-ink.mjs', import.meta.url)),
};

/** Milliseconds from starting a program in a terminal until there is something to see; then it is ended. */
async function firstPaint(program) {
	const cwd = await mkdtemp(path.join(os.tmpdir(), 'layer-wizard-bench-'));
	const start = performance.now();
	const terminal = openTerminal([program], {cwd});
	try {
		return await terminal.until(screen => screen.trim() !== '') - start;
	} finally {
		await terminal.end();
		await rm(cwd, {recursive: true, force: true});
	}
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
