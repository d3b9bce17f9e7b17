import {access, rm} from 'node:fs/promises';
import path from 'node:path';
import {readIfPresent} from '../files/write.js';
import type {Command} from '../tools/command.js';
import {findPackage, inspectVenv, type InstalledPackage} from '../tools/python/environment.js';
import type {Context, WalkStep} from './context.js';
import type {Project} from './workspace.js';

/** Which of the two projects a shared step works on. */
type Which = 'function' | 'layer';

/** The file that tells pip which compiled wheels Lambda can load; see templates/sls-layers-python/_manylinux.py. */
const wheelRule = '_manylinux.py';

/** The step that makes a project's virtualenv. */
export function makeVenv(which: Which): WalkStep {
	const commandsOf = ({walk, workspace}: Context): readonly Command[] => [
		{folder: workspace[which].name, argv: [walk.interpreter.executable, '-m', 'venv', 'venv']},
		{folder: workspace[which].name, argv: ['cp', wheelRule, `venv/lib/${walk.settings.runtime.name}/site-packages/`]},
	];
	return {
		id: `${which}.venv`,
		title: `Make the ${which}'s virtualenv`,
		needs: [`${which}.scaffold`],
		plan: context => ({commands: commandsOf(context)}),
		async run(context) {
			const {venv} = context.workspace[which];
			// A half-made one cannot be repaired: `python -m venv` takes what is there for whole.
			await rm(venv, {recursive: true, force: true});
			try {
				for (const command of commandsOf(context)) {
					await context.run(command);
				}
			} catch (error) {
				await rm(venv, {recursive: true, force: true});
				throw error;
			}
		},
		async verify({workspace, settings}) {
			const {name, venv} = workspace[which];
			const rule = await readIfPresent(path.join(venv, 'lib', settings.runtime.name, 'site-packages', wheelRule));
			const hasPython = await access(path.join(venv, 'bin', 'python')).then(() => true, () => false);
			return rule === undefined || !hasPython ? {done: false, why: `${name}/venv is not whole`} : {done: true};
		},
	};
}

/** The step that installs the packages into a project's virtualenv and freezes them. */
export function installPackages(which: Which): WalkStep {
	const commandsOf = ({workspace, settings}: Context): readonly Command[] => [
		{folder: workspace[which].name, venv: true, argv: ['python', '-m', 'pip', 'install', '--prefer-binary', ...settings.packages]},
		{folder: workspace[which].name, venv: true, argv: ['python', '-m', 'pip', 'freeze'], output: 'requirements.txt'},
	];
	return {
		id: `${which}.install`,
		title: `Install the packages for the ${which}`,
		needs: [`${which}.venv`],
		plan: context => ({commands: commandsOf(context)}),
		async run(context) {
			for (const command of commandsOf(context)) {
				await context.run(command);
			}
		},
		async verify(context) {
			const why = await missingPackage(context, context.workspace[which]);
			return why ? {done: false, why} : {done: true};
		},
	};
}

/** The project's installed packages without pip's own. Throws when there is no virtualenv. */
export async function packagesIn({settings, signal}: Context, {venv}: Project): Promise<readonly InstalledPackage[]> {
	return await inspectVenv(venv, settings.packageNames, signal) ?? [];
}

/** The names in a requirements.txt that pip froze, one a line. */
export async function frozenNames({requirements}: Project): Promise<readonly string[]> {
	const text = await readIfPresent(requirements) ?? '';
	return text.split('\n').map(line => line.split(/[=<>\s]/v, 1)[0] ?? '').filter(name => name !== '' && !name.startsWith('#') && !name.startsWith('-'));
}

async function missingPackage(context: Context, project: Project): Promise<string | undefined> {
	const installed = await packagesIn(context, project);
	const frozen = await readIfPresent(project.requirements) ?? '';
	for (const name of context.settings.packageNames) {
		const found = findPackage(installed, name);
		if (!found) {
			return `${name} is not installed in ${project.name}/venv`;
		}

		if (found.error) {
			return `${name} is installed in ${project.name}/venv and cannot be imported: ${found.error}`;
		}
	}

	const unfrozen = installed.find(({version}) => !frozen.includes(version));
	return unfrozen ? `${unfrozen.name} ${unfrozen.version} is not in ${project.name}/requirements.txt` : undefined;
}
