import path from 'node:path';
import {codeOf} from '../disk/system-error.js';
import {messageOf, UsageError} from '../engine/errors.js';
import {makeDirectory} from '../disk/directory.js';

/** One of the two Serverless projects. */
export type Project = {
	/** The folder's name, which is the service's name too. */
	readonly name: string;
	readonly directory: string;
	readonly venv: string;
	readonly serverlessYml: string;
	readonly requirements: string;
	/** Packages for Lambda, where those in the virtualenv are for another machine. */
	readonly lambdaPackages: string;
};

/** Where everything of one walkthrough lies; paths are absolute. */
export type Workspace = {
	readonly directory: string;
	readonly function: Project;
	readonly layer: Project;
	readonly handler: string;
	/** The commands that npm installs for both projects. */
	readonly npmCommands: string;
	/** `.layer-wizard/`: what the wizard itself keeps. */
	readonly state: string;
	/** Held by the wizard that works here; always there, and empty when nobody does. */
	readonly lock: string;
	readonly journal: string;
	/** Where the time of the last run went. */
	readonly timeline: string;
	readonly practiceCloud: string;
	/** The function's zip with the packages inside, the one without, and the layer's: each in the folder that `sls package` put it in. */
	readonly fatZip: string;
	readonly thinZip: string;
	readonly layerZip: string;
	readonly logOf: (step: string) => string;
};

export const functionProject = 'sls-layers-python';
export const layerProject = 'sls-layers-python-requirements';

/** The folder of a project that pip installs packages for Lambda into, where those in the virtualenv are for another machine. */
export const lambdaFolder = 'lambda-packages';

/** The function's serverless.yml as people read it: relative to the workspace. */
export const serviceFile = `${functionProject}/serverless.yml`;

/** What was built and what to do next; relative to the workspace, as the next one. */
export const readmeFile = 'README.md';
export const policyFile = 'iam-policy.json';

/** What `--package` names for each packaging: both function zips stay to be compared, and deploying packs nothing again. */
export const packageFolders = {fat: 'package-fat', thin: 'package-thin', layer: 'package-layer'} as const;

export function workspaceAt(directory: string): Workspace {
	const state = path.join(directory, '.layer-wizard');
	return {
		directory,
		function: projectAt(directory, functionProject),
		layer: projectAt(directory, layerProject),
		handler: path.join(directory, functionProject, 'handler.py'),
		npmCommands: path.join(directory, 'node_modules', '.bin'),
		state,
		lock: path.join(state, 'lock'),
		journal: path.join(state, 'journal.jsonl'),
		timeline: path.join(state, 'timeline.json'),
		practiceCloud: path.join(state, 'practice-cloud'),
		fatZip: path.join(directory, functionProject, packageFolders.fat, `${functionProject}.zip`),
		thinZip: path.join(directory, functionProject, packageFolders.thin, `${functionProject}.zip`),
		layerZip: path.join(directory, layerProject, packageFolders.layer, 'pythonRequirements.zip'),
		logOf: step => path.join(state, 'logs', `${step}.log`),
	};
}

/** The files that the wizard writes and people change, and are then asked about; relative to the workspace. */
export function editableFiles(workspace: Workspace): readonly string[] {
	const files = [workspace.handler, ...[workspace.function, workspace.layer].flatMap(({serverlessYml, requirements}) => [serverlessYml, requirements])];
	return files.map(file => path.relative(workspace.directory, file));
}

/** All of whose last written version a copy is kept: those, and the two that are the person's as soon as they change them. */
export function writtenFiles(workspace: Workspace): readonly string[] {
	return [...editableFiles(workspace), readmeFile, policyFile];
}

/**
Makes the folder that the wizard keeps its own things in, and with it the workspace.

@throws UsageError when it cannot be made there; the file system's error when it is full.
*/
export async function makeState({state}: Workspace): Promise<void> {
	await makeDirectory(state, 0o700).catch((error: unknown) => {
		if (['ENOSPC', 'EDQUOT'].includes(codeOf(error) ?? '')) {
			throw error;
		}

		throw new UsageError(`The workspace cannot be made: ${messageOf(error)}.`, {tryThis: 'Name another directory: layer-wizard ~/lambda-layers.', cause: error});
	});
}

function projectAt(workspace: string, name: string): Project {
	const directory = path.join(workspace, name);
	return {
		name,
		directory,
		venv: path.join(directory, 'venv'),
		serverlessYml: path.join(directory, 'serverless.yml'),
		requirements: path.join(directory, 'requirements.txt'),
		lambdaPackages: path.join(directory, lambdaFolder),
	};
}
