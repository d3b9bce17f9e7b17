import {describe, expect, test} from 'vitest';
import {nextStage, obstacles} from '../../source/chapters/stacks.js';
import type {Stack} from '../../source/targets/api/stacks.js';

const settings = {stage: 'dev', workspaceId: 'mine'};

const own = {'layer-wizard': 'mine'};

/** A stack as the cloud has it. */
const stack = (name: string, status: string, tags: Stack['tags'] = own): Stack => ({
	name, id: `arn:of:${name}`, status, tags, statusReason: undefined, outputs: {},
});

/** What stands in the way when the cloud has these stacks. */
async function found(...stacks: readonly Stack[]) {
	const all = await obstacles({stack: async name => stacks.find(each => each.name === name)}, settings);
	return all.map(({kind, stack: {name}}) => [kind, name]);
}

describe('what stands in the way of a deploy', () => {
	test('nothing, without stacks or with own ones that can be updated', async () => {
		expect(await found()).toEqual([]);
		expect(await found(stack('sls-layers-python-dev', 'UPDATE_COMPLETE'), stack('sls-layers-python-requirements-dev', 'UPDATE_ROLLBACK_COMPLETE'))).toEqual([]);
		expect(await found(stack('sls-layers-python-dev', 'REVIEW_IN_PROGRESS'))).toEqual([]);
		// It is asked about when it is to be deployed to.
		expect(await found(stack('sls-layers-python-dev', 'ROLLBACK_COMPLETE'))).toEqual([]);
	});

	test('stacks that nobody tagged or that another workspace made, also when they failed', async () => {
		expect(await found(stack('sls-layers-python-dev', 'CREATE_COMPLETE', {}))).toEqual([['foreign', 'sls-layers-python-dev']]);
		expect(await found(stack('sls-layers-python-requirements-dev', 'ROLLBACK_COMPLETE', {'layer-wizard': 'other'}))).toEqual([['foreign', 'sls-layers-python-requirements-dev']]);
	});

	test('own ones that are being changed', async () => {
		expect(await found(stack('sls-layers-python-dev', 'UPDATE_IN_PROGRESS'))).toEqual([['busy', 'sls-layers-python-dev']]);
	});
});

test('the next stage to try has the next number, and fits a stage\'s length', () => {
	expect(nextStage('dev')).toBe('dev-2');
	expect(nextStage('dev-2')).toBe('dev-3');
	expect(nextStage('a'.repeat(32))).toBe(`${'a'.repeat(28)}-2`);
});
