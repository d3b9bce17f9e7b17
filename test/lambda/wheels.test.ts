import {describe, expect, test} from 'vitest';
import {findRuntime, type Architecture} from '../../source/lambda/runtimes.js';
import {lambdaPlace, macPlace, wheelFit, type Fit} from '../../source/lambda/wheels.js';

const rows: ReadonlyArray<readonly [string, string, Architecture, Fit]> = [
	['cp313-cp313-manylinux_2_28_x86_64', 'python3.13', 'x86_64', 'fits'],
	['cp313-cp313-manylinux_2_28_x86_64', 'python3.12', 'x86_64', 'unfit'],
	['cp313-cp313-manylinux_2_28_x86_64', 'python3.13', 'arm64', 'unfit'],
	['cp313-cp313-manylinux_2_28_aarch64', 'python3.13', 'arm64', 'fits'],
	['cp313-cp313-manylinux_2_35_x86_64', 'python3.13', 'x86_64', 'unfit'],
	['cp313-cp313t-manylinux_2_28_x86_64', 'python3.13', 'x86_64', 'unfit'],
	['cp311-cp311-manylinux_2_28_x86_64', 'python3.11', 'x86_64', 'unfit'],
	['cp311-cp311-manylinux2014_x86_64', 'python3.11', 'x86_64', 'fits'],
	['cp311-cp311-manylinux1_x86_64', 'python3.11', 'x86_64', 'fits'],
	['cp311-cp311-musllinux_1_2_x86_64', 'python3.11', 'x86_64', 'unfit'],
	['cp311-cp311-macosx_11_0_arm64', 'python3.11', 'arm64', 'unfit'],
	['cp311-cp311-win_amd64', 'python3.11', 'x86_64', 'unfit'],
	['cp311-cp311-linux_x86_64', 'python3.11', 'x86_64', 'built'],
	['cp38-abi3-manylinux2014_x86_64', 'python3.13', 'x86_64', 'fits'],
	['cp314-abi3-manylinux2014_x86_64', 'python3.13', 'x86_64', 'unfit'],
	['py3-none-any', 'python3.10', 'arm64', 'fits'],
	['py2-none-any', 'python3.10', 'x86_64', 'unfit'],
	['py3-none-manylinux2014_x86_64', 'python3.12', 'x86_64', 'fits'],
];

describe('wheelFit', () => {
	test.each(rows)('%s in %s on %s: %s', (tag, runtimeName, architecture, fit) => {
		const runtime = findRuntime(runtimeName);
		expect(runtime && wheelFit({tags: [tag]}, lambdaPlace(runtime, architecture))).toBe(fit);
	});

	test('one fitting tag of several is enough', () => {
		const runtime = findRuntime('python3.11');
		const tags = ['cp311-cp311-manylinux_2_28_x86_64', 'cp311-cp311-manylinux_2_24_x86_64'];
		expect(runtime && wheelFit({tags}, lambdaPlace(runtime, 'x86_64'))).toBe('fits');
	});
});

describe('wheelFit on a Mac', () => {
	const mac = macPlace({platform: 'darwin', machine: 'arm64', version: '3.13.1'});

	test.each([
		['cp313-cp313-macosx_14_0_arm64', 'fits'],
		['cp313-cp313-macosx_11_0_universal2', 'fits'],
		['cp313-cp313-macosx_11_0_x86_64', 'unfit'],
		['cp312-cp312-macosx_14_0_arm64', 'unfit'],
		['cp313-cp313-manylinux_2_28_aarch64', 'unfit'],
		['py3-none-any', 'fits'],
	] as const)('%s: %s', (tag, fit) => {
		expect(wheelFit({tags: [tag]}, mac)).toBe(fit);
	});
});
