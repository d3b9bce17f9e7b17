import {readFile} from 'node:fs/promises';
import {writeWhole} from '../files/write.js';
import {diffLines, editYaml, type YamlEdit} from '../files/yaml.js';
import type {Context} from './context.js';
import {serviceFile} from './workspace.js';

/** Edits the function's serverless.yml and tells the diff. */
export async function editService(context: Context, editsOf: (text: string) => readonly YamlEdit[]): Promise<void> {
	const {serverlessYml} = context.workspace.function;
	const before = await readFile(serverlessYml, 'utf8');
	const after = editYaml(serviceFile, before, editsOf(before));
	if (after === before) {
		return;
	}

	await writeWhole(serverlessYml, after);
	for (const line of diffLines(serviceFile, before, after)) {
		context.emit({type: 'output', step: context.step, stream: 'diff', line});
	}
}
