/** A Python runtime of AWS Lambda. */
export type Runtime = {
	/** The identifier that serverless.yml and the API use. */
	readonly name: string;
	readonly version: string;
	/** The C library of the runtime's operating system: Amazon Linux 2 has 2.26, Amazon Linux 2023 has 2.34. */
	readonly glibc: readonly [number, number];
};

/**
The runtimes that Lambda offers, newest first.
Source: https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html
*/
export const runtimes: readonly Runtime[] = [
	{name: 'python3.14', version: '3.14', glibc: [2, 34]},
	{name: 'python3.13', version: '3.13', glibc: [2, 34]},
	{name: 'python3.12', version: '3.12', glibc: [2, 34]},
	{name: 'python3.11', version: '3.11', glibc: [2, 26]},
	{name: 'python3.10', version: '3.10', glibc: [2, 26]},
];

export const architectures = ['x86_64', 'arm64'] as const;

export type Architecture = (typeof architectures)[number];

export function findRuntime(name: string): Runtime | undefined {
	return runtimes.find(runtime => runtime.name === name);
}

const machines: Readonly<Record<string, Architecture>> = {x86_64: 'x86_64', aarch64: 'arm64', arm64: 'arm64'};

/** Lambda's name for what Python's `platform.machine()` says; undefined for a machine that Lambda does not have. */
export function architectureOf(machine: string): Architecture | undefined {
	return machines[machine];
}

/** The machine's name in the tags of wheels. */
export const machineOf = (architecture: Architecture): string => architecture === 'arm64' ? 'aarch64' : 'x86_64';
