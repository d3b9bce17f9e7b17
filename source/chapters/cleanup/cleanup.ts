import {CloudError} from '../../engine/errors.js';
import type {Stack} from '../../targets/api/stacks.js';
import type {Thing} from '../../targets/api/things.js';
import type {Context, WalkChapter, WalkStep} from '../context.js';
import {experimentsNote} from '../experiments/experiment.js';
import {removeTraces, traces} from '../experiments/traces.js';
import {chosenChapter} from '../ids.js';
import {functionStack, layerStack} from '../names.js';
import {functionProject, layerProject} from '../workspace.js';
import {warnOfRemembered} from './remembered.js';
import {removeStack} from './stack-removal.js';
import {kindNames, remaining, removalOf, stacksOf, takeStock, type Stock} from './stock.js';

const list: WalkStep = {
	id: 'cleanup.list',
	title: 'Look for what the walkthrough made in the cloud',
	needs: [],
	plan: () => ({}),
	async verify(context) {
		const stock = await takeStock(context);
		for (const line of linesOf(stock)) {
			context.emit({type: 'output', step: context.step, stream: 'stdout', line});
		}

		for (const {name} of stock.foreign) {
			context.warn('cleanup.foreign', `The stack ${name} is left as it is: it does not bear this workspace's tag, so somebody else made it.`);
		}

		return {done: true};
	},
};

/** An experiment takes away what it made, unless it was killed. */
const experiments: WalkStep = {
	id: 'cleanup.experiments',
	title: 'Remove what experiments have left',
	needs: [list.id],
	applies: ({walk: {journal}}) => journal.recall(experimentsNote) === true,
	plan: () => ({changes: ['delete the function and the layers of experiments that were broken off']}),
	async run(context) {
		await orSayWhatIsLeft(context, async () => removeTraces(context));
	},
	async verify(context) {
		const [left] = await traces(context);
		return left ? {done: false, why: `there is ${left.name}`} : {done: true};
	},
};

/** A step that removes the stacks that it is for, by the AWS API: it works when the project's files or Serverless are gone. */
function removeStacks(step: Pick<WalkStep, 'id' | 'title' | 'needs' | 'plan'>, isMeant: (stack: Stack, context: Context) => boolean): WalkStep {
	const meant = async (context: Context) => {
		const {own} = await stacksOf(context);
		return own.filter(stack => isMeant(stack, context));
	};

	return {
		...step,
		async run(context) {
			await orSayWhatIsLeft(context, async () => {
				for (const stack of await meant(context)) {
					await removeStack(context, stack);
				}
			});
		},
		async verify(context) {
			const [left] = await meant(context);
			return left ? {done: false, why: `there is a stack ${left.name}`} : {done: true};
		},
	};
}

const functionStep = removeStacks({
	id: 'cleanup.function',
	title: 'Remove the function\'s stack',
	needs: [experiments.id],
	plan: context => ({changes: [`delete the stack ${functionStack(context)}; by hand: npx osls remove in ${functionProject}`]}),
}, ({name}, context) => name === functionStack(context));

const layerStep = removeStacks({
	id: 'cleanup.layer',
	title: 'Remove the layer\'s stack',
	// A layer goes after the function that uses it.
	needs: [functionStep.id],
	plan: context => ({changes: [`delete the stack ${layerStack(context)}, and others with this workspace's tag; by hand: npx osls remove in ${layerProject}`]}),
}, ({name}, context) => name !== functionStack(context));

/** A step that removes what the stacks have left of one kind. */
function removeThings(kind: Thing['kind'], step: Pick<WalkStep, 'id' | 'title' | 'plan'>): WalkStep {
	return {
		...step,
		needs: [layerStep.id],
		async run(context) {
			const calls = await removalOf(context);
			await orSayWhatIsLeft(context, async () => {
				for (const thing of await remaining(context, kind)) {
					context.signal.throwIfAborted();
					context.emit({type: 'output', step: context.step, stream: 'stdout', line: `remove the ${kindNames[kind]} ${thing.id}`});
					await calls.remove(thing);
					if (await calls.exists(thing)) {
						throw new CloudError(`The cloud took the order to remove the ${kindNames[kind]} ${thing.id} and still has it.`);
					}
				}
			});
		},
		async verify(context) {
			const [left] = await remaining(context, kind);
			return left ? {done: false, why: `there is a ${kindNames[kind]} ${left.id}`} : {done: true};
		},
	};
}

const versions = removeThings('layerVersion', {
	id: 'cleanup.versions',
	title: 'Remove retained layer versions',
	plan: () => ({changes: ['delete the versions that the layer\'s stack published and left']}),
});

const logs = removeThings('logGroup', {
	id: 'cleanup.logs',
	title: 'Remove the function\'s logs',
	plan: () => ({changes: ['delete the function\'s log group']}),
});

const buckets = removeThings('bucket', {
	id: 'cleanup.buckets',
	title: 'Remove the deployment buckets',
	plan: () => ({changes: ['delete the stacks\' buckets with every version of every object']}),
});

const look: WalkStep = {
	id: 'cleanup.look',
	title: 'Look whether anything is left',
	needs: [versions.id, logs.id, buckets.id],
	plan: () => ({}),
	async verify(context) {
		const left = linesOf(await takeStock(context));
		if (left.length > 0) {
			throw new CloudError(`Not everything of this workspace is gone; left are: ${left.join(', ')}.`, {
				tryThis: 'Run the same command again; what then still stays must be removed by hand, e.g. in the AWS console.',
			});
		}

		await warnOfRemembered(context);
		context.emit({type: 'output', step: context.step, stream: 'stdout', line: 'Nothing of this workspace is left in the cloud.'});
		return {done: true};
	},
};

/** Takes away what the walkthrough made in the cloud, and proves it by looking. */
export const cleanup: WalkChapter = {
	id: chosenChapter,
	title: 'Leave nothing behind',
	steps: [list, experiments, functionStep, layerStep, versions, logs, buckets, look],
};

/** What there is, a line for each: its kind and its name. */
export function linesOf({stacks, things}: Stock): readonly string[] {
	return [...stacks.map(({name}) => `stack ${name}`), ...things.map(({kind, id}) => `${kindNames[kind]} ${id}`)];
}

/** The cloud's refusal says what is there still, as far as the cloud tells that. */
async function orSayWhatIsLeft(context: Context, work: () => Promise<void>): Promise<void> {
	try {
		await work();
	} catch (error) {
		if (!(error instanceof CloudError)) {
			throw error;
		}

		const left = await takeStock(context).then(linesOf, () => []);
		throw new CloudError(`${error.message.replace(/\.$/v, '')}.${left.length > 0 ? ` Left are: ${left.join(', ')}.` : ''}`, {...error.details, cause: error});
	}
}
