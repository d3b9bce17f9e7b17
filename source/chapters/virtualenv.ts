import path from 'node:path';
import {realPath} from '../disk/path.js';
import {isRunnable} from '../disk/look.js';
import {readIfPresent} from '../disk/read.js';
import {remove} from '../disk/write.js';
import {minorOf} from '../lambda/packing.js';
import type {Command} from '../tools/command.js';
import {findPackage, inspectFolder, inspectVenv, type InstalledPackage} from '../tools/python/environment.js';
import type {Interpreter} from '../tools/python/interpreter.js';
import type {Context, Settings, WalkStep} from './context.js';
import type {Project} from './workspace.js';

/** Which of the two projects a shared step works on. */
export type Which = 'function' | 'layer';

/** The file that tells pip which compiled wheels Lambda can load; see templates/sls-layers-python/_manylinux.py. */
const wheelRule = '_manylinux.py';

/** The step that makes a project's virtualenv. */
export function makeVenv(which: Which): WalkStep {
	return {
		id: `${which}.venv`,
		title: `Make the ${which}'s virtualenv`,
		needs: [`${which}.scaffold`],
		plan: context => ({commands: venvCommands(context, context.workspace[which])}),
		async run(context) {
			await buildVenv(context, context.workspace[which]);
		},
		async verify({workspace, settings, walk}) {
			const {name, venv, directory} = workspace[which];
			const rule = path.join(venv, 'lib', `python${minorOf(walk.interpreter.version)}`, 'site-packages', wheelRule);
			if (!isWhereItWasMade(venv, walk.journal.recall(placeNote(workspace[which])))) {
				return {done: false, why: `${name}/venv was made in another place, and its programs still lead there`};
			}

			const hasPython = await isRunnable(path.join(venv, 'bin', 'python'));
			// A copy that was cut off is there and says less.
			const hasRule = settings.packing === 'cross' || await readIfPresent(rule) === await readIfPresent(path.join(directory, wheelRule));
			return hasPython && hasRule ? {done: true} : {done: false, why: `${name}/venv is not whole`};
		},
	};
}

/** What the commands of a virtualenv depend on. */
export type VenvPlanning = {readonly settings: Pick<Settings, 'packing'>; readonly walk: {readonly interpreter: Pick<Interpreter, 'executable' | 'version'>}};

/** What makes a project's virtualenv. */
export function venvCommands({settings, walk: {interpreter}}: VenvPlanning, {name}: Pick<Project, 'name'>): readonly Command[] {
	return [
		{folder: name, argv: [interpreter.executable, '-m', 'venv', 'venv']},
		// Any wheel will do in a virtualenv that nothing is packed from.
		...(settings.packing === 'cross' ? [] : [{folder: name, argv: ['cp', wheelRule, `venv/lib/python${minorOf(interpreter.version)}/site-packages/`]} as const]),
	];
}

/** Makes a project's virtualenv, an empty one. */
export async function buildVenv(context: Context, project: Project): Promise<void> {
	// A half-made one cannot be repaired: `python -m venv` takes what is there for whole.
	await remove(project.venv);
	try {
		for (const command of venvCommands(context, project)) {
			await context.run(command);
		}

		context.walk.journal.note(placeNote(project), project.venv);
	} catch (error) {
		await remove(project.venv);
		throw error;
	}
}

/** Where a virtualenv was made: its activate and its programs hold that path. */
const placeNote = ({name}: Project) => `${name}/venv`;

/** False when the workspace was moved or copied since; a link on the way to it is fine. */
function isWhereItWasMade(venv: string, place: unknown): boolean {
	return typeof place !== 'string' || realPath(place) === realPath(venv);
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

/** The names (PEP 503) of the packages that the project's zip holds; nothing of them is imported. */
export async function namesIn({settings, signal}: Context, {venv, lambdaPackages}: Project): Promise<ReadonlySet<string>> {
	const packages = await (settings.packing === 'cross' ? inspectFolder(venv, lambdaPackages, signal) : inspectVenv(venv, [], signal));
	return new Set(packages?.map(({name}) => name));
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
