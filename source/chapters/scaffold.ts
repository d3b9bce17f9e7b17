import path from 'node:path';
import {noteKept} from '../files/kept-versions.js';
import {templateText} from '../files/templates.js';
import {editYaml, type YamlEdit} from '../files/yaml.js';
import {readIfPresent} from '../disk/read.js';
import {writeWhole} from '../disk/write.js';
import {keepCopy, versionsOf, writeOwn} from '../files/written.js';
import {pipFlags} from '../lambda/platforms.js';
import type {Context, Settings, WalkStep} from './context.js';
import {ownTag} from './names.js';
import {writtenFiles, type Project, type Workspace} from './workspace.js';

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
			for (const template of filesOf(context)) {
				if (await lack(workspace, template) !== undefined) {
					await write(context, template);
				}
			}
		},
		async verify(context) {
			const lacks = await Promise.all(filesOf(context).map(async template => lack(context.workspace, template)));
			const why = lacks.find(each => each !== undefined);
			return why === undefined ? {done: true} : {done: false, why};
		},
	};
}

/** What there is still to do about a file; undefined when nothing. A file that a person has kept when they began anew has no copy yet. */
async function lack(workspace: Workspace, {file}: TemplateFile): Promise<string | undefined> {
	if (!writtenFiles(workspace).includes(file)) {
		return await readIfPresent(path.join(workspace.directory, file)) === undefined ? `${file} is not there` : undefined;
	}

	const {written, mine} = versionsOf(workspace, file);
	return mine === undefined ? `${file} is not there` : (written === undefined ? `there is no copy to compare ${file} with` : undefined);
}

async function write({workspace, walk: {journal}}: Context, {file, from = file, edits = []}: TemplateFile): Promise<void> {
	const content = editYaml(file, await templateText(from), edits);
	if (!writtenFiles(workspace).includes(file)) {
		await writeWhole(path.join(workspace.directory, file), content);
		return;
	}

	const {mine} = versionsOf(workspace, file);
	if (mine === undefined) {
		await writeOwn(workspace, file, content);
		return;
	}

	// They have said already that it is to stay.
	noteKept(journal, file, mine);
	await keepCopy(workspace, file, content);
}
