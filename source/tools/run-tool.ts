import {appendFileSync, mkdirSync} from 'node:fs';
import path from 'node:path';
import {CloudError, ToolError} from '../engine/errors.js';
import type {Emit} from '../engine/events.js';
import type {Variables} from './environment.js';
import {execute, type Outcome} from './process.js';

export type ToolRun = {
	readonly argv: readonly [string, ...string[]];
	readonly cwd: string;
	readonly env: Variables;
	/** The step that the output belongs to. */
	readonly step: string;
	readonly emit: Emit;
	readonly log: string;
	readonly signal: AbortSignal;
	/** What a person would type, for messages; `argv` when absent. */
	readonly shown?: string;
	readonly collect?: boolean;
	/** Deploying is the tool's work, but what fails it is almost always the cloud's answer. */
	readonly refusedByCloud?: boolean;
};

/** Where tools say why they failed, most telling first; the last match of the first row that matches is the reason. */
const reasons: readonly RegExp[] = [
	/^ERROR: (?<reason>(?:No matching distribution|Could not (?:build|find)|Failed (?:to build|building)|Ignored|Invalid|HTTP error|Cannot|Can not).*)$/v,
	/^ERROR: (?<reason>.+)$/v,
	/^npm error (?!code|errno|syscall|A complete log)(?<reason>.+)$/v,
	/^Error: ?(?<reason>.+)$/v,
	/^(?<reason>\w*(?:Error|Exception)\b.+)$/v,
];

/**
Runs a tool of the walkthrough: its lines become events of the step, its whole output goes to the log.

@throws ToolError (or CloudError) with the tool's own reason when it cannot be started or fails; Interrupted on abort.
*/
export async function runTool(run: ToolRun): Promise<Outcome> {
	const {argv: [file, ...rest], cwd, env, step, emit, log, signal, collect = false} = run;
	const shown = run.shown ?? run.argv.join(' ');
	mkdirSync(path.dirname(log), {recursive: true});
	appendFileSync(log, `$ ${shown}\n`);
	const outcome = await execute({
		file,
		arguments: rest,
		cwd,
		env,
		log,
		collect,
		signal,
		onLine(stream, line) {
			emit({type: 'output', step, stream, line});
		},
	});
	if (outcome.exitCode === 0) {
		return outcome;
	}

	const Failure = run.refusedByCloud ? CloudError : ToolError;
	throw new Failure(`${path.basename(file)} failed: ${reasonOf(outcome)}`, {command: shown, tail: outcome.tail, log, tryThis: `The full output is in ${log}.`});
}

/** One line that says why, in the tool's own words. */
export function reasonOf({tail, exitCode, startError}: Outcome): string {
	if (startError) {
		return startError === 'ENOENT' ? 'the program was not found' : `it could not be started (${startError})`;
	}

	for (const pattern of reasons) {
		const reason = tail.findLast(line => pattern.test(line));
		if (reason) {
			return pattern.exec(reason)?.groups?.reason?.trim() ?? reason;
		}
	}

	// Serverless prints "Error:" on a line of its own, and the reason on the next.
	const heading = tail.findLastIndex(line => line.trim() === 'Error:');
	return tail.slice(heading + 1).find(line => line.trim() !== '')?.trim() ?? `it ended with exit code ${exitCode ?? 'none'} and printed nothing`;
}
