import {execFileSync} from 'node:child_process';
import {readFileSync, writeFileSync, mkdirSync, chmodSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {expect, test} from 'vitest';
import {scriptOf} from '../../source/chapters/script.js';
import {temporaryDirectory} from '../support/directory.js';

const arn = 'arn:aws:lambda:us-east-1:000000000000:layer:numpy:7';
const awkward = 'a: "$HOME `id` \\\\ \'"\nEND\n# no end of line';

const parts = {
	steps: [
		{step: 'preflight.tools', title: 'Look for the tools'},
		{step: 'function.scaffold', title: 'Write the function\'s project'},
		{step: 'layer.scaffold', title: 'Write the layer\'s project'},
		{step: 'layer.deploy', title: 'Deploy the layer', command: '(cd sls-layers-python-requirements && fake-deploy)'},
		{step: 'use.attach', title: 'Put the layer\'s ARN into serverless.yml'},
	],
	files: new Map([
		['package.json', '{}\n'],
		['sls-layers-python/serverless.yml', awkward],
		['sls-layers-python-requirements/package.json', '{"private": true}\n'],
		['sls-layers-python-requirements/serverless.yml', 'service: layer\n'],
	]),
	attached: {text: `${awkward}\nlayers:\n  - ${arn}\n`, arn},
	region: 'us-east-1',
};

test('run by bash it writes the files as they are, and the ARN that the deploy tells', () => {
	const directory = temporaryDirectory();
	const bin = path.join(directory, 'bin');
	mkdirSync(bin);
	writeFileSync(path.join(bin, 'fake-deploy'), '#!/bin/sh\ncat serverless.yml\necho "  PythonRequirementsLambdaLayerQualifiedArn: arn:new:8"\n');
	chmodSync(path.join(bin, 'fake-deploy'), 0o755);
	const output = execFileSync('bash', ['-c', scriptOf(parts)], {cwd: directory, encoding: 'utf8', env: {PATH: [bin, process.env.PATH].join(path.delimiter), HOME: '/nobody'}});
	const read = (file: string) => readFileSync(path.join(directory, file), 'utf8');
	expect(output).toContain('service: layer\n');
	expect(read('package.json')).toBe('{}\n');
	expect(read('sls-layers-python-requirements/package.json')).toBe('{"private": true}\n');
	expect(read('sls-layers-python/serverless.yml')).toBe(`${awkward}\nlayers:\n  - arn:new:8\n`);
});

test('what has neither files nor commands is left out', () => {
	const text = scriptOf(parts);
	expect(text).not.toContain('Look for the tools');
	expect(scriptOf({...parts, attached: undefined})).not.toContain('# Put the layer');
	expect(text.indexOf('{"private": true}')).toBeLessThan(text.indexOf('# Write the layer'));
});
