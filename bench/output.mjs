// Compares a command that prints 100,000 lines, in the wizard with its screen, with the same command piped to a file: npm run bench:output
import {mkdtemp, readFile, rm} from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import {performance} from 'node:perf_hooks';
import process from 'node:process';
import {fileURLToPath} from 'node:url';
import {spawn} from '@lydell/node-pty';
import {bundle} from '../scripts/bundle.mjs';
import {median} from './median.mjs';

const lines = 100_000;
const pairs = 11;
/** A ratio, milliseconds, and MiB for all that is kept of any number of lines. */
const allowed = {ratio: 1.05, reaction: 50, memory: 128};
const mebibyte = 1024 * 1024;
/** Between two pokes at the terminal, in milliseconds. */
const pokeEvery = 47;

const here = name => fileURLToPath(new URL(name, import.meta.url));
const now = () => performance.timeOrigin + performance.now();

/** Runs the probe in a pseudo-terminal, presses keys there and changes its size when it asks for it, and gives what it reports. */
async function probe(directory) {
	await bundle(here('output-probe.ts'), directory, {extension: '.mjs'});
	const file = path.join(directory, 'output-probe.mjs');
	// Python buffers what it prints unless the person's own environment says otherwise.
	const {PYTHONUNBUFFERED, CI, ...env} = process.env;
	const child = spawn(process.execPath, [file, directory, here('lines.py'), String(lines), String(pairs)], {cwd: directory, cols: 80, rows: 24, name: 'xterm-256color', env});
	let screen = '';
	const sent = [];
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
	return {...JSON.parse(report), sent};
}

/** How many milliseconds after it was sent each key was read, and each new size painted, while the command printed. */
function reactions({seen, sent, from, to}, kind) {
	return seen.filter(each => each.kind === kind && each.at >= from && each.at <= to).flatMap(each => {
		const cause = sent.findLast(({kind, value, at}) => kind === each.kind && value === each.value && at <= each.at);
		const end = kind === 'key' ? each.at : each.painted;
		return cause && cause.at >= from && end !== undefined ? [end - cause.at] : [];
	});
}

const row = (name, value) => `${name.padEnd(34)} ${value}\n`;
const ms = number => `${number.toFixed(0)} ms`;
const worst = numbers => `median ${ms(median(numbers))}, worst ${ms(Math.max(...numbers))} of ${numbers.length}`;

const directory = await mkdtemp(path.join(os.tmpdir(), 'layer-wizard-bench-'));
try {
	const report = await probe(directory);
	const {rounds} = report;
	const ratio = median(rounds.map(({wizard, piped}) => wizard / piped));
	const keys = reactions(report, 'key');
	const sizes = reactions(report, 'resize');
	const isWhole = rounds.every(({isLogWhole}) => isLogWhole);
	const memory = (report.peak - report.start) / mebibyte;
	const isQuick = Math.max(...keys, ...sizes) <= allowed.reaction;
	process.stdout.write([
		`${lines.toLocaleString('en')} lines, ${pairs} pairs\n`,
		row('piped to a file', ms(median(rounds.map(({piped}) => piped)))),
		row('in the wizard', ms(median(rounds.map(({wizard}) => wizard)))),
		row('ratio (median of pairs)', `${ratio.toFixed(3)} (allowed ${allowed.ratio})`),
		row('a key until it is read', worst(keys)),
		row('a new size until it is painted', worst(sizes)),
		row('longest delay of the event loop', ms(report.longestDelay)),
		row('peak of memory above the start', `${memory.toFixed(0)} MiB`),
		row('log byte for byte', isWhole ? 'yes' : 'NO'),
	].join(''));
	process.exitCode = ratio <= allowed.ratio && isQuick && isWhole && memory <= allowed.memory ? 0 : 1;
} finally {
	await rm(directory, {recursive: true, force: true});
}
