import {rm} from 'node:fs/promises';
import {ToolError} from '../engine/errors.js';
import {readIfPresent} from '../files/write.js';
import type {Verdict} from '../engine/steps.js';
import {markersOf, pipWords} from '../lambda/platforms.js';
import {quote, type Command} from '../tools/command.js';
import {absentNeeds, findPackage} from '../tools/python/environment.js';
import type {Context, WalkStep} from './context.js';
import {packagesHere, packagesIn, type Which} from './virtualenv.js';
import {explainMissingWheel, refuseMissingWheels} from './wheel-advice.js';
import {lambdaFolder, type Project} from './workspace.js';

const pip = ['python', '-m', 'pip'] as const;

/** The step that installs a project's packages, for the local run and for the zip, and freezes what is packed. */
export function installPackages(which: Which): WalkStep {
	return {
		id: `${which}.install`,
		title: `Install the packages for the ${which}`,
		needs: [`${which}.venv`],
		plan: context => ({commands: commandsFor(context, context.workspace[which])}),
		async run(context) {
			const project = context.workspace[which];
			await refuseMissingWheels(context, project);
			// Pip adds to what is there.
			await rm(project.lambdaPackages, {recursive: true, force: true});
			const [install, freeze, installHere] = commandsFor(context, project);
			try {
				await context.run(install);
			} catch (error) {
				throw await explainMissingWheel(context, project, error);
			}

			await context.run(freeze);
			if (installHere) {
				await installForHere(context, installHere);
			}
		},
		async verify(context) {
			const project = context.workspace[which];
			const why = await missingPackage(context, project);
			return why === undefined ? missingNeed(context, project) : {done: false, why};
		},
	};
}

/** What is packed, its versions, and where that is not what runs here, the same versions for this machine. */
type Commands = readonly [install: Command, freeze: Command] | readonly [install: Command, freeze: Command, installHere: Command];

function commandsFor({settings}: Context, {name: folder}: Project): Commands {
	const {packages, packing, runtime, architecture} = settings;
	const shared = {folder, venv: true} as const;
	const output = 'requirements.txt';
	return packing === 'cross'
		? [
			{...shared, argv: [...pip, 'install', '--target', lambdaFolder, '--no-compile', ...pipWords(runtime, architecture), ...packages]},
			{...shared, argv: [...pip, 'freeze', '--path', lambdaFolder], output},
			{...shared, argv: [...pip, 'install', '--only-binary=:all:', '-r', output]},
		]
		: [
			installAny(folder, packages),
			{...shared, argv: [...pip, 'freeze'], output},
		];
}

const installAny = (folder: string, packages: readonly string[]): Command => ({folder, venv: true, argv: [...pip, 'install', '--prefer-binary', ...packages]});

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

async function missingPackage(context: Context, project: Project): Promise<string | undefined> {
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

	const frozen = await readIfPresent(project.requirements) ?? '';
	const packed = context.settings.packing === 'cross' ? await packagesIn(context, project) : installed;
	const absent = context.settings.packageNames.find(name => !findPackage(packed, name));
	if (absent !== undefined) {
		return `${absent} is not installed in ${project.name}/${lambdaFolder}`;
	}

	const unfrozen = packed.find(({version}) => !frozen.includes(version));
	return unfrozen ? `${unfrozen.name} ${unfrozen.version} is not in ${project.name}/requirements.txt` : undefined;
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
		tryThis: `Begin in another directory and name it too: ${[...settings.packages, absent.needs].map(each => `--package ${quote(each)}`).join(' ')}.`,
	};
}
