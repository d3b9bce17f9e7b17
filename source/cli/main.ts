import process from 'node:process';
import {exitCodeOf, explainSystemError, Interrupted, Quit, ReaderGone, reportOf, stopReason, WizardError} from '../engine/errors.js';
import {broadcast} from '../engine/events.js';
import {sanitizeLine, sanitizeText} from '../engine/sanitize.js';
import {secrets} from '../engine/secrets.js';
import type {FrontEnd} from '../frontends/frontend.js';
import {languageOf, loadWords} from '../lessons/languages.js';
import packageJson from '../../package.json' with {type: 'json'};
import type {Arguments} from './arguments.js';
import {outputWritten} from './output.js';
import {listenForSignals, type Signals} from './signals.js';

/** Runs one command line and gives its exit code; everything that goes wrong is told through the front end. */
export async function main(argv: readonly string[]): Promise<number> {
	const {env} = process;
	secrets.learnFrom(env);
	let frontEnd: FrontEnd | undefined;
	const signals = listenForSignals({
		stopAtOnce() {
			void stopAtOnce(frontEnd);
		},
		lendTerminal: async work => frontEnd ? frontEnd.lendTerminal(work) : work(),
	});
	const {signal} = signals;
	try {
		const read = await readCommandLine(argv);
		if (read.kind === 'text') {
			process.stdout.write(read.text);
			await outputWritten();
			return 0;
		}

		// Help and versions do without what follows.
		const {commands} = await import('./commands.js');
		const command = commands[read.kind];
		frontEnd = await command.frontEnd(read.flags, await loadWords(languageOf(read.flags.lang, env)), signals);
		const exitCode = await command.run(read, frontEnd, signals);
		await frontEnd.close();
		await outputWritten();
		return exitCode;
	} catch (error_) {
		// What fails after the request to stop failed because of it.
		const isTold = !signal.aborted || (isLeaving(error_) && isLeaving(signal.reason));
		const error = isTold ? explainSystemError(error_) : stopReason(signal);
		if (error instanceof ReaderGone) {
			tellWhoIsThere(error);
		} else {
			frontEnd ??= await simpleFrontEnd(argv, signals);
			broadcast([frontEnd.listen])({type: 'run.failed', error: reportOf(error)});
		}

		await frontEnd?.close();
		if (!(error instanceof WizardError) && argv.includes('--verbose')) {
			process.stderr.write(`${sanitizeText(secrets.redact(error instanceof Error ? error.stack ?? error.message : String(error)))}\n`);
		}

		return exitCodeOf(error);
	}
}

/** A version that is asked for alone does without the reader of flags, which is most of what there is to load. */
async function readCommandLine(argv: readonly string[]): Promise<Arguments> {
	if (argv.length === 1 && (argv[0] === '--version' || argv[0] === '-V')) {
		return {kind: 'text', text: `${packageJson.version}\n`};
	}

	const {readArguments} = await import('./arguments.js');
	return readArguments(argv, packageJson.version);
}

/** What tells of mistakes in the flags, in the form that was asked for. */
async function simpleFrontEnd(argv: readonly string[], signals: Signals): Promise<FrontEnd> {
	const {chooseFrontEnd} = await import('./frontend.js');
	return chooseFrontEnd({json: argv.includes('--json'), plain: true}, await loadWords(languageOf(undefined, process.env)), signals);
}

/** Such an error says how to come back. */
const isLeaving = (error: unknown): boolean => error instanceof Interrupted || error instanceof Quit || error instanceof ReaderGone;

/** Nobody reads what the front end would tell. A person at the terminal who has a walkthrough to come back to is told of that; to end for want of a reader is no failure otherwise. */
function tellWhoIsThere({message, details: {tryThis}}: ReaderGone): void {
	if (tryThis && process.stderr.isTTY) {
		process.stderr.write(`${sanitizeLine(`${message} ${tryThis}`)}\n`);
	}
}

/** Ends what runs without waiting for it, and gives the terminal back; the practice cloud ends by itself. */
async function stopAtOnce(frontEnd: FrontEnd | undefined): Promise<void> {
	const {endAllNow} = await import('../tools/groups.js');
	endAllNow();
	if (frontEnd) {
		broadcast([frontEnd.listen])({type: 'run.failed', error: reportOf(new Interrupted())});
		await frontEnd.close();
	}

	// Whoever still waits would only be waited for.
	// eslint-disable-next-line unicorn/no-process-exit
	process.exit(new Interrupted().exitCode);
}
