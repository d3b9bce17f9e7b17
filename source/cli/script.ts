import path from 'node:path';
import process from 'node:process';
import {attachmentIn, detach} from '../chapters/attachment.js';
import {isDone, progressIn} from '../chapters/progress.js';
import {scriptOf} from '../chapters/script.js';
import {serviceFile, type Project, type Workspace} from '../chapters/workspace.js';
import {UsageError} from '../engine/errors.js';
import {Journal} from '../engine/journal.js';
import {readIfPresent} from '../disk/read.js';
import {isTheirs} from '../files/written.js';
import {editYaml} from '../files/yaml.js';
import {comeBack} from './come-back.js';
import {presentDirectory} from './directory.js';
import {answersIn, noWalkthrough} from './earlier-answers.js';
import {openWorkspace, type Trust} from './open-workspace.js';

/**
Prints what was done in a workspace as a shell script, with the files as they are now. It reads only, and needs no cloud.

@throws UsageError when no walkthrough was begun there, or not even its files were written.
*/
export async function script(given: string | undefined, flags: Trust): Promise<void> {
	const workspace = openWorkspace(presentDirectory(given), flags);
	const journal = new Journal(workspace.journal);
	const answers = answersIn(journal.before.entries);
	if (!answers) {
		throw noWalkthrough(workspace);
	}

	const {plan, steps} = progressIn(journal.before);
	const done = plan.filter(({step}) => isDone(steps.get(step)));
	const service = await readIfPresent(path.join(workspace.directory, serviceFile));
	if (service === undefined || !done.some(({step}) => step === 'function.scaffold')) {
		throw new UsageError(`Nothing was done in ${workspace.directory} yet that a script could do again.`, {tryThis: `Go on first: ${comeBack(workspace.directory)}`});
	}

	const attached = attachmentIn(journal);
	process.stdout.write(scriptOf({
		steps: done,
		files: await filesIn(workspace, attached ? editYaml(serviceFile, service, detach(service, attached)) : service),
		attached: attached && {text: service, arn: attached.arn},
		region: answers.region,
	}));
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
