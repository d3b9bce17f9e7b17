import {diffLines} from '../files/diff.js';
import {editOwn} from '../files/written.js';
import {editYaml, type YamlEdit} from '../files/yaml.js';
import type {Context} from './context.js';
import {serviceFile} from './workspace.js';

/** Edits the function's serverless.yml and tells the diff. */
export async function editService(context: Context, editsOf: (text: string) => readonly YamlEdit[]): Promise<void> {
	const [before, after] = await editOwn(context.workspace, serviceFile, text => editYaml(serviceFile, text, editsOf(text)), context.walk.journal);
	for (const line of diffLines(serviceFile, before, after)) {
		context.emit({type: 'output', step: context.step, stream: 'diff', line});
	}
}
