import {existsSync, mkdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {expect, test} from 'vitest';
import {Context, type Settings, type Walk} from '../../../source/chapters/context.js';
import {policyFile, policyText, writePolicy} from '../../../source/chapters/policy/write-policy.js';
import {workspaceAt} from '../../../source/chapters/workspace.js';
import {broadcast} from '../../../source/engine/events.js';
import {Journal} from '../../../source/engine/journal.js';
import {Timeline} from '../../../source/engine/timeline.js';
import type {Runtime} from '../../../source/lambda/runtimes.js';
import {practiceTarget} from '../../../source/targets/practice/practice.js';
import type {Interpreter} from '../../../source/tools/python/interpreter.js';
import {temporaryDirectory} from '../../support/directory.js';
import {untaken} from '../../support/hold.js';

/** The step in an empty workspace on the practice cloud. */
function stepInWorkspace() {
	const workspace = workspaceAt(temporaryDirectory());
	mkdirSync(workspace.state);
	const journal = new Journal(workspace.journal);
	journal.open();
	const runtime: Runtime = {name: 'python3.13', version: '3.13', glibc: [2, 34]};
	const interpreter: Interpreter = {executable: '/usr/bin/python3', base: '/usr/bin/python3', version: '3.13.0', runtime, machine: 'x86_64', platform: 'linux', hasVenv: true, packageNames: ['numpy']};
	const settings: Settings = {
		target: 'practice', workspaceId: 'w', profile: undefined, packages: ['numpy'], packageNames: ['numpy'], runtime, architecture: 'x86_64',
		packing: 'native', region: 'eu-west-1', stage: 'dev', layerName: undefined,
	};
	const target = practiceTarget({interpreter, region: settings.region, directory: workspace.practiceCloud});
	const contextWith = (stage: string) => {
		const walk: Walk = {settings: {...settings, stage}, interpreter, workspace, target, journal, hold: untaken(workspace), emit: broadcast([]), facts: () => ({}), cloud: undefined, lost: new AbortController(), timeline: new Timeline()};
		return new Context(walk, writePolicy.id, new AbortController().signal);
	};

	return {
		file: path.join(workspace.directory, policyFile),
		verify: async (stage = 'dev') => writePolicy.verify(contextWith(stage)),
		run: async (stage = 'dev') => writePolicy.run?.(contextWith(stage)),
	};
}

test('the policy is written, and written again for another stage', async () => {
	const {file, verify, run} = stepInWorkspace();
	expect(await verify()).toMatchObject({done: false});
	await run();
	expect(await verify()).toEqual({done: true});
	expect(readFileSync(file, 'utf8')).toBe(policyText({region: 'eu-west-1', stage: 'dev', layerName: undefined, account: '*'}));
	expect(await verify('prod')).toMatchObject({done: false});
	await run('prod');
	expect(readFileSync(file, 'utf8')).toContain('stack/sls-layers-python-prod/*');
});

test('a file that was there before, or that the person has changed or removed, is theirs', async () => {
	const {file, verify, run} = stepInWorkspace();
	writeFileSync(file, 'mine');
	expect(await verify()).toEqual({done: true});
	rmSync(file);
	await run();
	writeFileSync(file, readFileSync(file, 'utf8').replace('Stacks', 'OurStacks'));
	expect(await verify('prod')).toEqual({done: true});
	rmSync(file);
	expect(await verify()).toEqual({done: true});
	expect(existsSync(file)).toBe(false);
});
