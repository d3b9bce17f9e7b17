import {expect, test} from 'vitest';
import {applicable} from '../../source/engine/applicable.js';
import type {Step} from '../../source/engine/steps.js';

const step = (id: string, needs: readonly string[], applies?: (context: string) => boolean): Step<string, never> => ({
	id, needs, title: id, plan: () => ({}), verify: async () => ({done: true}), ...(applies && {applies}),
});

test('steps that do not apply are left out, and who needs them needs what they needed', () => {
	const never = () => false;
	const chapters = [
		{id: 'one', title: 'One', steps: [step('a', []), step('b', ['a'], never), step('c', ['b'], never), step('d', ['a', 'c'])]},
		{id: 'two', title: 'Two', steps: [step('e', ['c', 'd']), step('f', ['e'], context => context === 'context of f')]},
	];
	const needs = applicable(chapters, id => `context of ${id}`).map(({steps}) => steps.map(each => [each.id, each.needs]));
	expect(needs).toEqual([
		[['a', []], ['d', ['a', 'a']]],
		[['e', ['a', 'd']], ['f', ['e']]],
	]);
});
