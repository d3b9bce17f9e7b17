import {copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {expect, test} from 'vitest';
import {policyText, writePolicy} from '../../../source/chapters/policy/write-policy.js';
import {policyFile, workspaceAt} from '../../../source/chapters/workspace.js';
import {contextFor} from '../../support/context.js';
import {temporaryDirectory} from '../../support/directory.js';

/** The step in an empty workspace on the practice cloud. */
function stepInWorkspace() {
	const workspace = workspaceAt(temporaryDirectory());
	mkdirSync(workspace.state);
	const contextIn = (stage: string) => contextFor(writePolicy.id, workspace, {settings: {region: 'eu-west-1', stage}});
	return {
		copy: path.join(workspace.state, 'written', policyFile),
		file: path.join(workspace.directory, policyFile),
		verify: async (stage = 'dev') => writePolicy.verify(contextIn(stage)),
		run: async (stage = 'dev') => writePolicy.run?.(contextIn(stage)),
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

test('a crash after the file was written does not make the wizard take its own file for the person\'s', async () => {
	const {copy, file, verify, run} = stepInWorkspace();
	await run();
	copyFileSync(copy, `${copy}.next`);
	rmSync(copy);
	expect(await verify('prod')).toMatchObject({done: false});
	await run('prod');
	expect(await verify('prod')).toEqual({done: true});
	expect(readFileSync(file, 'utf8')).toContain('stack/sls-layers-python-prod/*');
});
