import prettyBytes from 'pretty-bytes';
import type {Chapter, Step, Verdict} from '../engine/steps.js';
import type {UsedLayer, World} from './world.js';

type Exercise = Step<World, never>;

/** How much of the walkthrough's zip a layer that counts as shrunk may have. */
const shrunk = 0.9;

/** What is missing, in one sentence without its full stop; undefined when nothing is. */
type Judge = (world: World) => string | undefined;

const publish: Judge = world => {
	const {newest, layerStack, first} = world;
	if (!newest || versionOf(newest) <= versionOf(first.arn ?? '')) {
		return `the stack ${layerStack} still holds ${newest ? `version ${versionOf(newest)} of the layer` : 'no layer'}; change something in it and deploy it`;
	}

	const used = walkthroughLayer(world);
	return used?.arn === newest
		? notFromTheLayer(world)
		: `the newest version of the layer is ${versionOf(newest)}, and the function uses ${used ? versionOf(used.arn) : 'none'}`;
};

const shrink: Judge = world => {
	const {zipBytes} = world.first;
	const used = walkthroughLayer(world);
	if (!used || zipBytes === undefined) {
		return 'the function does not use the walkthrough\'s layer';
	}

	if (used.bytes === undefined) {
		return `the function uses version ${versionOf(used.arn)} of the layer, which the cloud no longer has: move it to the newest`;
	}

	const most = Math.floor(zipBytes * shrunk);
	return used.bytes > most
		? `the function uses version ${versionOf(used.arn)} with ${prettyBytes(used.bytes)}; it must be at most ${prettyBytes(most)}, 90 % of the ${prettyBytes(zipBytes)} that the walkthrough packed`
		: notFromTheLayer(world);
};

const second: Judge = world => {
	const layers = world.layers ?? [];
	const own = walkthroughLayer(world);
	const others = layers.filter(({arn}) => nameOf(arn) !== nameOf(world.newest ?? world.first.arn ?? ''));
	const other = others.find(({stacks}) => stacks.length > 0);
	if (!own || others.length === 0) {
		return `the function has ${layers.length === 1 ? 'one layer' : `${layers.length} layers`}, and it needs the walkthrough's and one with another name`;
	}

	if (!other) {
		return `no stack of its own has ${others[0]?.arn} among its outputs`;
	}

	const modules = world.modules?.filter(({layer}) => layer === layers.indexOf(other)) ?? [];
	const packed = modules.find(({isPacked}) => isPacked);
	return notFromTheLayer(world)
		?? (modules.length === 0 ? `the answer's modules name none that was loaded from ${nameOf(other.arn)}: import it in the handler and add it to modules` : undefined)
		?? (packed && `${packed.name} is in the layer and in the function's zip too`);
};

/** The exercises, each harder than the one before; a later one undoes no earlier one. */
export const exercises: Chapter<World, never> = {
	id: 'exercises',
	title: 'Now do it alone',
	steps: [
		exercise('exercises.publish', 'Publish a new version of the layer and move the function to it', publish),
		exercise('exercises.shrink', 'Shrink the layer by at least a tenth', shrink),
		exercise('exercises.second', 'Give the function a second layer with another package', second),
	],
};

function exercise(id: string, title: string, judge: Judge): Exercise {
	return {
		id,
		title,
		needs: [],
		plan: () => ({}),
		async verify(world): Promise<Verdict> {
			const why = world.layers ? judge(world) : `the cloud has no function ${world.functionName}; go on with the walkthrough to its end`;
			return why === undefined ? {done: true} : {done: false, why};
		},
	};
}

/** The version of the walkthrough's layer that the function uses. */
function walkthroughLayer({layers = [], newest, first}: World): UsedLayer | undefined {
	return layers.find(({arn}) => nameOf(arn) === nameOf(newest ?? first.arn ?? ''));
}

/** Why the function does not answer with the walkthrough's packages out of the walkthrough's layer. */
function notFromTheLayer(world: World): string | undefined {
	if (world.failure !== undefined) {
		return `the function fails: ${world.failure}`;
	}

	if (!world.modules) {
		return 'the function answers without statusCode 200, body and modules, as the walkthrough\'s handler gives them';
	}

	const used = walkthroughLayer(world);
	const index = used && world.layers?.indexOf(used);
	for (const name of world.packageNames) {
		const module = world.modules.find(each => each.name === name);
		if (module?.layer === undefined || module.layer !== index) {
			return `${name} was loaded from ${module?.path ?? 'nowhere'}, which is not the walkthrough's layer`;
		}
	}

	return undefined;
}

/** The layer's ARN without the version. */
const nameOf = (arn: string): string => arn.replace(/:\d+$/v, '');

/** 0 when there is none. */
const versionOf = (arn: string): number => Number(/:(?<version>\d+)$/v.exec(arn)?.groups?.version ?? 0);
