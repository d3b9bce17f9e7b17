import type {Architecture, Runtime} from './runtimes.js';

/** Versions of a package, absent where there are none: the newest, and the newest of those that were asked for. */
export type Versions = {readonly newest?: string | undefined; readonly asked?: string | undefined};

/** What an index has of a package. */
export type Offer = {
	readonly name: string;
	/** What was asked for, as pip reads it, e.g. `numpy==2.4.6`. */
	readonly requirement: string;
	/** Wheels for one architecture, for each runtime's name. */
	readonly wheels: Readonly<Record<string, Versions>>;
	/** With or without a wheel. */
	readonly any: Versions;
};

export type Advice = {readonly message: string; readonly tryThis: string};

/**
Says in a sentence what has no wheel for a runtime, and which version or runtime would do instead.
Undefined when the runtime has one, and when no runtime has any: that is not the runtime's fault.
*/
export function noWheel({name, requirement, wheels}: Offer, {name: runtime}: Runtime, architecture: Architecture): Advice | undefined {
	const {newest, asked} = wheels[runtime] ?? {};
	const others = Object.entries(wheels).filter(([, versions]) => versions.asked !== undefined).map(([other]) => other);
	const version = newest === undefined ? [] : [newest];
	if (asked !== undefined || (version.length === 0 && others.length === 0)) {
		return undefined;
	}

	const list = (ways: readonly string[]) => ways.join(', or ');
	return {
		message: `${requirement.replace('==', ' ')} has no wheel for ${runtime} on ${architecture}; ${list([
			...version.map(each => `${each} has one`),
			...(others.length > 0 ? [`use ${others.join(', ')}`] : []),
		])}.`,
		tryThis: `Begin anew with --restart and ${list([
			...version.map(each => `--package ${name}==${each}`),
			...others.slice(0, 1).map(other => `--runtime ${other} (on the practice cloud that Python must be on this machine)`),
		])}.`,
	};
}

/** For pip that takes wheels for another machine and cannot compile for it: says that a package has none. Undefined when it has, and when nothing is known of it. */
export function sourceOnly({name, wheels, any}: Offer, {name: runtime, version}: Runtime, architecture: Architecture): Advice | undefined {
	if (any.newest === undefined || Object.values(wheels).some(({newest}) => newest !== undefined)) {
		return undefined;
	}

	return {
		message: `${name} has no wheel for Lambda, only its source, and pip does not compile for another machine than its own.`,
		tryThis: `Run layer-wizard with Python ${version} on Linux on ${architecture}, which is the machine of ${runtime}, or take another package.`,
	};
}
