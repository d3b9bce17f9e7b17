import {Buffer} from 'node:buffer';
import {createHash} from 'node:crypto';
import path from 'node:path';
import * as z from 'zod';
import {isRunnable, isThere} from '../disk/look.js';
import {readBytes} from '../disk/read.js';
import {remove} from '../disk/write.js';
import type {YamlEdit} from '../files/yaml.js';
import type {Command} from '../tools/command.js';
import {isTheirs} from '../files/written.js';
import {readAnswer, resultIn} from './answer.js';
import type {Context, WalkChapter, WalkStep} from './context.js';
import {words} from './measured.js';
import {expectedAnswer, handlerFor} from './handlers.js';
import {installPackages} from './install.js';
import {projectFiles, providerEdits, scaffold} from './scaffold.js';
import {makeVenv} from './virtualenv.js';
import {functionProject, readmeFile} from './workspace.js';

const write = scaffold('function.scaffold', 'Write the function\'s project', context => {
	const {workspace, settings} = context;
	const handler = handlerFor(settings.packageNames);
	const names: readonly YamlEdit[] = handler.named ? [{path: ['functions', 'hello', 'environment', 'PACKAGES'], value: settings.packageNames.join(' ')}] : [];
	return [
		{file: readmeFile},
		// One npm install serves both projects, so their manifests come together.
		{file: 'package.json'},
		{file: path.join(workspace.layer.name, 'package.json')},
		...projectFiles(workspace.function, [...providerEdits(context), ...names]),
		{file: path.join(workspace.function.name, 'handler.py'), from: handler.template},
	];
});

/** Without a prefix npm takes a package.json above the workspace for the root, if that one counts every folder among its own. */
export const npmInstall: Command = {folder: '.', argv: ['npm', 'install', '--prefix=.', '--prefer-offline', '--no-audit', '--no-fund']};

const npm: WalkStep = {
	id: 'function.npm',
	title: 'Install Serverless and its plugin',
	needs: [write.id],
	plan: () => ({commands: [npmInstall]}),
	async run(context) {
		await context.run(npmInstall, {
			// As long as npm itself waits by default: with warm caches and a slow disk it may be silent for a while.
			silence: {of: 'npm', limit: 300_000},
			// Npm does not always complete what an install left that was interrupted or that the network broke off.
			before: async () => remove(path.join(context.workspace.directory, 'node_modules')),
		});
	},
	async verify({workspace}) {
		const isRunning = await isRunnable(path.join(workspace.npmCommands, 'osls'));
		// Npm writes the hidden lock file last.
		return isRunning && isThere(path.join(workspace.directory, 'node_modules', '.package-lock.json')) ? {done: true} : {done: false, why: 'node_modules is not whole'};
	},
};

/** What is remembered of the last local run, to know whether it still holds. */
const noted = z.object({inputs: z.string(), payload: z.string()});

export const invokeLocal: Command = {folder: functionProject, venv: true, argv: ['npx', 'osls', 'invoke', 'local', '--function', 'hello']};

const local: WalkStep = {
	id: 'function.local',
	title: 'Run the function on this machine',
	needs: [npm.id, 'function.install'],
	attended: {canSkip: true},
	// A handler that the person has changed may do anything.
	ahead: ({workspace}) => !isTheirs(workspace, path.relative(workspace.directory, workspace.handler)),
	plan: () => ({commands: [invokeLocal]}),
	async run(context) {
		const {stdout} = await context.run(invokeLocal, {collect: true});
		context.walk.journal.note('function.local', {inputs: await inputs(context), payload: resultIn(stdout)});
	},
	async verify(context) {
		const note = noted.safeParse(context.walk.journal.recall('function.local')).data;
		if (note?.inputs !== await inputs(context)) {
			return {done: false, why: 'the function as it is now has not been run here'};
		}

		const expected = await expectedAnswer(context);
		const answer = readAnswer(note.payload);
		if (expected && (answer === undefined || (expected.body !== undefined && answer.body !== expected.body))) {
			return {done: false, why: `the handler answered ${note.payload}`};
		}

		return {done: true, facts: [words('invoke.local.payload', note.payload)]};
	},
};

/** A function whose handler uses a package, running on the person's own machine. */
export const functionChapter: WalkChapter = {
	id: 'function',
	title: 'A function that needs a package',
	steps: [write, makeVenv('function'), installPackages('function'), npm, local],
};

/** A fingerprint of what the local answer depends on. */
async function inputs({workspace}: Context): Promise<string> {
	const contents = await Promise.all([workspace.handler, workspace.function.requirements].map(async file => readBytes(file)));
	return createHash('sha256').update(Buffer.concat(contents)).digest('hex');
}
