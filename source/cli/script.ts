import path from 'node:path';
import process from 'node:process';
import {attachmentIn, detach, type Attachment} from '../chapters/attachment.js';
import {chaptersUntil, lastChapter} from '../chapters/ids.js';
import type {InstallPlanning} from '../chapters/install.js';
import {isDone, progressIn} from '../chapters/progress.js';
import {commandsOf} from '../chapters/script-commands.js';
import {scriptOf} from '../chapters/script.js';
import {chapters} from '../chapters/walkthrough.js';
import {serviceFile, type Project, type Workspace} from '../chapters/workspace.js';
import {UsageError} from '../engine/errors.js';
import {Journal} from '../engine/journal.js';
import {isThere} from '../disk/look.js';
import {readIfPresent} from '../disk/read.js';
import {isTheirs} from '../files/written.js';
import {editYaml, readYaml} from '../files/yaml.js';
import {readLayerArn} from '../lambda/layer-arn.js';
import {architectures, findRuntime, runtimes} from '../lambda/runtimes.js';
import {comeBack} from './come-back.js';
import {presentDirectory} from './directory.js';
import type {Answers} from './config.js';
import {answersIn, noWalkthrough} from './earlier-answers.js';
import {openWorkspace, type Trust} from './open-workspace.js';

/**
Prints what was done in a workspace as a shell script, with the files as they are now. It reads only, and needs no cloud.
The journal says which steps were done; the commands are this program's own.

@throws UsageError when no walkthrough was begun there, or not even its files were written, or their words cannot be used.
*/
export async function script(given: string | undefined, flags: Trust): Promise<void> {
	const workspace = openWorkspace(presentDirectory(given), flags);
	const journal = new Journal(workspace.journal);
	const answers = answersIn(journal.before.entries);
	if (!answers) {
		throw noWalkthrough(workspace);
	}

	const {steps} = progressIn(journal.before);
	const done = chaptersUntil(lastChapter).flatMap(id => chapters[id].steps).filter(({id}) => isDone(steps.get(id)));
	const service = await readIfPresent(path.join(workspace.directory, serviceFile));
	if (service === undefined || !done.some(({id}) => id === 'function.scaffold')) {
		throw new UsageError(`Nothing was done in ${workspace.directory} yet that a script could do again.`, {tryThis: `Go on first: ${comeBack(workspace.directory)}`});
	}

	const attached = soundAttachment(journal);
	const planning = planningFrom(service, {workspace, answers, journal});
	process.stdout.write(scriptOf({
		steps: done.map(({id, title}) => ({step: id, title, commands: commandsOf[id]?.(planning) ?? []})),
		files: await filesIn(workspace, attached ? editYaml(serviceFile, service, detach(service, attached)) : service),
		attached: attached && {text: service, arn: attached.arn},
		region: answers.region,
		python: planning.walk.interpreter.executable,
	}));
}

/** Reads what was attached. @throws UsageError when that is no layer version. */
function soundAttachment(journal: Journal): Attachment | undefined {
	const attached = attachmentIn(journal);
	if (attached) {
		readLayerArn(attached.arn);
	}

	return attached;
}

type Known = {readonly workspace: Workspace; readonly answers: Answers; readonly journal: Journal};

/** Decides what the commands depend on by the files: serverless.yml names the runtime, and only packages for another machine have a folder. */
function planningFrom(service: string, {workspace, answers, journal}: Known): InstallPlanning {
	const {packages} = answers;
	const [name, given] = ['runtime', 'architecture'].map(key => readYaml(serviceFile, service, ['provider', key]));
	const runtime = findRuntime(String(name));
	const architecture = architectures.find(each => each === given);
	if (!runtime || !architecture) {
		const [key, value] = runtime ? ['architecture', given] : ['runtime', name];
		throw new UsageError(`The ${key} in ${serviceFile} is ${JSON.stringify(value)}.`, {tryThis: `Set it to one of ${(runtime ? architectures : runtimes.map(each => each.name)).join(', ')}.`});
	}

	const packing = isThere(workspace.function.lambdaPackages) ? 'cross' : 'native';
	// The journal's word for a program is not taken: the script may run on another machine, too.
	const interpreter = {executable: packing === 'cross' ? 'python3' : runtime.name, version: `${runtime.version}.0`};
	return {settings: {packages, packing, runtime, architecture}, workspace, walk: {interpreter, journal}};
}

async function filesIn(workspace: Workspace, service: string): Promise<ReadonlyMap<string, string>> {
	const ofProject = ({name, requirements}: Project) => [
		...['package.json', '_manylinux.py', 'serverless.yml'].map(file => path.join(name, file)),
		// Else pip writes it.
		...[path.relative(workspace.directory, requirements)].filter(file => isTheirs(workspace, file)),
	];
	const names = ['package.json', ...ofProject(workspace.function), path.relative(workspace.directory, workspace.handler), ...ofProject(workspace.layer)];
	const texts = new Map<string, string>();
	for (const name of names) {
		const text = name === serviceFile ? service : await readIfPresent(path.join(workspace.directory, name));
		if (text !== undefined) {
			texts.set(name, text);
		}
	}

	return texts;
}
