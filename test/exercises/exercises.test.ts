import {expect, test} from 'vitest';
import {exercises} from '../../source/exercises/exercises.js';
import type {LoadedModule, World} from '../../source/exercises/world.js';

const arn = (version: number, name = 'main') => `arn:aws:lambda:us-east-1:000000000000:layer:${name}:${version}`;
const layer = (version: number, bytes: number | undefined, name?: string, stacks: readonly string[] = []) => ({arn: arn(version, name), bytes, stacks});
const numpy: LoadedModule = {name: 'numpy', path: '/x/layer_0/python/numpy/__init__.py', layer: 0, isPacked: false};
const six: LoadedModule = {name: 'six', path: '/x/layer_1/python/six.py', layer: 1, isPacked: false};

/** As a walkthrough leaves it. */
const fresh: World = {
	packageNames: ['numpy'],
	functionName: 'f-dev-hello',
	layerStack: 'l-dev',
	layers: [layer(1, 1000)],
	newest: arn(1),
	first: {arn: arn(1), zipBytes: 1000},
	failure: undefined,
	modules: [numpy],
};

const published: World = {...fresh, newest: arn(2), layers: [layer(2, 1000)]};
const shrunk: World = {...fresh, newest: arn(3), layers: [layer(3, 900)]};
const extended: World = {...shrunk, layers: [layer(3, 900), layer(1, 10, 'second', ['second-dev'])], modules: [numpy, six]};

/** What each exercise lacks; undefined when it is done. */
async function missing(world: World): Promise<ReadonlyArray<string | undefined>> {
	const verdicts = await Promise.all(exercises.steps.map(async step => step.verify(world)));
	return verdicts.map(verdict => verdict.done ? undefined : verdict.why);
}

test('each exercise is done when the world is as it asks, and undoes no earlier one', async () => {
	const done = async (world: World) => {
		const lacks = await missing(world);
		return lacks.map(why => why === undefined);
	};

	expect(await done(fresh)).toEqual([false, false, false]);
	expect(await done(published)).toEqual([true, false, false]);
	expect(await done(shrunk)).toEqual([true, true, false]);
	expect(await done(extended)).toEqual([true, true, true]);
	// The order of the layers does not matter.
	expect(await done({...extended, layers: extended.layers?.toReversed(), modules: [{...numpy, layer: 1}, {...six, layer: 0}]})).toEqual([true, true, true]);
});

test.each<[string, number, World, RegExp]>([
	['nothing published', 0, fresh, /l-dev still holds version 1 of the layer/v],
	['the layer\'s stack is gone', 0, {...fresh, newest: undefined}, /l-dev still holds no layer/v],
	['published, not moved', 0, {...published, layers: [layer(1, 1000)]}, /newest version of the layer is 2, and the function uses 1$/v],
	['published twice, moved once', 0, {...published, newest: arn(3)}, /newest version of the layer is 3, and the function uses 2$/v],
	['published, detached', 0, {...published, layers: []}, /and the function uses none$/v],
	['the walkthrough itself began with a later version', 0, {...published, first: {arn: arn(2), zipBytes: 1000}}, /still holds version 2/v],
	['moved, and the function fails', 0, {...published, failure: '{"errorMessage": "no numpy"}', modules: undefined}, /the function fails: .*no numpy/v],
	['moved, and the module comes from elsewhere', 0, {...published, modules: [{...numpy, layer: undefined, path: '/x/code/numpy/__init__.py'}]}, /numpy was loaded from \/x\/code\/numpy/v],
	['moved, and the answer lacks the module', 0, {...published, modules: []}, /numpy was loaded from nowhere/v],
	['moved, and the answer has another form', 0, {...published, modules: undefined}, /without statusCode 200, body and modules/v],
	['one byte too many', 1, {...shrunk, layers: [layer(3, 901)]}, /version 3 with 901 B; it must be at most 900 B, 90 % of the 1 kB/v],
	['small, and the function fails', 1, {...shrunk, failure: 'no', modules: undefined}, /the function fails: no/v],
	['a version that the cloud no longer has', 1, {...shrunk, layers: [layer(2, undefined)]}, /version 2 of the layer, which the cloud no longer has/v],
	['no layer to be small', 1, {...shrunk, layers: []}, /does not use the walkthrough's layer/v],
	['one layer', 2, shrunk, /the function has one layer, and it needs/v],
	['two versions of one layer', 2, {...extended, layers: [layer(3, 900), layer(2, 900)]}, /has 2 layers, and it needs the walkthrough's and one with another name/v],
	['a layer from no stack of its own', 2, {...extended, layers: [layer(3, 900), layer(1, 10, 'second')]}, /no stack of its own has .*second:1 among its outputs/v],
	['attached, not imported', 2, {...extended, modules: [numpy]}, /name none that was loaded from .*layer:second:/v],
	['imported from elsewhere', 2, {...extended, modules: [numpy, {...six, layer: undefined}]}, /name none that was loaded from/v],
	['in the function\'s zip too', 2, {...extended, modules: [numpy, {...six, isPacked: true}]}, /six is in the layer and in the function's zip too/v],
	['the first package lost', 2, {...extended, modules: [six]}, /numpy was loaded from nowhere/v],
	['no function', 2, {...fresh, layers: undefined}, /the cloud has no function f-dev-hello; go on with the walkthrough/v],
])('%s', async (_, index, world, sentence) => {
	const lacks = await missing(world);
	const why = lacks[index];
	expect(why).toMatch(sentence);
	expect(why).not.toMatch(/\.$/v);
});
