import {readFileSync} from 'node:fs';
import {describe, expect, test} from 'vitest';
import {reasonOf} from '../../source/tools/reasons.js';

/** Output that the tools really printed when they failed. */
const printed = (name: string) => readFileSync(`test/fixtures/failures/${name}.txt`, 'utf8').trimEnd().split('\n');

describe('the reason in a failed tool\'s output', () => {
	test.each([
		['pip-no-distribution', 'No matching distribution found for no-such-package-xyz'],
		['pip-does-not-build', 'this package refuses to build: it needs libfoo'],
		['pip-wrong-hash', 'THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE. If you have updated the package versions, please update the hashes. Otherwise, examine the package contents carefully; someone may have tampered with them.'],
		['npm-not-found', '404 Not Found - GET https://registry.example/no-such-package-xyz-layer'],
		['sls-configuration', 'Configuration error at \'package\': unrecognized property \'exclude\''],
	])('%s', (name, reason) => {
		expect(reasonOf({exitCode: 1, stdout: '', tail: printed(name), startError: undefined})).toBe(reason);
	});

	test('a handler that raises: what it raised', () => {
		const tail = ['Traceback (most recent call last):', '  File "handler.py", line 5, in hello', 'ValueError: no such number', 'Error:', 'Error: `python3 -u invoke.py handler hello` Exited with code 1'];
		expect(reasonOf({exitCode: 1, stdout: '', tail, startError: undefined})).toBe('ValueError: no such number');
	});

	test('a stack that fails: what the cloud said of the resource', () => {
		const tail = ['Error:', 'UPDATE_FAILED: HelloLambdaFunction (AWS::Lambda::Function)', 'Unzipped size must be smaller than 262144000 bytes', '', 'View the full error: https://console.example/'];
		expect(reasonOf({exitCode: 1, stdout: '', tail, startError: undefined})).toBe('Unzipped size must be smaller than 262144000 bytes');
	});

	test('a program that is not there', () => {
		expect(reasonOf({exitCode: undefined, stdout: '', tail: [], startError: 'ENOENT'})).toBe('the program was not found');
	});

	test('a program that says nothing', () => {
		expect(reasonOf({exitCode: 7, stdout: '', tail: [], startError: undefined})).toBe('it ended with exit code 7 and printed nothing');
	});
});
