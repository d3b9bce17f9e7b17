// Compares a command that prints a million lines, in the wizard with its screen, with the same command piped to a file.
import {mkdtemp, readFile, rm} from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import {performance} from 'node:perf_hooks';
import process from 'node:process';
import {fileURLToPath} from 'node:url';
import {spawn} from '@lydell/node-pty';
import {bundle} from '../../scripts/bundle.mjs';
import {median} from '../median.mjs';

const lines = 1_000_000;
const pairs = 5;
/** Lines that come one by one, after those. */
const ticks = 100;
/** Between two pokes at the terminal, in milliseconds. */
const pokeEvery = 47;

const here = name => fileURLToPath(new URL(`../${name}`, import.meta.url));
const now = () => performance.timeOrigin + performance.now();

/** Runs the probe in a pseudo-terminal, presses keys there and changes its size when it asks for it, and gives what it reports. */
async function probe(directory) {
	await bundle(here('output-probe.ts'), directory, {extension: '.mjs'});
	const file = path.join(directory, 'output-probe.mjs');
	// Python buffers what it prints unless the person's own environment says otherwise.
	const {PYTHONUNBUFFERED, CI, ...env} = process.env;
	const child = spawn(process.execPath, [file, directory, here('lines.py'), String(lines), String(pairs), here('ticks.py'), String(ticks)], {cwd: directory, cols: 80, rows: 24, name: 'xterm-256color', env});
	let screen = '';
	const sent = [];
	const shown = new Map();
	let timer;
	const poke = () => {
		const number = sent.length;
		const [kind, value] = number % 2 === 0 ? ['key', String(number / 2 % 10)] : ['resize', String(80 + (number % 40))];
		sent.push({kind, value, at: now()});
		if (kind === 'key') {
			child.write(value);
		} else {
			child.resize(Number(value), 24);
		}
	};

	child.onData(data => {
		screen = (screen + data).slice(-4000);
		for (const [, printed] of data.matchAll(/tick (\d+\.\d)/gv)) {
			// A later frame may paint the line again.
			shown.set(printed, shown.get(printed) ?? now() - Number(printed));
		}

		if (data.includes('\u001B]2;poke')) {
			timer = setInterval(poke, pokeEvery);
		}
	});
	const exitCode = await new Promise(resolve => {
		child.onExit(({exitCode: code}) => {
			resolve(code);
		});
	});
	clearInterval(timer);
	const report = await readFile(path.join(directory, 'report.json'), 'utf8').catch(() => {
		throw new Error(`The probe ended with ${exitCode}:\n${screen}`);
	});
	return {...JSON.parse(report), sent, shown: [...shown.values()]};
}

/** How many milliseconds after it was sent each key was read, and each new size painted, while the command printed. */
function reactions({seen, sent, from, to}, kind) {
	return seen.filter(each => each.kind === kind && each.at >= from && each.at <= to).flatMap(each => {
		const cause = sent.findLast(({kind, value, at}) => kind === each.kind && value === each.value && at <= each.at);
		const end = kind === 'key' ? each.at : each.painted;
		return cause && cause.at >= from && end !== undefined ? [end - cause.at] : [];
	});
}

/** What 95 of 100 are not above. */
function percentile95(numbers) {
	return numbers.toSorted((one, other) => one - other)[Math.ceil(numbers.length * 0.95) - 1];
}

export async function measure() {
	const directory = await mkdtemp(path.join(os.tmpdir(), 'layer-wizard-bench-'));
	try {
		const report = await probe(directory);
		const {rounds} = report;
		if (!rounds.every(({isLogWhole}) => isLogWhole)) {
			throw new Error('A log is not what the command printed, byte for byte.');
		}

		if (report.shown.length < ticks * 0.95) {
			throw new Error(`Of ${ticks} lines ${report.shown.length} were seen.`);
		}

		const keys = reactions(report, 'key');
		const sizes = reactions(report, 'resize');
		return {
			rows: [
				{what: 'a million lines, against piping them to a file', value: median(rounds.map(({wizard, piped}) => wizard / piped)), unit: 'ratio', allowed: 1.05},
				{what: 'piped to a file', value: median(rounds.map(({piped}) => piped)), unit: 'ms'},
				{what: 'a line until it is on the screen, 95 of 100', value: percentile95(report.shown), unit: 'ms', allowed: 50},
				{what: 'a key until it is read, meanwhile, 95 of 100', value: percentile95(keys), unit: 'ms', allowed: 50},
				{what: 'a new size until it is painted, 95 of 100', value: percentile95(sizes), unit: 'ms', allowed: 50},
				{what: 'longest delay of the event loop', value: report.longestDelay, unit: 'ms'},
				{what: 'most memory of the whole process', value: report.peak / 1e6, unit: 'MB', allowed: 120},
			],
			notes: [`Medians of ${pairs} pairs; ${keys.length} keys and ${sizes.length} sizes while the command printed. Every log was compared with the file, byte for byte.`],
		};
	} finally {
		await rm(directory, {recursive: true, force: true});
	}
}
