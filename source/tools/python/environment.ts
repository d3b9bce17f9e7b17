import path from 'node:path';
import * as z from 'zod';
import {CheckError} from '../../engine/errors.js';
import {activated, childEnvironment} from '../environment.js';
import {execute} from '../process.js';
import needsScript from './needs.py';
import packagesScript from './packages.py';

const installed = z.array(z.object({
	name: z.string(),
	version: z.string(),
	bytes: z.number(),
	modules: z.array(z.string()),
	module: z.string().optional(),
	path: z.string().optional(),
	error: z.string().optional(),
}));

/** A distribution in a virtualenv; `path` and `error` say how importing it went, when that was asked for. */
export type InstalledPackage = z.infer<typeof installed>[number];

/**
Looks into a virtualenv: what is installed, how large it is, and whether the named packages can be imported.
Undefined when there is no working virtualenv.
*/
export async function inspectVenv(venv: string, imports: readonly string[], signal: AbortSignal): Promise<readonly InstalledPackage[] | undefined> {
	return inspect(venv, ['', ...imports], signal);
}

/** Looks, with a virtualenv's Python, into a folder that pip filled with `--target`; nothing of it is run. */
export async function inspectFolder(venv: string, folder: string, signal: AbortSignal): Promise<readonly InstalledPackage[] | undefined> {
	return inspect(venv, [folder], signal);
}

const needs = z.array(z.object({package: z.string(), needs: z.string()}));

/**
What packages in a folder need and is not there: pip takes the conditions of requirements for this machine's, also where it installs for another.

@param markers What the conditions come to where the packages are to run (PEP 508).
*/
export async function absentNeeds(venv: string, folder: string, markers: Readonly<Record<string, string>>, signal: AbortSignal): Promise<z.infer<typeof needs>> {
	return needs.parse(await ask(venv, needsScript, [folder, JSON.stringify(markers)], signal) ?? []);
}

async function inspect(venv: string, words: readonly string[], signal: AbortSignal): Promise<readonly InstalledPackage[] | undefined> {
	const answer = await ask(venv, packagesScript, words, signal);
	return answer === undefined ? undefined : installed.parse(answer);
}

/** What a script prints as JSON, run by a virtualenv's Python; undefined when there is none. */
async function ask(venv: string, script: string, words: readonly string[], signal: AbortSignal): Promise<unknown> {
	const outcome = await execute({
		file: path.join(venv, 'bin', 'python'),
		arguments: ['-c', script, ...words],
		cwd: path.dirname(venv),
		env: childEnvironment(activated(venv, venv)),
		collect: true,
		signal,
	});
	if (outcome.startError) {
		return undefined;
	}

	if (outcome.exitCode !== 0) {
		throw new CheckError(`The virtualenv ${venv} cannot be examined: ${outcome.tail.at(-1) ?? 'no output'}`, {
			tryThis: `Remove ${venv} and start again.`,
		});
	}

	return JSON.parse(outcome.stdout);
}

/** The package of that name, however it is written (PEP 503). */
export function findPackage(packages: readonly InstalledPackage[], name: string): InstalledPackage | undefined {
	return packages.find(each => each.name === canonical(name));
}

/** PEP 503: names are equal when they differ only in case and in runs of `-`, `_` and `.`. */
export function canonical(name: string): string {
	return name.replaceAll(/[\-_.]+/gv, '-').toLowerCase();
}
