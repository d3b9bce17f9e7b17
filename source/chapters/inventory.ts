import path from 'node:path';
import {templateText} from '../files/templates.js';
import {namesIn} from '../disk/look.js';
import {readIfPresent} from '../disk/read.js';
import {isTheirs} from '../files/written.js';
import {lambdaFolder, packageFolders, writtenFiles, type Workspace} from './workspace.js';

/** What is in a workspace beside `.layer-wizard/`, relative to it: what the wizard and its tools made, and what is the person's. */
export type Inventory = {readonly ours: readonly string[]; readonly theirs: readonly string[]};

/** What tools make again, whatever is in it. */
const made: ReadonlySet<string> = new Set(['node_modules', 'package-lock.json', 'venv', lambdaFolder, '.serverless', '__pycache__', ...Object.values(packageFolders)]);

/** Says of every file and folder of a workspace, down to what is in the two projects, whose it is. A file that the wizard wrote and somebody changed is the person's. */
export async function takeInventory(workspace: Workspace): Promise<Inventory> {
	const projects = [workspace.function.name, workspace.layer.name];
	const inRoot = await namesIn(workspace.directory);
	const inProjects = await Promise.all(projects.filter(name => inRoot.includes(name)).map(async name => {
		const names = await namesIn(path.join(workspace.directory, name));
		return names.map(each => path.join(name, each));
	}));
	const entries = [...inRoot.filter(name => name !== path.basename(workspace.state) && !projects.includes(name)), ...inProjects.flat()];
	const isOurs = await Promise.all(entries.map(async entry => made.has(path.basename(entry)) || isUnchanged(workspace, entry)));
	return {ours: entries.filter((_, index) => isOurs[index]), theirs: entries.filter((_, index) => !isOurs[index])};
}

async function isUnchanged(workspace: Workspace, file: string): Promise<boolean> {
	try {
		return writtenFiles(workspace).includes(file)
			? !isTheirs(workspace, file)
			: await readIfPresent(path.join(workspace.directory, file)) === await templateText(file);
	} catch {
		// What is a folder, cannot be read, or is in no template is not what the wizard wrote there.
		return false;
	}
}
