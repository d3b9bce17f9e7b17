import {Interrupted} from '../../engine/errors.js';
import type {Variables} from '../environment.js';
import {execute} from '../process.js';

/** How long the index is asked at most, in milliseconds. */
const patience = 10_000;

/**
Why pip found no version of a package at all: it says the same whether there is no such package, or the index answered an error or with a page of somebody else.
Asks the index once more, and reads what pip says to itself.

@returns Lines that tell of the network; none when the index answered as it should.
@throws Interrupted when the signal was aborted.
*/
export async function indexTrouble(python: string, name: string, {cwd, env, signal}: {readonly cwd: string; readonly env: Variables; readonly signal: AbortSignal}): Promise<readonly string[]> {
	const limit = AbortSignal.timeout(patience);
	const lines: string[] = [];
	try {
		await execute({
			file: python,
			arguments: ['-m', 'pip', 'index', 'versions', '-vv', '--retries', '0', '--timeout', '5', name],
			cwd,
			env,
			onLine(_, line) {
				lines.push(line);
			},
			signal: AbortSignal.any([signal, limit]),
		});
	} catch (error) {
		if (!limit.aborted || signal.aborted || !(error instanceof Interrupted)) {
			throw error;
		}

		return [`Could not fetch URL of ${name}: timed out`];
	}

	// Without an index to ask, e.g. by PIP_NO_INDEX, it has no trouble.
	if (!lines.some(line => line.includes('Fetching project page'))) {
		return [];
	}

	const unread = lines.filter(line => /Could not fetch URL|Skipping page/v.test(line));
	const isThere = lines.some(line => /^\s*(?:Found link|Skipping link: (?!not a file)|Link requires)/v.test(line));
	if (unread.length === 0 && !isThere) {
		return [`Could not fetch URL of ${name}: a page without files`];
	}

	// That there is no such package is an answer.
	return unread.some(line => line.includes('404 Client Error')) ? [] : unread;
}
