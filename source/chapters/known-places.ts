import path from 'node:path';
import {packageFolders, writtenFiles, type Project, type Workspace} from './workspace.js';

/** A place in a workspace where the wizard or its tools keep something, and what it must be. */
export type KnownPlace = {readonly kind: 'file' | 'directory'; readonly file: string};

/** What npm, pip and Serverless fill, in the workspace and in its projects. */
const filled = ['node_modules', '.serverless', ...Object.values(packageFolders)] as const;

const directories = ({directory, state, practiceCloud, function: one, layer: other}: Workspace): readonly string[] => [
	state,
	...['logs', 'written', `written/${one.name}`, `written/${other.name}`, 'shell', 'experiment'].map(name => path.join(state, name)),
	practiceCloud,
	...['state', 'scratch'].map(name => path.join(practiceCloud, name)),
	...[one, other].map(project => project.directory),
	path.join(directory, 'node_modules'),
	...foldersOfTools([one, other]),
];

const files = (workspace: Workspace): readonly string[] => [
	workspace.journal,
	workspace.lock,
	workspace.timeline,
	...['running', 'secret'].map(name => path.join(workspace.practiceCloud, name)),
	...[
		...writtenFiles(workspace),
		'package.json',
		'package-lock.json',
		...[workspace.function, workspace.layer].flatMap(({name}) => [`${name}/package.json`, `${name}/_manylinux.py`]),
	].map(name => path.join(workspace.directory, name)),
];

/** Every place of a workspace that has a name of its own. */
export function knownPlaces(workspace: Workspace): readonly KnownPlace[] {
	return [
		...directories(workspace).map(file => ({kind: 'directory', file} as const)),
		...files(workspace).map(file => ({kind: 'file', file} as const)),
	];
}

/** The folders whose contents tools write by names that the wizard does not know. */
export function toolFolders({directory, function: one, layer: other}: Workspace): readonly string[] {
	return [path.join(directory, 'node_modules'), ...foldersOfTools([one, other])];
}

function foldersOfTools(projects: readonly Project[]): readonly string[] {
	return projects.flatMap(project => [project.venv, project.lambdaPackages, ...filled.map(name => path.join(project.directory, name))]);
}

/** True for the links to an interpreter with which every virtualenv begins. */
export const isVenvPython = (file: string): boolean => /\/venv\/bin\/python[\d.]*$/v.test(file);
