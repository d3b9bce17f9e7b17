import {architectureOf, type Architecture, type Runtime} from './runtimes.js';

/** The machine that packs, as its Python tells of it. */
export type Host = {
	/** Python's `sys.platform`, e.g. `linux` or `darwin`. */
	readonly platform: string;
	/** Python's `platform.machine()`, e.g. `aarch64`. */
	readonly machine: string;
	/** Python's version, e.g. `3.13.1`. */
	readonly version: string;
};

/**
How compiled packages come into the zips.
- `native`: pip takes wheels for this machine, which Lambda loads too;
- `cross`: pip is told to take wheels for Lambda, and others for the local run;
- `host`: wheels for this machine, which Lambda does not load: the practice cloud runs functions here.
*/
export type Packing = 'native' | 'cross' | 'host';

export type Destination = {
	readonly target: 'practice' | 'aws';
	readonly runtime: Runtime;
	readonly architecture: Architecture;
};

export function packingFor({target, runtime, architecture}: Destination, {platform, machine, version}: Host): Packing {
	const isLinux = platform === 'linux';
	if (target === 'practice') {
		return isLinux ? 'native' : 'host';
	}

	const isAlike = isLinux && architectureOf(machine) === architecture && minorOf(version) === runtime.version;
	return isAlike ? 'native' : 'cross';
}

/** `3.13` of `3.13.1`. */
export const minorOf = (version: string): string => version.split('.', 2).join('.');
