import {appendFileSync, mkdirSync} from 'node:fs';
import path from 'node:path';
import {CloudError, ToolError} from '../engine/errors.js';
import type {Emit} from '../engine/events.js';
import {secrets} from '../engine/secrets.js';
import {explainRefusal} from '../lambda/refusals.js';
import {runtimes} from '../lambda/runtimes.js';
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

/** Where tools say why they failed, most telling first: the last line that matches (or the first), or one near it. */
const reasons: ReadonlyArray<{readonly pattern: RegExp; readonly offset?: number; readonly first?: boolean; readonly says?: string}> = [
	{pattern: /^WARNING: Retrying .* connection broken by/v, says: 'the package index cannot be reached; look at the network and at the proxy settings'},
	// Pip quotes the output of a package that does not build between brackets; its last line says most.
	{pattern: /^\s*\[end of output\]$/v, offset: -1},
	{pattern: /^ERROR: (?<reason>(?:No matching distribution|HTTP error|Cannot|Invalid|THESE PACKAGES DO NOT MATCH).*)$/v},
	{pattern: /^ERROR: (?<reason>.+)$/v},
	{pattern: /^npm error (?!code |errno |syscall |path |A complete log)(?<reason>.+)$/v, first: true},
	// The last line of a Python traceback, e.g. of a handler that was run here.
	{pattern: /^(?<reason>(?:\w+\.)*\w+(?:Error|Exception): .+)$/v},
	// Of a stack Serverless names the resource first, and below it what the cloud said.
	{pattern: /^(?:CREATE|UPDATE|DELETE)_FAILED: /v, offset: 1},
	// Serverless gives the reason a line of its own below the heading.
	{pattern: /^Error:$/v, offset: 1},
	{pattern: /^(?<reason>(?:\w*Error|\w*Exception)\b.+)$/v},
];

/** What can be done about a reason. */
const cures: ReadonlyArray<{readonly pattern: RegExp; readonly tryThis: string}> = [
	{pattern: /^No matching distribution found/v, tryThis: 'Look at the name and the version. Begin anew with another package: --restart --package <name>.'},
	{
		// The YAML of most tutorials.
		pattern: /^Configuration error at 'package': unrecognized property '(?:ex|in)clude'/v,
		tryThis: 'Serverless knows only package.patterns now: write the lines of exclude there, each with ! before it, and those of include as they are.',
	},
	{
		pattern: /^Configuration error at 'provider\.runtime': must be equal to one of/v,
		tryThis: `Name a Python that Lambda still runs, the same as in venv: ${runtimes.map(({name}) => name).join(', ')}.`,
	},
	{pattern: /package index cannot be reached/v, tryThis: 'Try again when the network is back.'},
];

/**
Runs a tool of the walkthrough: its lines become events of the step, its whole output goes to the log, both without the secrets of its environment.

@throws ToolError (or CloudError) with the tool's own reason when it cannot be started or fails; Interrupted on abort.
*/
export async function runTool(run: ToolRun): Promise<Outcome> {
	const {argv: [file, ...rest], cwd, env, step, emit, log, signal, collect = false} = run;
	const shown = run.shown ?? run.argv.join(' ');
	secrets.learnFrom(env);
	mkdirSync(path.dirname(log), {recursive: true});
	appendFileSync(log, `$ ${secrets.redact(shown)}\n`, {mode: 0o600});
	const outcome = await execute({
		file,
		arguments: rest,
		cwd,
		env,
		log,
		collect,
		secrets: secrets.known,
		signal,
		onLine(stream, line) {
			emit({type: 'output', step, stream, line});
		},
	});
	if (outcome.exitCode === 0) {
		return outcome;
	}

	const Failure = run.refusedByCloud ? CloudError : ToolError;
	// `python -m pip` is pip to people.
	const name = rest[0] === '-m' ? rest[1] : path.basename(file);
	const reason = reasonOf(outcome);
	const cure = cures.find(({pattern}) => pattern.test(reason))?.tryThis ?? (run.refusedByCloud ? explainRefusal(reason) : undefined);
	throw new Failure(`${name} failed: ${reason}`, {command: shown, tail: outcome.tail, log, tryThis: [...(cure ? [cure] : []), `The full output is in ${log}.`].join(' ')});
}

/** One line that says why, in the tool's own words. */
export function reasonOf({tail, exitCode, startError}: Outcome): string {
	if (startError) {
		return startError === 'ENOENT' ? 'the program was not found' : `it could not be started (${startError})`;
	}

	for (const {pattern, offset = 0, first = false, says} of reasons) {
		const index = tail[first ? 'findIndex' : 'findLastIndex'](line => pattern.test(line));
		const line = tail[index + offset];
		if (index !== -1 && line !== undefined) {
			return says ?? (pattern.exec(line)?.groups?.reason ?? line).trim();
		}
	}

	return tail.findLast(line => line.trim() !== '')?.trim() ?? `it ended with exit code ${exitCode ?? 'none'} and printed nothing`;
}
