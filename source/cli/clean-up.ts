import {cleanup} from '../chapters/cleanup/cleanup.js';
import {Context, type Walk} from '../chapters/context.js';
import {functionStack} from '../chapters/names.js';
import {cleanNote} from '../chapters/cleanup/notes.js';
import {takeStock, type Stock} from '../chapters/cleanup/stock.js';
import {functionProject, layerProject, policyFile, readmeFile} from '../chapters/workspace.js';
import {namesIn} from '../disk/look.js';
import {applicable} from '../engine/applicable.js';
import type {Question} from '../engine/questions.js';
import {run} from '../engine/run.js';
import type {RunOptions} from '../engine/run-step.js';
import {showCommands, type Command} from '../tools/command.js';
import {comeBack, commandLine} from './come-back.js';
import {typed} from './directory.js';

type Resources = NonNullable<Question['resources']>;

export type CleanUp = {
	/** The run that it belongs to, with its cloud. */
	readonly state: Walk;
	readonly options: RunOptions<Context, Command>;
	/** True when nobody is to be asked. */
	readonly isConfirmed: boolean;
	/** True when the workspace's directory goes too. */
	readonly files: boolean;
};

/** What the engine needs to run chapters in a workspace. */
export function runOptions(state: Walk, signal: AbortSignal): RunOptions<Context, Command> {
	return {
		ask: state.ask,
		signal: AbortSignal.any([signal, state.lost.signal]),
		contextFor: (step, signal, tell) => new Context(state, step, signal, tell),
		show: showCommands,
		logOf: state.workspace.logOf,
		journal: state.journal,
		emit: state.emit,
		timeline: state.timeline,
	};
}

/**
Lists what this workspace has in the cloud, asks, and takes it away.

@returns False when the person keeps it.
@throws CloudError when the cloud refuses, or when something is left; the signal's reason when the person leaves.
*/
export async function cleanUp({state, options, isConfirmed, files}: CleanUp): Promise<boolean> {
	const {ask, signal} = options;
	const context = options.contextFor('cleanup.list', signal);
	const resources = [...resourcesOf(await takeStock(context)), ...(files ? await filesOf(context) : [])];
	if (resources.length > 0 && !isConfirmed) {
		const isWanted = await (state.settings.target === 'aws' ? typedName : yesOrNo)(context, resources, ask);
		signal.throwIfAborted();
		if (!isWanted) {
			return false;
		}
	}

	await run(applicable([cleanup], step => options.contextFor(step, signal)), options);
	state.journal.note(cleanNote, true);
	return true;
}

/** The command line that cleans up after the workspace of a directory. */
export function cleanCommand(directory: string): string {
	return commandLine('clean', typed(directory));
}

/** What one can do with a workspace that has nothing left in the cloud. */
export function afterClean(directory: string): readonly string[] {
	return [`Walk it again: ${comeBack(directory)}`, `Remove the files too: ${cleanCommand(directory)} --files`];
}

async function yesOrNo({signal}: Context, resources: Resources, ask: RunOptions<Context, Command>['ask']): Promise<boolean> {
	return await ask({id: 'remove', choices: ['remove', 'keep'], fallback: 'remove', flag: '--yes', resources}, signal) === 'remove';
}

/** In an account the person types what cannot be typed by accident. */
async function typedName(context: Context, resources: Resources, ask: RunOptions<Context, Command>['ask']): Promise<boolean> {
	const name = functionStack(context);
	return await ask<string>({id: 'removeByName', fallback: '', flag: '--yes', resources, values: {name}, check: text => text === name}, context.signal) === name;
}

function resourcesOf({stacks, things}: Stock): Resources {
	return [...stacks.map(({name}) => ({kind: 'stack', name})), ...things.map(({kind, id}) => ({kind, name: kind === 'layerVersion' ? shortName(id) : id}))];
}

/** A layer version's name and number: all of its ARN that tells it from others here. */
function shortName(arn: string): string {
	return arn.split(':').slice(-2).join(':');
}

/** What the walkthrough itself makes in a workspace. */
const made: ReadonlySet<string> = new Set([functionProject, layerProject, readmeFile, policyFile, 'package.json', 'package-lock.json', 'node_modules', '.layer-wizard']);

/** The workspace's directory, and by name what somebody else has put into it. */
async function filesOf({workspace: {directory}}: Context): Promise<Resources> {
	const entries = await namesIn(directory);
	return [{kind: 'directory', name: directory}, ...entries.filter(name => !made.has(name)).map(name => ({kind: 'inIt', name}))];
}
