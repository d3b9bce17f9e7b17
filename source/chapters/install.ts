import {createHash} from 'node:crypto';
import path from 'node:path';
import {ToolError} from '../engine/errors.js';
import {readIfPresent} from '../disk/read.js';
import {remove} from '../disk/write.js';
import type {Journal} from '../engine/journal.js';
import {isTheirs} from '../files/written.js';
import type {Verdict} from '../engine/steps.js';
import {markersOf, pipWords} from '../lambda/platforms.js';
import {quote, type Command} from '../tools/command.js';
import {absentNeeds, findPackage} from '../tools/python/environment.js';
import {keepWheels} from '../tools/python/wheelhouse.js';
import type {Context, Settings, WalkStep} from './context.js';
import {buildVenv, packagesHere, packagesIn, venvCommands, type VenvPlanning, type Which} from './virtualenv.js';
import {explainMissingWheel, refuseMissingWheels} from './wheel-advice.js';
import {lambdaFolder, type Project, type Workspace} from './workspace.js';

const pip = ['python', '-m', 'pip'] as const;
const listFile = 'requirements.txt';

/**
The step that installs a project's packages, for the local run and for the zip, and freezes what is packed.
Once the person has changed requirements.txt it is installed as they wrote it, into an empty virtualenv: pip only adds to what is there.
*/
export function installPackages(which: Which): WalkStep {
	const planOf = (context: Context) => installationFor(context, which);
	return {
		id: `${which}.install`,
		title: `Install the packages for the ${which}`,
		needs: [`${which}.venv`],
		plan: context => ({commands: installCommands(context, which)}),
		async run(context) {
			const project = context.workspace[which];
			const {venv, install, freeze, installHere} = planOf(context);
			if (freeze) {
				await refuseMissingWheels(context, project);
			}

			// Pip adds to what is there.
			await remove(project.lambdaPackages);
			if (venv.length > 0) {
				await buildVenv(context, project);
			}

			try {
				await context.run(install);
			} catch (error) {
				throw freeze ? await explainMissingWheel(context, project, error) : error;
			}

			if (freeze) {
				await context.run(freeze);
			}

			if (installHere) {
				await installForHere(context, installHere);
			}

			context.walk.journal.note(noteOf(which), freeze ? null : await fingerprint(context, project));
			// The layer's are the same.
			if (which === 'function') {
				await keepWheels({...project, user: context.wheelUser, signal: context.signal});
			}
		},
		async verify(context) {
			const project = context.workspace[which];
			const why = await missingPackage(context, which);
			return why === undefined ? missingNeed(context, project) : {done: false, why};
		},
	};
}

/** Lists what installs a project's packages, in order. */
export function installCommands(planning: InstallPlanning, which: Which): readonly Command[] {
	const {venv, install, freeze, installHere} = installationFor(planning, which);
	return [...venv, install, ...[freeze, installHere].filter(command => command !== undefined)];
}

/** The journal's note of what was installed from a requirements.txt that the person has changed. */
const noteOf = (which: Which) => `${which}.install`;

/** What the commands of an installation depend on. */
export type InstallPlanning = VenvPlanning & {
	readonly settings: Pick<Settings, 'packages' | 'runtime' | 'architecture'>;
	readonly workspace: Workspace;
	readonly walk: {readonly journal: Pick<Journal, 'recall'>};
};

type Installation = {
	/** Empty where what is in the virtualenv may stay. */
	readonly venv: readonly Command[];
	readonly install: Command;
	/** Absent where requirements.txt is the person's. */
	readonly freeze?: Command;
	/** Where what is packed is not what runs here, the same versions for this machine. */
	readonly installHere?: Command;
};

function installationFor(planning: InstallPlanning, which: Which): Installation {
	const {settings: {packages, packing, runtime, architecture}, workspace, walk} = planning;
	const project = workspace[which];
	const {name: folder} = project;
	const isOurs = !isTheirs(workspace, path.join(folder, listFile));
	const shared = {folder, venv: true} as const;
	const venv = isOurs && typeof walk.journal.recall(noteOf(which)) !== 'string' ? [] : venvCommands(planning, project);
	const wanted = isOurs ? packages : ['-r', listFile];
	return packing === 'cross'
		? {
			venv,
			install: {...shared, argv: [...pip, 'install', '--target', lambdaFolder, '--no-compile', ...pipWords(runtime, architecture), ...wanted]},
			...(isOurs && {freeze: {...shared, argv: [...pip, 'freeze', '--path', lambdaFolder], output: listFile}}),
			installHere: {...shared, argv: [...pip, 'install', '--only-binary=:all:', '-r', listFile]},
		}
		: {
			venv,
			install: installAny(folder, wanted),
			...(isOurs && {freeze: {...shared, argv: [...pip, 'freeze'], output: listFile}}),
		};
}

const installAny = (folder: string, packages: readonly string[]): Command => ({folder, venv: true, argv: [...pip, 'install', '--prefer-binary', ...packages]});

/** What requirements.txt says and what is installed; it changes with either. */
async function fingerprint(context: Context, project: Project): Promise<string> {
	const packed = await packagesIn(context, project);
	const installed = packed.map(({name, version}) => `${name}==${version}`).toSorted();
	return createHash('sha256').update(JSON.stringify([await readIfPresent(project.requirements), installed])).digest('hex');
}

/** The same versions for the local run; not every version that Lambda has a wheel for has one for this machine. */
async function installForHere(context: Context, command: Command): Promise<void> {
	try {
		await context.run(command);
	} catch (error) {
		if (!(error instanceof ToolError)) {
			throw error;
		}

		context.warn('wheels.local', 'Not every version that is packed has a wheel for this machine: the local run uses others than the cloud will.');
		await context.run(installAny(command.folder, context.settings.packages));
	}
}

async function missingPackage(context: Context, which: Which): Promise<string | undefined> {
	const project = context.workspace[which];
	const installed = await packagesHere(context, project);
	for (const name of context.settings.packageNames) {
		const found = findPackage(installed, name);
		if (!found) {
			return `${name} is not installed in ${project.name}/venv`;
		}

		if (found.error) {
			return `${name} is installed in ${project.name}/venv and cannot be imported: ${found.error}`;
		}
	}

	const packed = context.settings.packing === 'cross' ? await packagesIn(context, project) : installed;
	const absent = context.settings.packageNames.find(name => !findPackage(packed, name));
	if (absent !== undefined) {
		return `${absent} is not installed in ${project.name}/${lambdaFolder}`;
	}

	if (isTheirs(context.workspace, path.join(project.name, listFile))) {
		const isInstalled = context.walk.journal.recall(noteOf(which)) === await fingerprint(context, project);
		return isInstalled ? undefined : `${project.name}/${listFile} as it is now has not been installed`;
	}

	const frozen = await readIfPresent(project.requirements) ?? '';
	const unfrozen = packed.find(({version}) => !frozen.includes(version));
	return unfrozen ? `${unfrozen.name} ${unfrozen.version} is not in ${project.name}/${listFile}` : undefined;
}

/** Whether all is there that the packages for Lambda need there. */
async function missingNeed({settings, walk, signal}: Context, {venv, lambdaPackages}: Project): Promise<Verdict> {
	const {packing, runtime, architecture} = settings;
	const [absent] = packing === 'cross' ? await absentNeeds(venv, lambdaPackages, markersOf(runtime, architecture), signal) : [];
	if (absent === undefined) {
		return {done: true};
	}

	return {
		done: false,
		why: `${absent.package} needs ${absent.needs} in ${runtime.name} on ${architecture}, and pip on Python ${walk.interpreter.version} does not see that`,
		tryThis: `Begin anew and name it too: --restart ${[...settings.packages, absent.needs].map(each => `--package ${quote(each)}`).join(' ')}.`,
	};
}
