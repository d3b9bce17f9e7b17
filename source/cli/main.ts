import process from 'node:process';
import {exitCodeOf, reportOf, WizardError} from '../engine/errors.js';
import {broadcast} from '../engine/events.js';
import type {FrontEnd} from '../frontends/frontend.js';
import packageJson from '../../package.json' with {type: 'json'};
import {readArguments} from './arguments.js';
import {chooseFrontEnd} from './frontend.js';

/** Runs one command line and gives its exit code; everything that goes wrong is told through the front end. */
export async function main(argv: readonly string[]): Promise<number> {
	const interruption = new AbortController();
	const {signal} = interruption;
	const interrupt = () => {
		interruption.abort();
	};

	for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
		process.on(name, interrupt);
	}

	// Who reads the output may go away, e.g. `| head`; then nobody is there to work for.
	process.stdout.on('error', interrupt);
	process.stderr.on('error', interrupt);

	// Until the flags are understood, mistakes in them are told in the form that was asked for.
	let frontEnd: FrontEnd = await chooseFrontEnd({json: argv.includes('--json'), plain: true}, {interrupt, signal});
	try {
		const read = readArguments(argv, packageJson.version);
		if (read.kind === 'text') {
			process.stdout.write(read.text);
			return 0;
		}

		frontEnd = await chooseFrontEnd(read.flags, {interrupt, signal});
		// Not needed for help, versions and mistakes in flags.
		const {walk} = await import('./walk.js');
		await walk(read.directory, read.flags, frontEnd, signal);
		await frontEnd.close();
		return 0;
	} catch (error) {
		broadcast([frontEnd.listen])({type: 'run.failed', error: reportOf(error)});
		await frontEnd.close();
		if (!(error instanceof WizardError) && argv.includes('--verbose')) {
			process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
		}

		return exitCodeOf(error);
	}
}
