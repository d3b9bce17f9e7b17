// Measures what docs/performance.md says, side by side with what one would compare it with: npm run bench -- --help
import {readFile, writeFile} from 'node:fs/promises';
import process from 'node:process';
import {parseArgs} from 'node:util';
import {lines, sectionOf, withSection} from './report.mjs';

/** What can be measured, in the order of the report. A measure gives its rows, and may draw plots. */
const measures = {
	walkthrough: async () => import('./measures/walkthrough.mjs'),
	sam: async () => import('./measures/sam.mjs'),
	interactive: async () => import('./measures/interactive.mjs'),
	start: async () => import('./measures/start.mjs'),
	npx: async () => import('./measures/npx.mjs'),
	output: async () => import('./measures/output.mjs'),
	growth: async () => import('./measures/growth.mjs'),
};

const report = 'docs/performance.md';

const usage = `Usage: npm run bench -- [${Object.keys(measures).join('] [')}] [--rounds N] [--keep]
  without a name all are measured; the results go into ${report}
  --rounds N  of the walkthrough: measure N times, the medians count (default: 3)
  --keep      leave the working directories of the walkthrough
Ends with 1 when something is slower than it may be.`;

async function main({names, rounds, keep, signal}) {
	let isFast = true;
	for (const name of names) {
		const {measure} = await measures[name]();
		const print = line => {
			process.stdout.write(`${line}\n`);
		};

		print(`\n${name}`);
		const {rows, notes, plots = []} = await measure({print, signal, rounds, keep});
		for (const line of lines(rows)) {
			print(line);
		}

		for (const {file, svg} of plots) {
			await writeFile(`docs/pictures/${file}`, svg);
		}

		await writeFile(report, withSection(await readFile(report, 'utf8'), name, sectionOf({rows, notes, plots})));
		isFast &&= rows.every(({value, allowed}) => allowed === undefined || value <= allowed);
	}

	process.exitCode = isFast ? 0 : 1;
}

function readOptions() {
	const {values, positionals} = parseArgs({
		allowPositionals: true,
		options: {
			rounds: {type: 'string', default: '3'},
			keep: {type: 'boolean', default: false},
			help: {type: 'boolean', default: false},
		},
	});
	const unknown = positionals.find(name => !Object.hasOwn(measures, name));
	if (unknown !== undefined) {
		throw new Error(`There is no measure ${unknown}.\n${usage}`);
	}

	const rounds = Number(values.rounds);
	if (!Number.isInteger(rounds) || rounds < 1) {
		throw new Error(`--rounds takes a number from 1, not ${values.rounds}.`);
	}

	return {...values, rounds, names: positionals.length > 0 ? positionals : Object.keys(measures)};
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
		await main({...options, signal: interruption.signal});
	}
} catch (error) {
	process.stderr.write(`${interruption.signal.aborted ? 'Interrupted.' : error.message}\n`);
	process.exitCode = interruption.signal.aborted ? 130 : 1;
}
