import {describe, expect, test} from 'vitest';
import {pipFlags, pipWords, platformsOf} from '../../source/lambda/platforms.js';
import {architectures, runtimes, type Runtime} from '../../source/lambda/runtimes.js';
import {lambdaPlace, wheelFit} from '../../source/lambda/wheels.js';

const amazonLinux2: Runtime = {name: 'python3.11', version: '3.11', glibc: [2, 26]};
const amazonLinux2023: Runtime = {name: 'python3.13', version: '3.13', glibc: [2, 34]};

test('Amazon Linux 2 gets nothing newer than its C library', () => {
	expect(platformsOf(amazonLinux2, 'x86_64')).toEqual(['manylinux_2_26_x86_64', 'manylinux_2_24_x86_64', 'manylinux_2_17_x86_64', 'manylinux2014_x86_64']);
});

test('Amazon Linux 2023, as pip is told', () => {
	expect(pipFlags(amazonLinux2023, 'arm64')).toEqual([
		'--platform manylinux_2_34_aarch64',
		'--platform manylinux_2_31_aarch64',
		'--platform manylinux_2_28_aarch64',
		'--platform manylinux_2_27_aarch64',
		'--platform manylinux_2_26_aarch64',
		'--platform manylinux_2_24_aarch64',
		'--platform manylinux_2_17_aarch64',
		'--platform manylinux2014_aarch64',
		'--implementation cp',
		'--python-version 3.13',
		'--only-binary=:all:',
	]);
	expect(pipWords(amazonLinux2, 'x86_64').join(' ')).toBe(pipFlags(amazonLinux2, 'x86_64').join(' '));
});

describe.each(runtimes)('$name', runtime => {
	test.each(architectures)('what pip may take on %s is what the check lets through', architecture => {
		const tag = runtime.version.replace('.', '');
		for (const platform of platformsOf(runtime, architecture)) {
			expect(wheelFit({tags: [`cp${tag}-cp${tag}-${platform}`]}, lambdaPlace(runtime, architecture)), platform).toBe('fits');
		}
	});
});
