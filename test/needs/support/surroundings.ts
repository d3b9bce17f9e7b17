import {runtimes} from '../../../source/lambda/runtimes.js';
import type {Surroundings} from '../../../source/needs/need.js';

const [runtime] = runtimes;
if (!runtime) {
	throw new Error('Lambda has a Python runtime.');
}

/** A machine on which nothing was found missing before the looks. */
export const surroundings = (other: Partial<Surroundings> = {}): Surroundings => ({
	directory: '/',
	usable: Promise.resolve(),
	interpreter: Promise.resolve({executable: '/usr/bin/python3', base: '/usr/bin/python3', version: `${runtime.version}.1`, runtime, platform: 'linux', machine: 'x86_64', hasVenv: true, packageNames: ['numpy']}),
	architecture: undefined,
	account: {profile: undefined, region: undefined},
	signal: new AbortController().signal,
	...other,
});
