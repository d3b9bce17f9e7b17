import {UsageError} from '../engine/errors.js';
import {architectureOf, findRuntime, type Architecture, type Runtime} from '../lambda/runtimes.js';
import {practiceArchitecture} from '../targets/practice/architecture.js';
import type {Target} from '../targets/target.js';
import type {Interpreter} from '../tools/python/interpreter.js';

/** Where nothing speaks for another: it is supported for years, and packages have had time to build wheels for it. */
const usualRuntime = 'python3.13';

/**
The runtime to pack for. On practice it is the interpreter's version, because functions run on it; on AWS any, by default the interpreter's.

@throws UsageError when the practice cloud cannot run it.
*/
export function runtimeFor(target: Target['name'], wanted: string | undefined, {runtime: own, version}: Pick<Interpreter, 'runtime' | 'version'>): Runtime {
	const name = target === 'aws' ? wanted ?? own?.name ?? usualRuntime : own?.name ?? '';
	const runtime = findRuntime(name);
	if (!runtime || (target === 'practice' && wanted !== undefined && wanted !== name)) {
		throw new UsageError(`The practice cloud runs functions on this machine's own Python, which is ${version}, not ${wanted ?? 'a runtime of Lambda'}.`, {tryThis: 'Leave out --runtime.'});
	}

	return runtime;
}

/**
The architecture to pack for. On practice it is the machine's, because functions run on it; on AWS any, by default the machine's.

@throws UsageError when the practice cloud cannot run it.
*/
export function architectureFor(target: Target['name'], wanted: Architecture | undefined, interpreter: Pick<Interpreter, 'machine'>): Architecture {
	return target === 'aws' ? wanted ?? architectureOf(interpreter.machine) ?? 'x86_64' : practiceArchitecture(wanted, interpreter);
}
