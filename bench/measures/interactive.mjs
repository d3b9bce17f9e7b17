// How long a person who reads each lesson for ten seconds waits for what they start.
import {mkdtemp, readFile, rm} from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import {performance} from 'node:perf_hooks';
import {setTimeout as delay} from 'node:timers/promises';
import {fileURLToPath} from 'node:url';
import {openTerminal} from '../terminal.mjs';

const {questions} = JSON.parse(await readFile(new URL('../../source/lessons/en/interface.json', import.meta.url), 'utf8'));
const wizard = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));
const enter = '\r';
/** How long a lesson is read, in milliseconds. */
const reading = 10_000;

/** The pages, in their order; on some the size is guessed first. */
const pages = [
	{name: 'the local run'},
	{name: 'packaging with everything inside', isGuessed: true},
	{name: 'deploying the layer'},
	{name: 'the ARN in serverless.yml'},
	{name: 'packaging again', isGuessed: true},
	{name: 'deploying the function', isGuessed: true},
	{name: 'the invoke'},
];

const isLesson = screen => /Enter (?:run it|guess)/v.test(screen);
const isGuess = screen => screen.includes('Enter go on · Ctrl-C');
const isResult = screen => /Enter go on · (?!Ctrl-C)/v.test(screen);

/** Goes from page to page, and gives the milliseconds from starting each step until its result. */
async function walk(terminal, {signal, print}) {
	await terminal.until(screen => screen.includes('Enter'));
	terminal.type(enter);
	// The questions before the run, with their defaults.
	for (const question of ['target', 'directory', 'packages', 'layerName', 'stage']) {
		await terminal.until(screen => screen.includes(questions[question].ask));
		terminal.type(enter);
	}

	const asked = performance.now();
	const waits = [{name: 'the first lesson', wait: await terminal.until(isLesson) - asked}];
	for (const {name, isGuessed} of pages) {
		await terminal.until(isLesson);
		await delay(reading, undefined, {signal});
		terminal.type(enter);
		if (isGuessed) {
			await terminal.until(isGuess);
			terminal.type(enter);
		}

		const start = performance.now();
		const wait = await terminal.until(isResult) - start;
		print(`  ${name.padEnd(48)} ${(wait / 1000).toFixed(1)} s`);
		waits.push({name, wait});
		terminal.type(enter);
	}

	return waits;
}

export async function measure({signal, print}) {
	const cwd = await mkdtemp(path.join(os.tmpdir(), 'layer-wizard-bench-'));
	const terminal = openTerminal([wizard, '--until', 'ship'], {cwd});
	try {
		const waits = await walk(terminal, {signal, print});
		return {
			rows: [
				{what: 'waits in all', value: waits.reduce((sum, {wait}) => sum + wait, 0) / 1000, unit: 's', allowed: 8},
				...waits.map(({name, wait}) => ({what: name, value: wait / 1000, unit: 's'})),
			],
			notes: [`Each lesson is read for ${reading / 1000} s; from Enter to the result.`],
		};
	} finally {
		await terminal.end();
		await rm(cwd, {recursive: true, force: true});
	}
}
