import path from 'node:path';
import {readText} from '../disk/read.js';
import {readYaml} from '../files/yaml.js';
import type {Context} from './context.js';
import type {Project} from './workspace.js';

const isOn = (value: unknown): boolean => value === true || value === 'true';
const isOff = (value: unknown): boolean => value === false || value === 'false';

/** Warns when the plugin is told to make packages slim and not told to leave compiled libraries alone: it strips them, and some do not load after that. */
export async function warnOfStripping(context: Context, {name, serverlessYml}: Project): Promise<void> {
	const text = await readText(serverlessYml);
	const file = path.join(name, 'serverless.yml');
	const option = (key: string) => readYaml(file, text, ['custom', 'pythonRequirements', key]);
	if (isOn(option('slim')) && !isOff(option('strip'))) {
		const broken = 'compiled libraries are stripped, and NumPy\'s then do not load ("ELF load command address/offset not page-aligned")';
		context.warn('slim.strip', `${file} has slim without strip: false: ${broken}. Write strip: false beside it.`);
	}
}
