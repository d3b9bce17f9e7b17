import path from 'node:path';
import {editYaml} from '../files/yaml.js';
import {regionOf} from '../lambda/arn.js';
import {readIfPresent, readText} from '../disk/read.js';
import {findArchive, sha256} from '../tools/archive.js';
import type {Command} from '../tools/command.js';
import {contentsOf} from '../tools/contents.js';
import {canonical} from '../tools/python/environment.js';
import {attach, listedLayers, type Attachment} from './attachment.js';
import {leftover} from './contents.js';
import type {Context, WalkChapter, WalkStep} from './context.js';
import {bytes} from './measured.js';
import {editService} from './service-file.js';
import {lighter, tooHeavyTogether} from './sizes.js';
import {frozenNames, namesIn, packagesIn} from './virtualenv.js';
import {functionProject, packageFolders, serviceFile} from './workspace.js';

const attachLayer: WalkStep = {
	id: 'use.attach',
	title: 'Put the layer\'s ARN into serverless.yml',
	needs: ['layer.deploy', 'weigh.package'],
	attended: {},
	plan: () => ({changes: [`edit ${serviceFile}: the function gets the layer, the packages stay out of its zip`]}),
	async run(context) {
		const attachment = await attachmentOf(context);
		await editService(context, text => attach(text, attachment));
		context.walk.journal.note('use.attach', attachment);
	},
	async verify(context) {
		const text = await readText(context.workspace.function.serverlessYml);
		const elsewhere = listedLayers(text).find(arn => regionOf(arn) !== context.settings.region);
		if (elsewhere) {
			return {
				done: false,
				why: `the layer ${elsewhere} is in ${regionOf(elsewhere)} and the function in ${context.settings.region}, and Lambda takes layers of the function's own region only`,
				tryThis: `Take it out of ${serviceFile}, or name a version that is published in ${context.settings.region}.`,
			};
		}

		const attachment = await attachmentOf(context);
		return editYaml(serviceFile, text, attach(text, attachment)) === text ? {done: true} : {done: false, why: 'serverless.yml does not use this layer version'};
	},
};

export const packageFunction: Command = {folder: functionProject, venv: true, argv: ['npx', 'osls', 'package', '--package', packageFolders.thin]};

const packThin: WalkStep = {
	id: 'use.package',
	title: 'Package the function again',
	needs: [attachLayer.id],
	attended: {guess: 'zip.thin.bytes'},
	ahead: () => true,
	plan: () => ({commands: [packageFunction]}),
	async run(context) {
		await context.run(packageFunction);
		context.walk.journal.note('use.package', await packagedFrom(context));
	},
	async verify(context) {
		const {workspace} = context;
		const archive = await findArchive(workspace.thinZip, entry => entry === 'handler.py', context.signal);
		if ('why' in archive) {
			return {done: false, why: archive.why};
		}

		if (archive.texts.get('handler.py') !== await readText(workspace.handler)) {
			return {done: false, why: `${workspace.thinZip} does not hold the handler as it is now`};
		}

		if (context.walk.journal.recall('use.package') !== await packagedFrom(context)) {
			return {done: false, why: 'serverless.yml and requirements.txt as they are now have not been packaged'};
		}

		const [packages, inLayer] = await Promise.all([packagesIn(context, workspace.function), namesIn(context, workspace.layer)]);
		const [stays, goes] = [packages.filter(({name}) => !inLayer.has(name)), packages.filter(({name}) => inLayer.has(name))];
		const left = leftover(archive, goes.flatMap(({modules}) => modules), stays.map(({name}) => name));
		if (left) {
			return {done: false, why: `the zip still holds ${left}`};
		}

		const template = await readIfPresent(path.join(path.dirname(workspace.thinZip), 'cloudformation-template-update-stack.json'));
		if (!template?.includes(JSON.stringify(context.fact('layer.arn')))) {
			return {done: false, why: 'the packaged template does not use this layer version'};
		}

		const heavy = await tooHeavyTogether(context, archive.unpackedBytes);
		if (heavy) {
			return {done: false, why: heavy, tryThis: lighter};
		}

		return {
			done: true,
			facts: [
				bytes('zip.thin.bytes', archive.bytes, contentsOf(archive, path.basename(workspace.thinZip))),
				bytes('zip.thin.unpacked.bytes', archive.unpackedBytes),
			],
		};
	},
};

/** The function without the package, with the layer. */
export const use: WalkChapter = {
	id: 'use',
	title: 'The function uses the layer',
	steps: [attachLayer, packThin],
};

/** What is to be attached: the version that was deployed, and every package of requirements.txt that is in it. */
async function attachmentOf(context: Context): Promise<Attachment> {
	const {workspace} = context;
	const inLayer = await namesIn(context, workspace.layer);
	const names = await frozenNames(workspace.function);
	// `numpy~=2.2` is `numpy~` to the plugin.
	return {arn: context.fact('layer.arn'), packages: names.filter(name => inLayer.has(canonical(name.replace(/[^\w.\-].*$/v, ''))))};
}

/** A fingerprint of the files that decide what is in the function's zip, beside the handler. */
async function packagedFrom({workspace: {function: {serverlessYml, requirements}}}: Context): Promise<string> {
	return `${await sha256(serverlessYml)} ${await sha256(requirements)}`;
}
