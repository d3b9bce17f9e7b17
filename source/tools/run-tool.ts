import path from 'node:path';
import {clearTimeout, setTimeout} from 'node:timers';
import {setTimeout as delay} from 'node:timers/promises';
import {makeDirectory} from '../disk/directory.js';
import {appendToFile} from '../disk/open.js';
import {withPath} from '../disk/system-error.js';
import {CloudError, Interrupted, ToolError} from '../engine/errors.js';
import type {Emit} from '../engine/events.js';
import {secrets} from '../engine/secrets.js';
import {explainRefusal} from '../lambda/refusals.js';
import type {Variables} from './environment.js';
import {NetworkError, networkTroubleIn, saysRetry, silenceOf, type NetworkTrouble} from './network-trouble.js';
import {execute, type Outcome} from './process.js';
import {indexTrouble} from './python/index-trouble.js';
import {cureOf, isOfDisk, reasonOf} from './reasons.js';
import {cachesIn, freeRoom, lackOfRoom} from './room.js';

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
	/** What an attempt that failed may have left is put away by this, before each attempt. */
	readonly before?: () => Promise<void>;
	/**
	Of a tool that tells all that it fetches: after so many milliseconds without a line it is taken for one that waits for ever, is ended, and run again.
	Npm does so when a connection goes dead that it had used before: Node takes the time limit off a connection that is kept for the next request.
	*/
	readonly silence?: {readonly of: NetworkTrouble['who']; readonly limit: number};
	/** False when the first failure of the network is to be told: there is another way. */
	readonly isPatient?: boolean;
};

/** How long to wait before each further attempt after the network failed a tool, in milliseconds; the tools' own attempts come before. */
const waits = [2000, 8000] as const;

/** A failure that took longer is not tried again, in milliseconds: the tools have waited then. */
const quickly = 60_000;

/**
Runs a tool of the walkthrough: its lines become events of the step, its whole output goes to the log, both without the secrets of its environment.
What the network broke off is run again, twice at most.

@throws NetworkError, ToolError (or CloudError) with the tool's own reason when it cannot be started or fails; Interrupted on abort.
*/
export async function runTool(run: ToolRun): Promise<Outcome> {
	secrets.learnFrom(run.env);
	await makeDirectory(path.dirname(run.log));
	for (const wait of [...run.isPatient === false ? [] : waits, undefined]) {
		const start = performance.now();
		await run.before?.();
		try {
			return await attempt(run);
		} catch (error) {
			const hasWaited = performance.now() - start > quickly;
			if (!(error instanceof NetworkError) || wait === undefined || (hasWaited && !error.isStalled)) {
				throw error;
			}

			run.emit({type: 'warning', step: run.step, code: 'network.retry', message: `${error.message}. It is run again in ${wait / 1000} s.`});
			await delay(wait, undefined, {signal: run.signal}).catch(() => {
				throw new Interrupted();
			});
		}
	}

	throw new Error('the last attempt either returns or throws');
}

async function attempt(run: ToolRun): Promise<Outcome> {
	const {argv: [file, ...rest], cwd, env, step, emit, log, silence, collect = false} = run;
	const shown = run.shown ?? run.argv.join(' ');
	const inLog = `The full output is in ${log}.`;
	// `python -m pip` is pip to people.
	const name = rest[0] === '-m' ? rest[1] : path.basename(file);
	try {
		appendToFile(log, `$ ${secrets.redact(shown)}\n`);
	} catch (error) {
		throw withPath(error, log);
	}

	const stalled = new AbortController();
	const watch = silence && setTimeout(() => {
		const {who, message, tryThis} = silenceOf(silence.of);
		stalled.abort(new NetworkError(`${name} failed: ${message}`, {command: shown, log, tryThis: `${tryThis} ${inLog}`}, {who, isStalled: true}));
	}, silence.limit);
	let hasToldRetry = false;
	const outcome = await execute({
		file,
		arguments: rest,
		cwd,
		env,
		log,
		collect,
		secrets: secrets.known,
		signal: AbortSignal.any([run.signal, stalled.signal]),
		onLine(stream, line) {
			watch?.refresh();
			emit({type: 'output', step, stream, line});
			if (!hasToldRetry && saysRetry(line)) {
				hasToldRetry = true;
				emit({type: 'warning', step, code: 'network.slow', message: `${name} does not get all that it asks for, and tries again by itself: its output says more.`});
			}
		},
	}).finally(() => {
		clearTimeout(watch);
	});
	if (outcome.exitCode === 0) {
		return outcome;
	}

	const details = {command: shown, tail: outcome.tail, log};
	// Some tools hide what their own helpers met.
	const told = reasonOf(outcome);
	const caches = isOfDisk(told) ? cachesIn(env) : [];
	const reason = await lackOfRoom(cwd, caches) ?? told;
	const trouble = isOfDisk(reason) || run.refusedByCloud ? undefined : networkTroubleIn(await telling(run, outcome));
	if (trouble) {
		throw new NetworkError(`${name} failed: ${trouble.message}`, {...details, tryThis: `${trouble.tryThis} ${inLog}`}, trouble);
	}

	const Failure = run.refusedByCloud && !isOfDisk(reason) ? CloudError : ToolError;
	const cure = cureOf(reason) ?? (run.refusedByCloud ? explainRefusal(reason) : undefined);
	throw new Failure(`${name} failed: ${reason}`, {...details, tryThis: [...(cure ? [cure] : []), ...(isOfDisk(reason) ? [await freeRoom(cwd, caches)] : []), inLog].join(' ')});
}

/** The lines that tell why a tool failed: its last ones, and where pip found nothing at all, what the index says now. */
async function telling({argv: [file], env, cwd, signal}: ToolRun, {tail}: Outcome): Promise<readonly string[]> {
	const none = tail.findLast(line => line.includes('(from versions: none)'));
	const name = none === undefined ? undefined : /the requirement (?<name>[\w.\-]+)/v.exec(none)?.groups?.name;
	const python = path.basename(file).startsWith('python') ? file : 'python';
	return name === undefined ? tail : [...tail, ...await indexTrouble(python, name, {cwd, env, signal})];
}
