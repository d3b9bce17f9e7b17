import path from 'node:path';
import * as z from 'zod';
import {activated, childEnvironment} from '../environment.js';
import {execute} from '../process.js';
import wheelsScript from './wheels.py';

const versions = z.object({
	/** The newest version; absent when there is none. */
	newest: z.string().optional(),
	/** The newest of those that the requirement asks for. */
	asked: z.string().optional(),
});

const report = z.object({name: z.string(), rows: z.record(z.string(), versions)});

/** What an index has of a package, for each row of pip's flags. */
export type Available = z.infer<typeof report>;

/** How long the index is asked at most, in milliseconds. */
const patience = 45_000;

/**
Asks the package index, through a virtualenv's own pip, which versions of a package there are.

@param rows Flags of pip for each question, e.g. those for a runtime's wheels.
@returns Undefined when the index does not answer in time, or the requirement is no name with versions.
@throws Interrupted when the signal was aborted.
*/
export async function availableVersions(venv: string, requirement: string, rows: Readonly<Record<string, readonly string[]>>, signal: AbortSignal): Promise<Available | undefined> {
	const limit = AbortSignal.timeout(patience);
	try {
		const {exitCode, stdout} = await execute({
			file: path.join(venv, 'bin', 'python'),
			arguments: ['-c', wheelsScript, requirement, JSON.stringify(rows)],
			cwd: path.dirname(venv),
			env: childEnvironment(activated(venv, venv)),
			collect: true,
			signal: AbortSignal.any([signal, limit]),
		});
		return exitCode === 0 ? report.parse(JSON.parse(stdout)) : undefined;
	} catch (error) {
		if (limit.aborted && !signal.aborted) {
			return undefined;
		}

		throw error;
	}
}
