import {ToolError} from '../engine/errors.js';
import {childEnvironment} from '../tools/environment.js';
import {execute, type Outcome} from '../tools/process.js';

/** How long a program may take to answer, in milliseconds: nobody waits for what is only useful. */
const patience = 10_000;

/**
Runs a program that should answer quickly, in no directory of anybody's, and collects its standard output.

@throws ToolError when it does not answer in time; Interrupted on abort.
*/
export async function askProgram([file, ...rest]: readonly [string, ...string[]], signal: AbortSignal): Promise<Outcome> {
	const limit = AbortSignal.timeout(patience);
	try {
		return await execute({file, arguments: rest, cwd: '/', env: childEnvironment({}), collect: true, signal: AbortSignal.any([signal, limit])});
	} catch (error) {
		if (limit.aborted && !signal.aborted) {
			throw new ToolError(`${file} did not answer within ${patience / 1000} s.`, {tryThis: 'Look at the network and the proxies, then try again.', cause: error});
		}

		throw error;
	}
}
