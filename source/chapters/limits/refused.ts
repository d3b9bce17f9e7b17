import {limits} from '../../lambda/limits.js';
import {overweight} from '../../lambda/sizes.js';
import type {WalkStep} from '../context.js';
import {experiment} from '../experiments/experiment.js';
import {answerOf, handlerFor, type Lab} from '../experiments/lab.js';
import {experimentFunction, experimentLayers} from '../names.js';
import {gauges} from './gauges.js';

/** A layer with hardly anything in it. */
const tiny = (name: string) => [{path: `python/${name}.txt`, text: `This is ${name}.\n`}];

const works = handlerFor(undefined);

const layersAndFunction = (count: number) => (context: Lab['context']): readonly string[] => [
	...experimentLayers(context).slice(0, count).map(name => `publish the layer ${name}`),
	`create the function ${experimentFunction(context)}`,
	'take all of it away again',
];

export const sixthLayer: WalkStep = experiment({
	id: 'limits.sixth',
	title: 'Attach a sixth layer',
	needs: [gauges.id],
	changes: layersAndFunction(limits.layers),
	// The words: https://github.com/localstack/localstack, in its Lambda provider, which is compared with AWS.
	rule: {reaction: 'refuses', words: 'Cannot reference more than 5 layers.', source: 'https://docs.aws.amazon.com/lambda/latest/dg/chapter-layers.html'},
	isMeant: /more than 5 layers|less than or equal to 5/v,
	async make(lab) {
		const own = lab.context.fact('layer.arn');
		const five: string[] = [];
		for (let number = 1; number <= limits.layers; number++) {
			five.push(await lab.publish(number, tiny(`number-${number}`)));
		}

		answerOf(await lab.create(works, five));
		const reaction = await lab.attach([own, ...five]);
		const {layers = []} = await lab.calls.functionState(experimentFunction(lab.context)) ?? {};
		answerOf(await lab.attach([own, ...five.slice(1)]));
		return {
			...reaction,
			against: layers.length > limits.layers ? `${layers.length} layers are attached, and Lambda takes ${limits.layers} at most` : undefined,
			answer: answerOf(await lab.invoke()),
		};
	},
});

/** So far above the limit that the way in which a directory's name is counted does not matter, in bytes. */
const margin = 1000;

export const tooHeavy: WalkStep = experiment({
	id: 'limits.weight',
	title: 'Attach more than 250 MB',
	needs: [sixthLayer.id],
	changes: layersAndFunction(2),
	rule: {reaction: 'refuses', words: 'Layers consume more than the available size of 262144000 bytes', source: 'https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html'},
	isMeant: /262144000 bytes/v,
	async make(lab) {
		const own = {name: 'the layer', bytes: Number(lab.context.fact('layer.unpacked.bytes'))};
		// Each is small enough alone. Zeros compress a thousandfold, so that they are sent in a second.
		const half = Math.ceil((limits.unzippedBytes - own.bytes) / 2) + margin;
		const members = [{path: 'python/padding.bin', zeros: half}];
		const padding = [await lab.publish(1, members), await lab.publish(2, members)];
		answerOf(await lab.create(works, [lab.context.fact('layer.arn'), ...padding.slice(1)]));
		const reaction = await lab.attach([lab.context.fact('layer.arn'), ...padding]);
		answerOf(await lab.attach([lab.context.fact('layer.arn'), ...padding.slice(1)]));
		return {
			...reaction,
			against: overweight([own, ...padding.map((_, index) => ({name: index === 0 ? 'the first padding' : 'the second padding', bytes: half}))]),
			answer: answerOf(await lab.invoke()),
		};
	},
});

export const elsewhere: WalkStep = experiment({
	id: 'limits.region',
	title: 'Attach a layer of another region',
	needs: [tooHeavy.id],
	changes: layersAndFunction(0),
	rule: {reaction: 'refuses', words: 'Layers are not in the same region as the function.', source: 'https://docs.aws.amazon.com/lambda/latest/dg/adding-layers.html'},
	isMeant: /same region/v,
	async make(lab) {
		const {settings: {region}} = lab.context;
		const own = lab.context.fact('layer.arn');
		const other = region === 'us-west-2' ? 'eu-central-1' : 'us-west-2';
		answerOf(await lab.create(works, []));
		const reaction = await lab.attach([own.replace(`:${region}:`, `:${other}:`)]);
		answerOf(await lab.attach([own]));
		return {
			...reaction,
			values: {region},
			answer: answerOf(await lab.invoke()),
		};
	},
});

export const deleted: WalkStep = experiment({
	id: 'limits.deleted',
	title: 'Attach a version that was deleted',
	needs: [elsewhere.id],
	changes: layersAndFunction(1),
	rule: {reaction: 'refuses', words: 'does not exist', source: 'https://docs.aws.amazon.com/lambda/latest/dg/creating-deleting-layers.html'},
	isMeant: /does not exist/v,
	async make(lab) {
		const module = [{path: 'python/shared.py', text: 'greeting = "hello"\n'}];
		const first = await lab.publish(1, module);
		answerOf(await lab.create(handlerFor('shared'), [first]));
		lab.say(`DeleteLayerVersion ${first}`);
		await lab.calls.remove({kind: 'layerVersion', id: first});
		const still = answerOf(await lab.invoke());
		lab.say(`The function that has it goes on: ${still}`);
		answerOf(await lab.attach([]));
		const reaction = await lab.attach([first]);
		const next = await lab.publish(1, module);
		answerOf(await lab.attach([next]));
		return {
			...reaction,
			values: {version: next.split(':').at(-1) ?? ''},
			answer: answerOf(await lab.invoke()),
		};
	},
});
