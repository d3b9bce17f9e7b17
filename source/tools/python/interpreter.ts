import process from 'node:process';
import * as z from 'zod';
import {ToolError, UsageError} from '../../engine/errors.js';
import {childEnvironment} from '../environment.js';
import {execute} from '../process.js';
import {findRuntime, runtimes, type Runtime} from '../../lambda/runtimes.js';
import probe from './probe.py';

const answer = z.object({
	version: z.tuple([z.number(), z.number(), z.number()]),
	executable: z.string(),
	base: z.string(),
	platform: z.string(),
	machine: z.string(),
	ensurepip: z.boolean(),
	venv: z.boolean(),
	pip: z.string().nullable(),
	specifiers: z.array(z.object({specifier: z.string(), name: z.string().optional(), error: z.string().optional()})).nullable(),
});

/** A Python that can run here: where it is, what it is, and how its pip reads the package specifiers. */
export type Interpreter = {
	readonly executable: string;
	/** The interpreter itself, where `executable` is a link to it or in a virtualenv. */
	readonly base: string;
	/** E.g. `3.13.1`. */
	readonly version: string;
	/** The Lambda runtime of the same Python version, if there is one. */
	readonly runtime: Runtime | undefined;
	/** Python's name for the system, e.g. `linux` or `darwin`. */
	readonly platform: string;
	/** E.g. `x86_64`. */
	readonly machine: string;
	readonly hasVenv: boolean;
	/** The wheel of the pip that its virtualenvs get; absent when it was not found. */
	readonly pipWheel?: string;
	/** The packages' names as pip reads them out of the specifiers, in the same order. */
	readonly packageNames: readonly string[];
};

export type Wanted = {
	/** On AWS functions do not run on this Python: it only packs for them. */
	readonly target: 'practice' | 'aws';
	/** `--python`: this one and no other. */
	readonly python?: string | undefined;
	/** `--runtime`: the version that the practice cloud must run, because it uses the machine's own Python. */
	readonly runtime?: string | undefined;
	/** `--package` specifiers. */
	readonly packages: readonly string[];
};

/**
Finds the Python to work with: the one named, or the first on PATH that Lambda has a runtime for.
For AWS any Python as old as Lambda's oldest or newer can pack; one of the wanted version comes first, which runs functions here as Lambda does.

@throws UsageError when the named Python and runtime do not fit, or pip could not read a package specifier; ToolError when there is none.
*/
export async function findInterpreter(wanted: Wanted): Promise<Interpreter> {
	const found: Interpreter[] = [];
	for (const candidate of candidates(wanted)) {
		const interpreter = await examine(candidate, wanted.packages);
		if (interpreter && fits(interpreter, wanted)) {
			return interpreter;
		}

		if (interpreter) {
			found.push(interpreter);
		}
	}

	throw nothingFits(wanted, found);
}

function candidates({target, python, runtime}: Wanted): readonly string[] {
	if (python) {
		return [python];
	}

	const all = runtimes.map(({name}) => name);
	if (target === 'aws') {
		return [...(runtime ? [runtime] : []), 'python3', 'python', ...all];
	}

	return ['python3', 'python', ...(runtime ? [runtime] : all)];
}

function fits({runtime, version}: Interpreter, wanted: Wanted): boolean {
	if (wanted.target === 'aws') {
		return runtime !== undefined || isNewer(version);
	}

	return runtime !== undefined && (!wanted.runtime || runtime.name === wanted.runtime);
}

/** Newer than all that Lambda has; older ones have a pip that may not know of other platforms. */
function isNewer(version: string): boolean {
	const [major = 0, minor = 0] = version.split('.').map(Number);
	const [newestMajor = 0, newestMinor = 0] = runtimes[0]?.version.split('.').map(Number) ?? [];
	return major === newestMajor && minor > newestMinor;
}

function nothingFits(wanted: Wanted, found: readonly Interpreter[]): UsageError | ToolError {
	const [first] = found;
	if (wanted.target === 'practice' && wanted.runtime && first) {
		return new UsageError(`The practice cloud runs functions on this machine's own Python, and ${wanted.python ?? 'the one found'} is ${first.version}, not ${wanted.runtime}.`, {
			tryThis: `Leave out --runtime, or install Python ${wanted.runtime.replace('python', '')} and name it with --python.`,
		});
	}

	const supported = `Python ${runtimes.at(-1)?.version} to ${runtimes[0]?.version}`;
	if (wanted.python) {
		return found.length > 0
			? new UsageError(`${wanted.python} is Python ${first?.version}, which Lambda has no runtime for.`, {tryThis: `Name one of ${supported} with --python.`})
			: new UsageError(`${wanted.python} cannot be run as a Python interpreter.`, {tryThis: 'Give --python the path of an interpreter, e.g. /usr/bin/python3.'});
	}

	return new ToolError(first ? `This machine's Python is ${first.version}, which Lambda has no runtime for.` : 'No Python was found on PATH.', {
		tryThis: `Install ${supported} (on Debian and Ubuntu: sudo apt install python3 python3-venv), or name one with --python.`,
	});
}

/** Asks an interpreter about itself; undefined when it cannot be run. */
async function examine(file: string, packages: readonly string[]): Promise<Interpreter | undefined> {
	const outcome = await execute({
		file,
		arguments: ['-I', '-c', probe, ...packages],
		cwd: process.cwd(),
		env: childEnvironment({}),
		collect: true,
	});
	if (outcome.exitCode !== 0) {
		return undefined;
	}

	const {version, executable, base, platform, machine, ensurepip, venv, pip, specifiers} = answer.parse(JSON.parse(outcome.stdout));
	return {
		executable,
		base,
		version: version.join('.'),
		runtime: findRuntime(`python${version[0]}.${version[1]}`),
		platform,
		machine,
		hasVenv: ensurepip && venv,
		...(pip !== null && {pipWheel: pip}),
		packageNames: specifiers ? namesRead(specifiers) : packages.map(specifier => nameIn(specifier)),
	};
}

function namesRead(specifiers: NonNullable<z.infer<typeof answer>['specifiers']>): readonly string[] {
	return specifiers.map(({specifier, name, error}) => {
		if (name === undefined) {
			throw unreadable(specifier, error);
		}

		return name;
	});
}

/** The name at the start of a specifier (PEP 508), for a Python that has no pip to read it with. */
function nameIn(specifier: string): string {
	const name = /^[a-z0-9](?:[a-z0-9._\-]*[a-z0-9])?/iv.exec(specifier)?.[0];
	if (name === undefined) {
		throw unreadable(specifier, 'it does not start with a name');
	}

	return name;
}

function unreadable(specifier: string, reason = 'no reason given'): UsageError {
	return new UsageError(`--package ${JSON.stringify(specifier)} is not a requirement that pip can read: ${reason}.`, {
		tryThis: 'Give a name, with a version if you like: --package pandas, --package "numpy==2.2.6".',
	});
}
