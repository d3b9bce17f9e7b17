import {execFileSync} from 'node:child_process';
import {readdirSync, readFileSync, writeFileSync, mkdirSync, chmodSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {describe, expect, test} from 'vitest';
import {chaptersUntil, lastChapter} from '../../source/chapters/ids.js';
import {commandsOf} from '../../source/chapters/script-commands.js';
import {scriptOf, type ScriptParts} from '../../source/chapters/script.js';
import {chapters} from '../../source/chapters/walkthrough.js';
import {workspaceAt} from '../../source/chapters/workspace.js';
import {hostile, injected, rawIn} from '../support/hostile.js';
import {contextFor} from '../support/context.js';
import {temporaryDirectory} from '../support/directory.js';

const arn = 'arn:aws:lambda:us-east-1:000000000000:layer:numpy:7';
const awkward = 'a: "$HOME `id` \\\\ \'"\nEND\n# no end of line';

const parts = {
	steps: [
		{step: 'preflight.tools', title: 'Look for the tools', commands: []},
		{step: 'function.scaffold', title: 'Write the function\'s project', commands: []},
		{step: 'layer.scaffold', title: 'Write the layer\'s project', commands: []},
		{step: 'layer.deploy', title: 'Deploy the layer', commands: [{folder: 'sls-layers-python-requirements', argv: ['fake-deploy']}]},
		{step: 'use.attach', title: 'Put the layer\'s ARN into serverless.yml', commands: []},
	],
	files: new Map([
		['package.json', '{}\n'],
		['sls-layers-python/serverless.yml', awkward],
		['sls-layers-python-requirements/package.json', '{"private": true}\n'],
		['sls-layers-python-requirements/serverless.yml', 'service: layer\n'],
	]),
	attached: {text: `${awkward}\nlayers:\n  - ${arn}\n`, arn},
	region: 'us-east-1',
	python: 'python3.13',
} satisfies ScriptParts;

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

/** Runs a script in an empty directory with a deploy that gives an ARN; gives what it left there. */
function run(script: string) {
	const directory = temporaryDirectory();
	const bin = path.join(directory, 'bin');
	mkdirSync(bin);
	writeFileSync(path.join(bin, 'fake-deploy'), '#!/bin/sh\necho "  PythonRequirementsLambdaLayerQualifiedArn: arn:new:8"\n');
	chmodSync(path.join(bin, 'fake-deploy'), 0o755);
	execFileSync('bash', ['-c', script], {cwd: directory, env: {PATH: [bin, process.env.PATH].join(path.delimiter), HOME: '/nobody'}});
	return {left: readdirSync(directory), read: (file: string) => readFileSync(path.join(directory, file), 'utf8')};
}

describe('hostile words', () => {
	const touch = 'x\ntouch pwned; $(touch pwned) `touch pwned`';

	test('of titles, region and Python stay in their comments', () => {
		const script = scriptOf({...parts, steps: parts.steps.map(step => ({...step, title: `${touch}${hostile}`})), region: touch, python: touch});
		expect(rawIn(script)).toEqual([]);
		expect(script).not.toMatch(new RegExp(`^(?:touch|${injected})`, 'mv'));
		expect(run(script).left).not.toContain('pwned');
	});

	test('of commands and names of files are words', () => {
		const steps: ScriptParts['steps'] = [...parts.steps, {step: 'function.install', title: 'Install', commands: [{folder: '.', argv: ['echo', touch]}]}];
		expect(run(scriptOf({...parts, steps, files: new Map([...parts.files, ['a $(touch pwned) b', 'x\n']])})).left).toContain('a $(touch pwned) b');
		expect(run(scriptOf({...parts, steps})).left).not.toContain('pwned');
	});

	test('of files are written as they are, and shown harmlessly', () => {
		const text = `é'"\\\t\r\n$(touch pwned)${hostile.replaceAll('\0', '')}\nEND\n`;
		const script = scriptOf({...parts, files: new Map([...parts.files, ['sls-layers-python/handler.py', text]]), attached: {text: `${text}${arn}\n${touch}\n`, arn}});
		expect(rawIn(script).filter(character => character !== '\t')).toEqual([]);
		const {left, read} = run(script);
		expect(left).not.toContain('pwned');
		expect(read('sls-layers-python/handler.py')).toBe(text);
		expect(read('sls-layers-python/serverless.yml')).toBe(`${text}arn:new:8\n${touch}\n`);
	});

	test.each(['\\', '$', 'b', '${'])('of an ARN that is %j cannot free what is escaped', forged => {
		expect(run(scriptOf({...parts, attached: {text: 'a: $(touch pwned) `touch pwned` b\n', arn: forged}})).left).not.toContain('pwned');
	});
});

const own = chaptersUntil(lastChapter).flatMap(id => chapters[id].steps);

test.each([['native', {}], ['cross', {packing: 'cross'}]] as const)('its commands are those that the steps plan: %s', (_name, settings) => {
	for (const {id, plan} of own.filter(step => step.id !== 'ship.invoke')) {
		const context = contextFor(id, workspaceAt(temporaryDirectory()), {settings});
		expect(commandsOf[id]?.(context) ?? [], id).toEqual(plan(context).commands ?? []);
	}
});
