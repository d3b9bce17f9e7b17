import type {Architecture, Runtime} from './runtimes.js';

/** What a wheel says of itself in `*.dist-info/WHEEL`. */
export type Wheel = {
	/** E.g. `numpy-2.2.6`. */
	readonly distribution: string;
	/** Expanded compatibility tags, e.g. `cp313-cp313-manylinux_2_28_x86_64`. */
	readonly tags: readonly string[];
};

/** `built` means compiled on this machine: it runs here, and no tag says where else. */
export type Fit = 'fits' | 'built' | 'unfit';

const legacyManylinux: Readonly<Record<string, readonly [number, number]>> = {
	manylinux1: [2, 5],
	manylinux2010: [2, 12],
	manylinux2014: [2, 17],
};

/**
Says whether a wheel would load in a Lambda runtime, by its tags alone; one tag that fits is enough.
Rules: PEP 425 (tags), PEP 600 (manylinux), PEP 384 (abi3).
*/
export function wheelFit({tags}: Wheel, runtime: Runtime, architecture: Architecture): Fit {
	const fits = new Set(tags.map(tag => tagFit(tag, runtime, architecture)));
	return fits.has('fits') ? 'fits' : (fits.has('built') ? 'built' : 'unfit');
}

function tagFit(tag: string, runtime: Runtime, architecture: Architecture): Fit {
	const [python = '', abi = '', platform = ''] = tag.split('-');
	if (!pythonFits(python, abi, runtime)) {
		return 'unfit';
	}

	if (platform === 'any') {
		return 'fits';
	}

	const machine = architecture === 'arm64' ? 'aarch64' : 'x86_64';
	if (platform === `linux_${machine}`) {
		return 'built';
	}

	const glibc = glibcOf(platform.replace(new RegExp(`_${machine}$`, 'v'), ''));
	return platform.endsWith(`_${machine}`) && glibc && compare(glibc, runtime.glibc) <= 0 ? 'fits' : 'unfit';
}

function pythonFits(python: string, abi: string, {version}: Runtime): boolean {
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
