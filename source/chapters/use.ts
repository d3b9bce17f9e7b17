import {readFile} from 'node:fs/promises';
import path from 'node:path';
import {diffLines, editYaml, type YamlEdit} from '../files/yaml.js';
import {readIfPresent, writeWhole} from '../files/write.js';
import {readArchive} from '../tools/archive.js';
import type {Command} from '../tools/command.js';
import {leftover} from './contents.js';
import {bytes, type Context, type WalkChapter, type WalkStep} from './context.js';
import {frozenNames, packagesIn} from './virtualenv.js';
import {functionProject, packageFolders} from './workspace.js';

const attach: WalkStep = {
	id: 'use.attach',
	title: 'Put the layer\'s ARN into serverless.yml',
	needs: ['layer.deploy', 'weigh.package'],
	plan: () => ({changes: [`edit ${functionProject}/serverless.yml: the function gets the layer, the packages stay out of its zip`]}),
	async run(context) {
		const {serverlessYml} = context.workspace.function;
		const before = await readFile(serverlessYml, 'utf8');
		const after = editYaml(before, await edits(context));
		await writeWhole(serverlessYml, after);
		for (const line of diffLines(`${functionProject}/serverless.yml`, before, after)) {
			context.emit({type: 'output', step: context.step, stream: 'diff', line});
		}
	},
	async verify(context) {
		const text = await readFile(context.workspace.function.serverlessYml, 'utf8');
		return editYaml(text, await edits(context)) === text ? {done: true} : {done: false, why: 'serverless.yml does not use this layer version'};
	},
};

const packageFunction: Command = {folder: functionProject, venv: true, argv: ['npx', 'sls', 'package', '--package', packageFolders.thin]};

const packThin: WalkStep = {
	id: 'use.package',
	title: 'Package the function again',
	needs: [attach.id],
	plan: () => ({commands: [packageFunction]}),
	async run(context) {
		await context.run(packageFunction);
	},
	async verify(context) {
		const {workspace} = context;
		const archive = await readArchive(workspace.thinZip, entry => entry === 'handler.py').catch(() => undefined);
		if (archive?.texts.get('handler.py') !== await readFile(workspace.handler, 'utf8')) {
			return {done: false, why: `${workspace.thinZip} does not hold the handler as it is now`};
		}

		const packages = await packagesIn(context, workspace.function);
		const left = leftover(archive, packages.flatMap(({modules}) => modules));
		if (left) {
			return {done: false, why: `the zip still holds ${left}`};
		}

		const template = await readIfPresent(path.join(path.dirname(workspace.thinZip), 'cloudformation-template-update-stack.json'));
		if (!template?.includes(JSON.stringify(context.fact('layer.arn')))) {
			return {done: false, why: 'the packaged template does not use this layer version'};
		}

		return {done: true, facts: [bytes('zip.thin.bytes', archive.bytes), bytes('zip.thin.unpacked.bytes', archive.unpackedBytes)]};
	},
};

/** The function without the package, with the layer. */
export const use: WalkChapter = {
	id: 'use',
	title: 'The function uses the layer',
	steps: [attach, packThin],
};

async function edits(context: Context): Promise<readonly YamlEdit[]> {
	return [
		// Every package that pip froze, by its exact name there: the plugin compares names as texts.
		{path: ['custom', 'pythonRequirements', 'noDeploy'], value: await frozenNames(context.workspace.function)},
		{path: ['functions', 'hello', 'layers'], value: [context.fact('layer.arn')]},
	];
}
