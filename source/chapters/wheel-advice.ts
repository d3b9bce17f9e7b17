import {ToolError} from '../engine/errors.js';
import {noWheel, sourceOnly, type Advice} from '../lambda/no-wheel.js';
import {pipWords} from '../lambda/platforms.js';
import {runtimes} from '../lambda/runtimes.js';
import {availableVersions} from '../tools/python/available.js';
import type {Context} from './context.js';
import type {Project} from './workspace.js';

/**
Refuses a version that has no wheel for the runtime, before pip sets about compiling it for an hour, or for this machine only.
Only a requirement that asks for certain versions can be such; pip finds a fitting version of any other.

@throws ToolError that names the versions and the runtimes that would do.
*/
export async function refuseMissingWheels(context: Context, project: Project): Promise<void> {
	for (const requirement of context.settings.packages.filter(specifier => /[=<>~!]/v.test(specifier))) {
		const advice = await adviceOn(context, project, requirement);
		if (advice) {
			throw new ToolError(advice.message, {tryThis: advice.tryThis});
		}
	}
}

/** Pip's failure with what would do instead, where pip found no wheel; any other failure as it is. */
export async function explainMissingWheel(context: Context, project: Project, error: unknown): Promise<unknown> {
	const requirement = error instanceof ToolError ? /No matching distribution found for (?<requirement>\S+)/v.exec(error.message)?.groups?.requirement : undefined;
	const advice = requirement === undefined ? undefined : await adviceOn(context, project, requirement);
	return error instanceof ToolError && advice ? new ToolError(advice.message, {...error.details, tryThis: advice.tryThis, cause: error}) : error;
}

async function adviceOn({settings, signal}: Context, {venv}: Project, requirement: string): Promise<Advice | undefined> {
	const {runtime, architecture, packing} = settings;
	if (packing === 'host') {
		return undefined;
	}

	const look = async (rows: Readonly<Record<string, readonly string[]>>) => availableVersions(venv, requirement, rows, signal);
	// Nearly always there is one, and only this question is asked.
	const here = await look({[runtime.name]: pipWords(runtime, architecture)});
	if (!here || here.rows[runtime.name]?.asked !== undefined) {
		return undefined;
	}

	const others = runtimes.toReversed().map(each => [each.name, pipWords(each, architecture)] as const);
	const available = await look(Object.fromEntries([...others, ['any', []]]));
	if (!available) {
		return undefined;
	}

	const {any = {}, ...wheels} = available.rows;
	const offer = {name: available.name, requirement, wheels, any};
	return noWheel(offer, runtime, architecture) ?? (packing === 'cross' ? sourceOnly(offer, runtime, architecture) : undefined);
}
