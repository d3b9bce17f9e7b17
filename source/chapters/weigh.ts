import path from 'node:path';
import * as z from 'zod';
import {overweight} from '../lambda/sizes.js';
import {findArchive, isWheelFile} from '../tools/archive.js';
import type {Command} from '../tools/command.js';
import {contentsOf} from '../tools/contents.js';
import {detach} from './attachment.js';
import {packingFault} from './contents.js';
import type {Context, WalkChapter, WalkStep} from './context.js';
import {bytes} from './measured.js';
import {editService} from './service-file.js';
import {warnOfStripping} from './stripping.js';
import {packagesIn} from './virtualenv.js';
import {functionProject, packageFolders} from './workspace.js';

export const packageFunction: Command = {folder: functionProject, venv: true, argv: ['npx', 'osls', 'package', '--package', packageFolders.fat]};

/** What the chapter `use` notes of what it attached. */
const attachment = z.object({arn: z.string(), packages: z.array(z.string())});

const attachedIn = ({walk}: Context) => attachment.safeParse(walk.journal.recall('use.attach')).data;

const packFat: WalkStep = {
	id: 'weigh.package',
	title: 'Package the function with everything inside',
	needs: ['function.local'],
	attended: {guess: 'zip.fat.bytes', canSkip: true},
	ahead: context => !attachedIn(context),
	plan: () => ({commands: [packageFunction]}),
	async run(context) {
		// On a later run the function may use the layer already: weighing it with everything inside takes that away,
		// and the chapter `use` puts it back.
		const attached = attachedIn(context);
		if (attached) {
			await editService(context, text => detach(text, attached));
		}

		await warnOfStripping(context, context.workspace.function);
		await context.run(packageFunction);
	},
	async verify(context) {
		const {workspace} = context;
		const archive = await findArchive(workspace.fatZip, isWheelFile, context.signal);
		if ('why' in archive) {
			return {done: false, why: archive.why};
		}

		const packages = await packagesIn(context, workspace.function);
		const why = packingFault(context, archive, '', packages);
		if (why) {
			return {done: false, why, tryThis: 'Begin anew with another version, --restart --package, or take another Python with --python.'};
		}

		const heavy = overweight([{name: 'the function with everything inside is', bytes: archive.unpackedBytes}]);
		if (heavy) {
			context.warn('zip.heavy', `This zip could not be deployed at all: ${heavy}.`);
		}

		return {
			done: true,
			facts: [
				bytes('package.unpacked.bytes', packages.reduce((sum, each) => sum + each.bytes, 0)),
				bytes('zip.fat.bytes', archive.bytes, contentsOf(archive, path.basename(workspace.fatZip))),
				bytes('zip.fat.unpacked.bytes', archive.unpackedBytes),
			],
		};
	},
};

/** How heavy the function is with its packages inside. */
export const weigh: WalkChapter = {
	id: 'weigh',
	title: 'How heavy is it?',
	steps: [packFat],
};
