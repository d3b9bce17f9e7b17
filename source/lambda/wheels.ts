import {minorOf, type Host} from './packing.js';
import {machineOf, type Architecture, type Runtime} from './runtimes.js';

/** What a wheel says of itself in `*.dist-info/WHEEL`. */
export type Wheel = {
	/** E.g. `numpy-2.2.6`. */
	readonly distribution: string;
	/** Expanded compatibility tags, e.g. `cp313-cp313-manylinux_2_28_x86_64`. */
	readonly tags: readonly string[];
	/** `Root-Is-Purelib`: nothing in it is for one machine. */
	readonly isPure: boolean;
};

/** `built` means compiled on a machine like this one: it runs there, and no tag says where else. */
export type Fit = 'fits' | 'built' | 'unfit';

/** Where wheels must load. */
export type Place = {
	/** For messages, e.g. `python3.13 on arm64 (glibc 2.34)`. */
	readonly name: string;
	/** Python's version, e.g. `3.13`. */
	readonly version: string;
	/** Whether the last part of a tag, e.g. `manylinux_2_28_x86_64`, is for it. */
	readonly platformFit: (platform: string) => Fit;
};

const legacyManylinux: Readonly<Record<string, readonly [number, number]>> = {
	manylinux1: [2, 5],
	manylinux2010: [2, 12],
	manylinux2014: [2, 17],
};

/** A Lambda runtime. Rules: PEP 600 (manylinux). */
export function lambdaPlace(runtime: Runtime, architecture: Architecture): Place {
	const machine = machineOf(architecture);
	return {
		name: `${runtime.name} on ${architecture} (glibc ${runtime.glibc.join('.')})`,
		version: runtime.version,
		platformFit(platform) {
			if (platform === `linux_${machine}`) {
				return 'built';
			}

			const glibc = platform.endsWith(`_${machine}`) ? glibcOf(platform.slice(0, -machine.length - 1)) : undefined;
			return glibc && compare(glibc, runtime.glibc) <= 0 ? 'fits' : 'unfit';
		},
	};
}

/** A Mac: there the practice cloud runs functions on the machine's own Python. */
export function macPlace({machine, version}: Host): Place {
	return {
		name: `Python ${minorOf(version)} on this Mac (${machine})`,
		version: minorOf(version),
		platformFit: platform => /^macosx_\d+_\d+_/v.test(platform) && [`_${machine}`, '_universal2'].some(end => platform.endsWith(end)) ? 'fits' : 'unfit',
	};
}

/**
Says whether a wheel would load in a place, by its tags alone; one tag that fits is enough.
Rules: PEP 425 (tags), PEP 384 (abi3).
*/
export function wheelFit({tags}: Pick<Wheel, 'tags'>, place: Place): Fit {
	const fits = new Set(tags.map(tag => tagFit(tag, place)));
	return fits.has('fits') ? 'fits' : (fits.has('built') ? 'built' : 'unfit');
}

function tagFit(tag: string, {version, platformFit}: Place): Fit {
	const [python = '', abi = '', platform = ''] = tag.split('-');
	if (!pythonFits(python, abi, version)) {
		return 'unfit';
	}

	return platform === 'any' ? 'fits' : platformFit(platform);
}

function pythonFits(python: string, abi: string, version: string): boolean {
	const [major = 0, minor = 0] = version.split('.').map(Number);
	const tagged = /^(?<kind>cp|py)(?<major>\d)(?<minor>\d*)$/v.exec(python)?.groups;
	if (!tagged || Number(tagged.major) !== major) {
		return false;
	}

	const taggedMinor = Number(tagged.minor);
	const forwards = tagged.kind === 'py' || abi === 'abi3';
	return forwards ? taggedMinor <= minor : taggedMinor === minor && ['none', `${python}`].includes(abi);
}

function glibcOf(platform: string): readonly [number, number] | undefined {
	const modern = /^manylinux_(?<major>\d+)_(?<minor>\d+)$/v.exec(platform)?.groups;
	return modern ? [Number(modern.major), Number(modern.minor)] : legacyManylinux[platform];
}

function compare(one: readonly [number, number], other: readonly [number, number]): number {
	return one[0] - other[0] || one[1] - other[1];
}
