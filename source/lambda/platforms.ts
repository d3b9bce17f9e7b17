import {machineOf, type Architecture, type Runtime} from './runtimes.js';

/**
The glibc versions that tools tag wheels with, newest first: `manylinux_2_28` means glibc 2.28 or newer.
Source: the policies of auditwheel (PEP 600), from manylinux2014 on, which is `manylinux_2_17` by its older name.
*/
const glibcMinors = [34, 31, 28, 27, 26, 24, 17] as const;

/** The names of wheels' platforms that a runtime loads, best first, as pip writes them. */
export function platformsOf({glibc: [, newest]}: Runtime, architecture: Architecture): readonly string[] {
	const names = glibcMinors.filter(minor => minor <= newest).map(minor => `manylinux_2_${minor}`);
	// Pip goes on from manylinux2014 to its predecessors by itself; from no other name it goes on to an older one.
	return [...names, 'manylinux2014'].map(name => `${name}_${machineOf(architecture)}`);
}

/**
Pip's flags for wheels of a Lambda runtime, whatever machine pip runs on; one word with its value each.
All platforms are named, because `--platform manylinux2014_x86_64` alone silently means old versions.
Source: https://pip.pypa.io/en/stable/cli/pip_install/ (--platform wants --only-binary=:all: and --target)
*/
export function pipFlags(runtime: Runtime, architecture: Architecture): readonly string[] {
	return [
		...platformsOf(runtime, architecture).map(name => `--platform ${name}`),
		'--implementation cp',
		`--python-version ${runtime.version}`,
		'--only-binary=:all:',
	];
}

/** The same flags as words of a command. */
export function pipWords(runtime: Runtime, architecture: Architecture): readonly string[] {
	return pipFlags(runtime, architecture).flatMap(flag => flag.split(' '));
}

/** What the conditions of requirements (PEP 508) come to in a runtime. */
export function markersOf({version}: Runtime, architecture: Architecture): Readonly<Record<string, string>> {
	return {
		python_version: version,
		python_full_version: `${version}.0`,
		implementation_name: 'cpython',
		implementation_version: `${version}.0`,
		platform_python_implementation: 'CPython',
		os_name: 'posix',
		sys_platform: 'linux',
		platform_system: 'Linux',
		platform_machine: machineOf(architecture),
	};
}
