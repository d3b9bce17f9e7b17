import path from 'node:path';
import {makeDirectory} from '../../disk/directory.js';
import {remove} from '../../disk/write.js';
import {CheckError, CloudError} from '../../engine/errors.js';
import type {ExperimentCalls, NewFunction} from '../../targets/api/experiments.js';
import {moduleIn} from '../../targets/layer-path.js';
import {packZip, type Member} from '../../tools/python/pack.js';
import type {Context} from '../context.js';
import {experimentFunction, experimentLayer, functionName} from '../names.js';
import {reactionIn, reactionTo, type Reaction} from './reaction.js';
import {removeTraces} from './traces.js';

/** The folder in the workspace, below `.layer-wizard`, for what experiments pack; relative to the workspace. */
export const labFolder = '.layer-wizard/experiment';

/** A handler of one line: it says where a module was loaded from, or only that it works. */
export function handlerFor(module: string | undefined): string {
	const answer = module === undefined ? '"It works."' : `${module}.__file__`;
	return `${module === undefined ? '' : `import ${module}\n\n\n`}def hello(event, context):\n    return ${answer}\n`;
}

/** What the walkthrough's function imports: the module that it found in the layer. */
export function moduleOf({walk, settings}: Context): string {
	const found = walk.facts()['invoke.cloud.modulePath'];
	return (found === undefined ? undefined : moduleIn(String(found))) ?? String(settings.packageNames[0]).replaceAll('-', '_');
}

/** The second account, as experiments call it. */
export type Guest = {readonly account: string; readonly calls: ExperimentCalls};

/** Where an experiment is made: a function and layers that nothing else uses. Each call says on a line what it does, and throws when the run is to stop. */
export class Lab {
	readonly context: Context;
	/** The calls themselves, in the workspace's own account. */
	readonly calls: ExperimentCalls;
	readonly #guest: Guest | undefined;

	constructor(context: Context, calls: ExperimentCalls, guest: Guest | undefined) {
		this.context = context;
		this.calls = calls;
		this.#guest = guest;
	}

	/** The second account; only experiments that apply where there is one may ask for it. */
	get guest(): Guest {
		if (!this.#guest) {
			throw new Error(`${this.context.step} needs a second account, and there is none`);
		}

		return this.#guest;
	}

	/** Publishes a version of one of the experiments' layers, counted from 1, and gives its ARN. */
	async publish(number: number, members: readonly Member[]): Promise<string> {
		const name = experimentLayer(this.context, number);
		this.say(`PublishLayerVersion ${name}`);
		return this.calls.publish(name, await this.#zip(members));
	}

	/** Makes the function, out of a handler's text, with these layers, or does not where the cloud refuses. It runs as the walkthrough's own does, and its logs go to that one's. */
	async create(handler: string, layers: readonly string[]): Promise<Reaction> {
		const name = functionName(this.context);
		const state = await this.context.cloud.api.functionState(name);
		if (!state) {
			throw new CheckError(`The cloud knows no function ${name}.`, {tryThis: 'Run the same command again: what is missing is made again.'});
		}

		return this.#create(this.calls, {handler, layers, role: state.role, logGroup: `/aws/lambda/${name}`});
	}

	/** Makes it in the second account, as a role that is there already. */
	async createThere(handler: string, layers: readonly string[], role: string): Promise<Reaction> {
		this.say(`In the account ${this.guest.account}:`);
		return this.#create(this.guest.calls, {handler, layers, role, logGroup: undefined});
	}

	/** Gives the function these layers and no others, or does not where the cloud refuses. */
	async attach(layers: readonly string[], calls = this.calls): Promise<Reaction> {
		this.say(`UpdateFunctionConfiguration ${experimentFunction(this.context)}${layerLines(layers)}`);
		return reactionTo(async () => calls.attach(experimentFunction(this.context), layers));
	}

	async invoke(calls = this.calls): Promise<Reaction> {
		this.say(`Invoke ${experimentFunction(this.context)}`);
		return reactionIn(await calls.invoke(experimentFunction(this.context)));
	}

	/** Tells what is done next. Throws when the run is to stop: a call that is under way is waited for, because what it makes must be there to be taken away. */
	say(text: string): void {
		this.context.signal.throwIfAborted();
		for (const line of text.split('\n')) {
			this.context.emit({type: 'output', step: this.context.step, stream: 'stdout', line});
		}
	}

	async #zip(members: readonly Member[]): Promise<Uint8Array> {
		const {context: {workspace, walk, signal}} = this;
		const scratch = path.join(workspace.directory, labFolder);
		await makeDirectory(scratch);
		return packZip(walk.interpreter.executable, members, {scratch, signal});
	}

	async #create(calls: ExperimentCalls, {handler, ...made}: Pick<NewFunction, 'layers' | 'role' | 'logGroup'> & {readonly handler: string}): Promise<Reaction> {
		const {settings: {runtime, architecture}} = this.context;
		const name = experimentFunction(this.context);
		this.say(`CreateFunction ${name}${layerLines(made.layers)}`);
		const zip = await this.#zip([{path: 'handler.py', text: handler}]);
		return reactionTo(async () => calls.create({...made, name, runtime: runtime.name, architecture, zip}));
	}
}

const layerLines = (layers: readonly string[]): string => layers.map(arn => `\n  layer ${arn}`).join('');

/** Makes an experiment, with nothing of an earlier one in its way, and takes all of it away afterwards, however it ends. */
export async function inLab<Result>(context: Context, work: (lab: Lab) => Promise<Result>): Promise<Result> {
	await removeTraces(context);
	let result: Result;
	try {
		result = await work(await labFor(context));
	} catch (error) {
		// Why it failed is worth more than why it cannot be taken away; the next run looks for it again.
		await removeAll(context).catch(() => undefined);
		throw error;
	}

	await removeAll(context);
	return result;
}

async function removeAll(context: Context): Promise<void> {
	await removeTraces(context);
	await remove(path.join(context.workspace.directory, labFolder));
}

async function labFor(context: Context): Promise<Lab> {
	const {cloud, cloud: {second}} = context;
	const {signal} = new AbortController();
	const guest = second && {account: second.account, calls: await second.apiWith(signal).experiments(second.account)};
	return new Lab(context, await cloud.apiWith(signal).experiments(cloud.account), guest);
}

/** What must have been taken, as its answer. */
export function answerOf({kind, words, refusal}: Reaction): string {
	if (kind !== 'takes') {
		throw refusal ?? new CloudError(`The experiment cannot go on: ${words}`, {tryThis: 'Run the same command again, or leave this experiment out with s.'});
	}

	return words;
}
