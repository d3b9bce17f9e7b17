import {expect, test} from 'vitest';
import {packingFor, type Host, type Packing} from '../../source/lambda/packing.js';
import {findRuntime, type Architecture} from '../../source/lambda/runtimes.js';

const host = (platform: string, machine: string, version: string): Host => ({platform, machine, version});

const rows: ReadonlyArray<readonly [Host, 'practice' | 'aws', string, Architecture, Packing]> = [
	[host('linux', 'x86_64', '3.13.1'), 'aws', 'python3.13', 'x86_64', 'native'],
	[host('linux', 'aarch64', '3.13.1'), 'aws', 'python3.13', 'arm64', 'native'],
	[host('linux', 'x86_64', '3.13.1'), 'aws', 'python3.13', 'arm64', 'cross'],
	[host('linux', 'x86_64', '3.11.7'), 'aws', 'python3.13', 'x86_64', 'cross'],
	[host('linux', 'x86_64', '3.1.3'), 'aws', 'python3.13', 'x86_64', 'cross'],
	[host('linux', 'riscv64', '3.13.1'), 'aws', 'python3.13', 'x86_64', 'cross'],
	[host('darwin', 'arm64', '3.13.1'), 'aws', 'python3.13', 'arm64', 'cross'],
	[host('linux', 'x86_64', '3.13.1'), 'practice', 'python3.13', 'x86_64', 'native'],
	[host('darwin', 'arm64', '3.13.1'), 'practice', 'python3.13', 'arm64', 'host'],
];

test.each(rows)('%o to %s, %s on %s: %s', (...[machine, target, runtimeName, architecture, packing]) => {
	const runtime = findRuntime(runtimeName);
	expect(runtime && packingFor({target, runtime, architecture}, machine)).toBe(packing);
});
