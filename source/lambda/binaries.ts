import {machineOf, type Architecture, type Runtime} from './runtimes.js';

/** What a compiled file says of itself. */
export type Binary = {
	/** Its path in the layer. */
	readonly path: string;
	/** The operating system that it is for. */
	readonly system: 'Linux' | 'macOS' | 'Windows';
	/** Machines by their names in wheels, e.g. `aarch64`; several in a universal one. */
	readonly machines: readonly string[];
	/** The newest glibc that it asks for; undefined when it asks for none. */
	readonly glibc?: readonly [number, number];
};

/** A module's file name with the CPython that it was compiled for, e.g. `_core.cpython-311-x86_64-linux-gnu.so`. Source: PEP 3149. */
const compiledFor = /\.cpython-(?<major>\d)(?<minor>\d+)-[^\/]*$/v;

/** Why a compiled file would not load in a runtime; undefined when nothing speaks against it. */
export function binaryFault({path, system, machines, glibc}: Binary, runtime: Runtime, architecture: Architecture): string | undefined {
	const name = path.slice(path.lastIndexOf('/') + 1);
	if (system !== 'Linux') {
		return `${name} is for ${system}`;
	}

	if (!machines.includes(machineOf(architecture))) {
		return `${name} is for ${machines.join(' and ')}`;
	}

	const python = compiledFor.exec(name)?.groups;
	if (python && `${python.major}.${python.minor}` !== runtime.version) {
		return `${name} is for Python ${python.major}.${python.minor}`;
	}

	return glibc && isNewer(glibc, runtime.glibc) ? `${name} asks for glibc ${glibc.join('.')}, and there is ${runtime.glibc.join('.')}` : undefined;
}

const isNewer = (one: readonly [number, number], other: readonly [number, number]): boolean => one[0] > other[0] || (one[0] === other[0] && one[1] > other[1]);
