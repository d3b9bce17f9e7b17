// A run of the wizard, and a run of a script that does the same by other means, as the measures compare them.
import {readFile} from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import {fileURLToPath} from 'node:url';
import {runProgram} from './program.mjs';

const wizard = fileURLToPath(new URL('../dist/cli.js', import.meta.url));

/** Runs the wizard, and gives its seconds and what it worked with: that is for the other run. */
export async function runWizard(directory, {env, signal}) {
	let config;
	const onLine = line => {
		config ??= line.includes('"run.started"') ? JSON.parse(line).config : undefined;
	};

	const seconds = await runProgram(process.execPath, [wizard, directory, '--yes', '--json'], {env, signal, onLine});
	const requirements = await readFile(path.join(directory, 'sls-layers-python', 'requirements.txt'), 'utf8');
	return {seconds, python: config.python, runtime: config.runtime, requirement: requirements.trim()};
}

/**
Runs a script that prints "step seconds" and at last "total seconds", on a practice cloud of its own, and gives the total.

@param cloud Starts that cloud: its start and its end are not in the total.
*/
export async function runByScript(script, parameters, {cloud, env, signal, print}) {
	const {variables, stop} = await cloud();
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
		await runProgram('bash', [script, ...parameters], {env: {...env, ...variables}, signal, onLine});
	} finally {
		await stop();
	}

	return total;
}

/** A line of the report that is printed while it is measured. */
export const row = (name, seconds) => `  ${name.padEnd(20)} ${seconds.toFixed(1).padStart(6)} s`;
