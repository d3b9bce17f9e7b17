import path from 'node:path';
import {remove} from '../../disk/write.js';
import {pipWords} from '../../lambda/platforms.js';
import {verdictsOn} from '../../lambda/layer-verdict.js';
import type {Architecture} from '../../lambda/runtimes.js';
import type {Command} from '../../tools/command.js';
import {insideOfFolder} from '../../tools/inside.js';
import type {Context, WalkStep} from '../context.js';
import {experiment} from '../experiments/experiment.js';
import {answerOf, handlerFor, labFolder, moduleOf} from '../experiments/lab.js';
import {experimentFunction, experimentLayer} from '../names.js';
import {layerProject} from '../workspace.js';
import {deleted} from './refused.js';

/** Where people read what to do about it: AWS's own page on this error. */
const importErrors = 'https://repost.aws/knowledge-center/lambda-import-module-error-python';

export const missing: WalkStep = experiment({
	id: 'limits.module',
	title: 'Run without the layer',
	needs: [deleted.id],
	changes: context => [`create the function ${experimentFunction(context)}`, 'take it away again'],
	rule: {reaction: 'fails', words: 'Runtime.ImportModuleError: Unable to import module \'handler\': No module named', source: importErrors},
	isMeant: /No module named/v,
	async make(lab) {
		const module = moduleOf(lab.context);
		answerOf(await lab.create(handlerFor(module), []));
		const reaction = await lab.invoke();
		answerOf(await lab.attach([lab.context.fact('layer.arn')]));
		return {
			...reaction,
			// So it is with what boto3 brings along.
			against: lab.context.cloud.isLayerPath(reaction.words) ? undefined : `the runtime happens to have ${module} itself, and no function should count on that`,
			answer: answerOf(await lab.invoke()),
		};
	},
});

/** A small package that is nothing but a compiled module: without it nothing can be imported. */
const compiled = {requirement: 'xxhash==4.1.0', module: 'xxhash'} as const;

export const wrongWheel: WalkStep = experiment({
	id: 'limits.wheel',
	title: 'Put a wheel for another architecture into a layer',
	needs: [missing.id],
	// The one for the right architecture is the repair.
	commands: context => [installFor(context, otherThan(context.settings.architecture))],
	changes: context => [
		`install ${compiled.requirement} for ${otherThan(context.settings.architecture)}, and then for ${context.settings.architecture}`,
		`publish both as versions of the layer ${experimentLayer(context, 1)}`,
		`create the function ${experimentFunction(context)}`,
		'take all of it away again',
	],
	rule: {reaction: 'fails', words: 'Runtime.ImportModuleError: Unable to import module \'handler\': No module named', source: importErrors},
	isMeant: /No module named|cannot open shared object|wrong ELF|invalid ELF/v,
	async make(lab) {
		const {context} = lab;
		const {architecture, runtime} = context.settings;
		const wrong = await installed(context, otherThan(architecture));
		const verdict = verdictsOn(await insideOfFolder(path.dirname(wrong), context.signal)).find(each => each.runtime === runtime.name && each.architecture === architecture);
		lab.say(`layer-wizard inspect says of it, on ${runtime.name} and ${architecture}: ${verdict?.faults.join('; ')}`);
		answerOf(await lab.create(handlerFor(compiled.module), [await lab.publish(1, [{path: 'python', directory: wrong}])]));
		const reaction = await lab.invoke();
		const right = await installed(context, architecture);
		answerOf(await lab.attach([await lab.publish(1, [{path: 'python', directory: right}])]));
		return {
			...reaction,
			values: {architecture},
			answer: answerOf(await lab.invoke()),
		};
	},
});

const otherThan = (architecture: Architecture): Architecture => architecture === 'arm64' ? 'x86_64' : 'arm64';

/** The folder for what pip installs for an architecture; relative to the workspace. */
const folderFor = (architecture: Architecture): string => path.join(labFolder, architecture, 'python');

/** Where the cloud runs functions on this very machine, which is no Linux, pip takes what fits it. */
function installFor({settings: {runtime, packing, architecture: own}}: Context, architecture: Architecture): Command {
	const flags = packing === 'host' && architecture === own ? [] : pipWords(runtime, architecture);
	return {
		folder: layerProject,
		venv: true,
		argv: ['python', '-m', 'pip', 'install', compiled.requirement, '--target', path.join('..', folderFor(architecture)), ...flags],
	};
}

/** Installs the package, and gives the folder. */
async function installed(context: Context, architecture: Architecture): Promise<string> {
	const target = path.join(context.workspace.directory, folderFor(architecture));
	// Pip adds to what is there.
	await remove(target);
	await context.run(installFor(context, architecture));
	return target;
}
