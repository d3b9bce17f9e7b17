import {describe, expect, test} from 'vitest';
import {architectureFor, runtimeFor} from '../../source/cli/destination.js';
import {findRuntime} from '../../source/lambda/runtimes.js';

const python = (version: string, machine = 'x86_64') => ({version: `${version}.4`, runtime: findRuntime(`python${version}`), machine});

describe('on AWS', () => {
	test.each([
		['the one that is wanted', 'python3.14', '3.11', 'python3.14'],
		['else the interpreter\'s', undefined, '3.11', 'python3.11'],
		['else the usual one', undefined, '3.15', 'python3.13'],
	])('the runtime: %s', (_, wanted, version, name) => {
		expect(runtimeFor('aws', wanted, python(version)).name).toBe(name);
	});

	test.each([
		['the one that is wanted', 'arm64', 'x86_64', 'arm64'],
		['else the machine\'s', undefined, 'aarch64', 'arm64'],
		['else the usual one', undefined, 'riscv64', 'x86_64'],
	] as const)('the architecture: %s', (_, wanted, machine, name) => {
		expect(architectureFor('aws', wanted, python('3.13', machine))).toBe(name);
	});
});

describe('on practice, where functions run on this machine', () => {
	test('they are the machine\'s', () => {
		expect(runtimeFor('practice', undefined, python('3.12')).name).toBe('python3.12');
		expect(architectureFor('practice', 'arm64', python('3.12', 'arm64'))).toBe('arm64');
	});

	test('others are refused', () => {
		expect(() => runtimeFor('practice', 'python3.13', python('3.12'))).toThrow('which is 3.12.4, not python3.13');
		expect(() => architectureFor('practice', 'arm64', python('3.12'))).toThrow('which is x86_64, not arm64');
		expect(() => architectureFor('practice', undefined, python('3.12', 'riscv64'))).toThrow('no architecture like this machine\'s (riscv64)');
	});
});
