import {readFile} from 'node:fs/promises';
import path from 'node:path';
import {templatesDirectory} from '../files/templates.js';
import {editYaml, type YamlEdit} from '../files/yaml.js';
import {readIfPresent, writeWhole} from '../files/write.js';
import {writeOwn} from '../files/written.js';
import {pipFlags} from '../lambda/platforms.js';
import type {Context, Settings, WalkStep} from './context.js';
import {ownTag} from './names.js';
import {editableFiles, type Project, type Workspace} from './workspace.js';

export type TemplateFile = {
	/** Where it goes, relative to the workspace. */
	readonly file: string;
	/** Where it comes from, relative to templates/; the same place when absent. */
	readonly from?: string;
	/** Values for this walkthrough, for YAML files. */
	readonly edits?: readonly YamlEdit[];
};

/** The files of a project that are the same for both. */
export function projectFiles({name}: Project, edits: readonly YamlEdit[]): readonly TemplateFile[] {
	return [
		{file: path.join(name, 'package.json')},
		{file: path.join(name, '_manylinux.py')},
		{file: path.join(name, 'serverless.yml'), edits},
	];
}

/** What every serverless.yml of this walkthrough is set to. */
export function providerEdits({settings}: Context): readonly YamlEdit[] {
	return [
		{path: ['provider', 'runtime'], value: settings.runtime.name},
		{path: ['provider', 'architecture'], value: settings.architecture},
		{path: ['provider', 'stage'], value: settings.stage},
		{path: ['provider', 'region'], value: settings.region},
		{path: ['provider', 'stackTags', ownTag], value: settings.workspaceId},
		...(settings.packing === 'cross' ? crossEdits(settings) : []),
	];
}

/** Has the plugin's pip take wheels for Lambda: it runs in this machine's Python, which the runtime's name does not call. */
function crossEdits({runtime, architecture}: Settings): readonly YamlEdit[] {
	return [
		{path: ['custom', 'pythonRequirements', 'pythonBin'], value: 'python'},
		{path: ['custom', 'pythonRequirements', 'pipCmdExtraArgs'], value: ['--no-compile', ...pipFlags(runtime, architecture)]},
	];
}

/** A step that copies files out of templates/; a file that is there already is the person's and stays as it is. */
export function scaffold(id: string, title: string, filesOf: (context: Context) => readonly TemplateFile[]): WalkStep {
	return {
		id,
		title,
		needs: ['preflight.workspace'],
		plan: context => ({changes: filesOf(context).map(({file}) => `write ${file}`)}),
		async run(context) {
			const {workspace} = context;
			for (const {file, from = file, edits = []} of await missing(workspace, filesOf(context))) {
				const template = await readFile(path.join(templatesDirectory(), from), 'utf8');
				const content = editYaml(file, template, edits);
				await (editableFiles(workspace).includes(file) ? writeOwn(workspace, file, content) : writeWhole(path.join(workspace.directory, file), content));
			}
		},
		async verify(context) {
			const [first] = await missing(context.workspace, filesOf(context));
			return first ? {done: false, why: `${first.file} is not there`} : {done: true};
		},
	};
}

async function missing(workspace: Workspace, files: readonly TemplateFile[]): Promise<readonly TemplateFile[]> {
	const contents = await Promise.all(files.map(async ({file}) => readIfPresent(path.join(workspace.directory, file))));
	return files.filter((_, index) => contents[index] === undefined);
}
