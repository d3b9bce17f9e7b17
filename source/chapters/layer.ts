import path from 'node:path';
import {performance} from 'node:perf_hooks';
import {toldApart} from '../lambda/told-apart.js';
import {findArchive, isWheelFile, readArchive, sha256, wheelsIn} from '../tools/archive.js';
import type {Command} from '../tools/command.js';
import {contentsOf} from '../tools/contents.js';
import {packingFault} from './contents.js';
import type {WalkChapter, WalkStep} from './context.js';
import {bytes, milliseconds, words} from './measured.js';
import {deployStack} from './deploy.js';
import {installPackages} from './install.js';
import {arnOutput, layerStack} from './names.js';
import {layerResources, resourceLines} from './resources.js';
import {projectFiles, providerEdits, scaffold} from './scaffold.js';
import {lighter, tooHeavyLayer} from './sizes.js';
import {warnOfStripping} from './stripping.js';
import {makeVenv, packagesIn} from './virtualenv.js';
import {layerProject, packageFolders} from './workspace.js';

const write = scaffold('layer.scaffold', 'Write the layer\'s project', context => {
	const {layerName} = context.settings;
	const name = layerName ? [{path: ['custom', 'pythonRequirements', 'layer'], value: {name: layerName}}] : [];
	return projectFiles(context.workspace.layer, [...providerEdits(context), ...name]);
});

export const packageLayer: Command = {folder: layerProject, venv: true, argv: ['npx', 'osls', 'package', '--package', packageFolders.layer]};

const pack: WalkStep = {
	id: 'layer.package',
	title: 'Package the layer',
	// The plugin asks the cloud for the stack even when it only packages.
	needs: ['layer.install', 'function.npm', 'preflight.cloud'],
	plan: () => ({commands: [packageLayer]}),
	async run(context) {
		await warnOfStripping(context, context.workspace.layer);
		await context.run(packageLayer);
		const packed = await readArchive(context.workspace.layerZip, isWheelFile, {signal: context.signal});
		context.emit({type: 'output', step: context.step, stream: 'stdout', line: toldApart(wheelsIn(packed))});
	},
	async verify(context) {
		const {workspace} = context;
		const archive = await findArchive(workspace.layerZip, isWheelFile, context.signal);
		if ('why' in archive) {
			return {done: false, why: archive.why};
		}

		const packages = await packagesIn(context, workspace.layer);
		const why = packingFault(context, archive, 'python/', packages);
		if (why) {
			return {done: false, why, tryThis: 'Begin anew with another version, --restart --package, or take another Python with --python.'};
		}

		const contents = contentsOf(archive, path.basename(workspace.layerZip));
		const heavy = tooHeavyLayer(archive.unpackedBytes, contents);
		if (heavy) {
			return {done: false, why: heavy, tryThis: lighter};
		}

		return {
			done: true,
			facts: [
				bytes('layer.zip.bytes', archive.bytes, contents),
				bytes('layer.unpacked.bytes', archive.unpackedBytes),
			],
		};
	},
};

export const deployLayer: Command = {folder: layerProject, venv: true, argv: ['npx', 'osls', 'deploy', '--package', packageFolders.layer, '--verbose']};

const deploy: WalkStep = {
	id: 'layer.deploy',
	title: 'Deploy the layer',
	needs: [pack.id],
	attended: {},
	plan: context => ({commands: [deployLayer], changes: resourceLines(layerResources(context.settings), context.settings)}),
	async run(context) {
		const start = performance.now();
		await deployStack(context, {
			command: deployLayer,
			stack: layerStack(context),
			async missing({outputs}) {
				const arn = outputs[arnOutput];
				return arn === undefined || await context.cloud.api.layerVersion(arn) ? undefined : {kind: 'layer version', name: arn};
			},
		});
		context.walk.journal.note('deploy.layer.ms', Math.round(performance.now() - start));
	},
	async verify(context) {
		const {api} = context.cloud;
		const stack = await api.stack(layerStack(context));
		const arn = stack?.outputs[arnOutput];
		if (!arn) {
			return {done: false, why: `the stack ${layerStack(context)} has no output ${arnOutput}`};
		}

		const deployed = await api.layerVersion(arn);
		if (deployed?.sha256 !== await sha256(context.workspace.layerZip)) {
			return {done: false, why: deployed ? `${arn} holds another zip than the one packaged` : `the cloud knows no ${arn}`};
		}

		const took = context.walk.journal.recall('deploy.layer.ms');
		return {done: true, facts: [words('layer.arn', arn), ...(typeof took === 'number' ? [milliseconds('deploy.layer.ms', took)] : [])]};
	},
};

/** The package as a layer with a stack of its own. */
export const layer: WalkChapter = {
	id: 'layer',
	title: 'The package becomes a layer',
	steps: [write, makeVenv('layer'), installPackages('layer'), pack, deploy],
};
