import {UsageError} from '../../engine/errors.js';
import {architectureOf, type Architecture} from '../../lambda/runtimes.js';
import type {Interpreter} from '../../tools/python/interpreter.js';

/**
The practice cloud runs functions on this machine, so the architecture is the machine's.

@throws UsageError when Lambda has no such architecture, or when another one is wanted.
*/
export function practiceArchitecture(wanted: Architecture | undefined, {machine}: Pick<Interpreter, 'machine'>): Architecture {
	const own = architectureOf(machine);
	if (!own) {
		throw new UsageError(`Lambda has no architecture like this machine's (${machine}).`);
	}

	if (wanted && wanted !== own) {
		throw new UsageError(`The practice cloud runs functions on this machine, which is ${own}, not ${wanted}.`, {tryThis: 'Leave out --arch.'});
	}

	return own;
}
