import {access, rm} from 'node:fs/promises';
import path from 'node:path';
import {readIfPresent} from '../files/write.js';
import {minorOf} from '../lambda/packing.js';
import type {Command} from '../tools/command.js';
import {findPackage, inspectFolder, inspectVenv, type InstalledPackage} from '../tools/python/environment.js';
import type {Context, WalkStep} from './context.js';
import type {Project} from './workspace.js';

/** Which of the two projects a shared step works on. */
export type Which = 'function' | 'layer';

/** The file that tells pip which compiled wheels Lambda can load; see templates/sls-layers-python/_manylinux.py. */
const wheelRule = '_manylinux.py';

/** The step that makes a project's virtualenv. */
export function makeVenv(which: Which): WalkStep {
	const commandsOf = (context: Context): readonly Command[] => {
		const {name} = context.workspace[which];
		const {interpreter, settings} = context.walk;
		return [
			{folder: name, argv: [interpreter.executable, '-m', 'venv', 'venv']},
			// Any wheel will do in a virtualenv that nothing is packed from.
			...(settings.packing === 'cross' ? [] : [{folder: name, argv: ['cp', wheelRule, `venv/lib/python${minorOf(interpreter.version)}/site-packages/`]} as const]),
		];
	};

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
		async verify({workspace, settings, walk}) {
			const {name, venv} = workspace[which];
			const rule = path.join(venv, 'lib', `python${minorOf(walk.interpreter.version)}`, 'site-packages', wheelRule);
			const wanted = [path.join(venv, 'bin', 'python'), ...(settings.packing === 'cross' ? [] : [rule])];
			const found = await Promise.all(wanted.map(async file => access(file).then(() => true, () => false)));
			return found.every(Boolean) ? {done: true} : {done: false, why: `${name}/venv is not whole`};
		},
	};
}

/** The packages that the project's zip must hold: those in its virtualenv without pip's own, or those that were installed for Lambda. */
export async function packagesIn(context: Context, project: Project): Promise<readonly InstalledPackage[]> {
	const {settings, signal} = context;
	return settings.packing === 'cross' ? await inspectFolder(project.venv, project.lambdaPackages, signal) ?? [] : packagesHere(context, project);
}

/** The packages in the project's virtualenv, and how importing those that were asked for went. */
export async function packagesHere({settings, signal}: Context, {venv}: Project): Promise<readonly InstalledPackage[]> {
	return await inspectVenv(venv, settings.packageNames, signal) ?? [];
}

/** True when the local run uses the very versions that the cloud will; not each has a wheel for this machine too. */
export async function runsWhatIsPacked(context: Context, project: Project): Promise<boolean> {
	const [here, packed] = await Promise.all([packagesHere(context, project), packagesIn(context, project)]);
	return packed.every(({name, version}) => findPackage(here, name)?.version === version);
}

/** The names in a requirements.txt that pip froze, one a line. */
export async function frozenNames({requirements}: Project): Promise<readonly string[]> {
	const text = await readIfPresent(requirements) ?? '';
	return text.split('\n').map(line => line.split(/[=<>\s]/v, 1)[0] ?? '').filter(name => name !== '' && !name.startsWith('#') && !name.startsWith('-'));
}
