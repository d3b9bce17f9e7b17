// Compares the wizard with the same walkthrough typed by hand, each with a practice cloud of its own: npm run bench -- --help
import {mkdtemp, readFile, rm} from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {fileURLToPath} from 'node:url';
import {parseArgs} from 'node:util';
import {median} from './median.mjs';
import {findInstallation, startPracticeCloud} from './practice-cloud.mjs';
import {plainEnvironment, runProgram} from './program.mjs';

const usage = `Usage: npm run bench -- [--rounds N] [--no-warmup] [--keep]
  --rounds N   measure N times; the last lines are the medians (default: 1)
  --no-warmup  leave out the untimed round that fills the download caches and installs the practice cloud
  --keep       leave the working directories`;

const fairness = `The same for both: Python, numpy, osls and its plugin, the practice cloud's installation, warm download caches.
Only the wizard: installs npm packages once for both projects and from npm's cache where it can, lets independent steps overlap, leaves bytecode
out of the zips, deploys the zips that it has packaged, asks every 0.2 s and not every 5 s how a stack is doing, and calls the function without Serverless.
Only in the wizard's time: the start and the end of its cloud, packaging the layer apart from deploying it, and the check of every step's result.
Reading and typing take no time here.`;

const wizard = fileURLToPath(new URL('../dist/cli.js', import.meta.url));
const script = fileURLToPath(new URL('by-hand.sh', import.meta.url));
const env = plainEnvironment();

/** Runs the wizard; what it worked with is for the run by hand. */
async function runWizard(directory, signal) {
	let config;
	const onLine = line => {
		config ??= line.includes('"run.started"') ? JSON.parse(line).config : undefined;
	};

	const seconds = await runProgram(process.execPath, [wizard, directory, '--yes', '--json'], {env, signal, onLine});
	const requirements = await readFile(path.join(directory, 'sls-layers-python', 'requirements.txt'), 'utf8');
	return {seconds, python: config.python, runtime: config.runtime, requirement: requirements.trim()};
}

/** Runs the walkthrough by hand on a practice cloud of its own, and gives its total. */
async function runByHand(directory, {python, runtime, requirement}, {signal, print}) {
	const installation = await findInstallation(runtime);
	const cloud = await startPracticeCloud({installation, directory: path.join(directory, 'cloud'), env, signal});
	let total;
	const onLine = line => {
		const {name, seconds} = /^(?<name>[\w\-]+) (?<seconds>\d+[.,]\d)$/v.exec(line)?.groups ?? {};
		if (name === 'total') {
			total = Number(seconds.replace(',', '.'));
		} else if (name) {
			print(row(`  ${name}`, Number(seconds.replace(',', '.'))));
		}
	};

	try {
		await runProgram('bash', [script, path.join(directory, 'work'), requirement, python], {env: {...env, ...cloud.variables}, signal, onLine});
	} finally {
		await cloud.stop();
	}

	return total;
}

/** One after the other in a directory of their own. */
async function runBoth({signal, print, keep}) {
	const directory = await mkdtemp(path.join(os.tmpdir(), 'layer-wizard-bench-'));
	try {
		const byWizard = await runWizard(path.join(directory, 'wizard'), signal);
		print(row('wizard', byWizard.seconds));
		print(`by hand, ${byWizard.requirement} on ${byWizard.runtime}`);
		const byHand = await runByHand(path.join(directory, 'by-hand'), byWizard, {signal, print});
		print(row('by hand', byHand));
		print(ratioRow(byWizard.seconds, byHand));
		return {wizard: byWizard.seconds, byHand};
	} finally {
		if (keep) {
			process.stdout.write(`Kept: ${directory}\n`);
		} else {
			await rm(directory, {recursive: true, force: true});
		}
	}
}

function row(name, seconds) {
	return `${name.padEnd(20)} ${seconds.toFixed(1).padStart(6)} s`;
}

function ratioRow(ofWizard, byHand) {
	return `${'wizard/by hand'.padEnd(20)} ${(ofWizard / byHand).toFixed(2).padStart(6)}`;
}

async function main({rounds, warmup, keep}, signal) {
	const print = line => {
		process.stdout.write(`${line}\n`);
	};

	if (warmup) {
		print('Warm-up, not counted');
		const silent = () => undefined;
		await runBoth({signal, print: silent, keep: false});
	}

	const measured = [];
	for (let round = 1; round <= rounds; round++) {
		print(`\nRound ${round} of ${rounds}`);
		measured.push(await runBoth({signal, print, keep}));
	}

	if (rounds > 1) {
		const [ofWizard, byHand] = ['wizard', 'byHand'].map(side => median(measured.map(each => each[side])));
		print(`\nMedians of ${rounds} rounds\n${row('wizard', ofWizard)}\n${row('by hand', byHand)}\n${ratioRow(ofWizard, byHand)}`);
	}

	print(`\n${fairness}`);
}

function readOptions() {
	const {values} = parseArgs({
		allowNegative: true,
		options: {
			rounds: {type: 'string', default: '1'},
			warmup: {type: 'boolean', default: true},
			keep: {type: 'boolean', default: false},
			help: {type: 'boolean', default: false},
		},
	});
	const rounds = Number(values.rounds);
	if (!Number.isInteger(rounds) || rounds < 1) {
		throw new Error(`--rounds takes a number from 1, not ${values.rounds}.`);
	}

	return {...values, rounds};
}

const interruption = new AbortController();
const interrupt = () => {
	interruption.abort();
};

for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
	process.on(name, interrupt);
}

// Who reads the output may go away, e.g. `| head`.
process.stdout.on('error', interrupt);

try {
	const options = readOptions();
	if (options.help) {
		process.stdout.write(`${usage}\n`);
	} else {
		await main(options, interruption.signal);
	}
} catch (error) {
	process.stderr.write(`${interruption.signal.aborted ? 'Interrupted.' : error.message}\n`);
	process.exitCode = interruption.signal.aborted ? 130 : 1;
}
