import path from 'node:path';
import {readAnswer} from '../chapters/answer.js';
import {hasModule} from '../chapters/contents.js';
import type {Settings} from '../chapters/context.js';
import {arnOutput, functionName, functionStack, layerStack} from '../chapters/names.js';
import {sinceClean} from '../chapters/cleanup/notes.js';
import type {Workspace} from '../chapters/workspace.js';
import {entriesIn, namesIn} from '../disk/look.js';
import {readJournal} from '../engine/journal.js';
import {moduleIn} from '../targets/layer-path.js';
import type {Cloud} from '../targets/target.js';
import {readArchive, sha256, type Archive} from '../tools/archive.js';

/** A layer that the function has, in the order of its list. */
export type UsedLayer = {
	/** Of the version. */
	readonly arn: string;
	/** The zip's size in bytes; undefined when the cloud no longer has this version. */
	readonly bytes: number | undefined;
	/** The stacks, other than the walkthrough's two, with this ARN among their outputs. */
	readonly stacks: readonly string[];
};

/** Where the function's answer says that a module was loaded from. */
export type LoadedModule = {
	/** The package's name, as the handler gives it. */
	readonly name: string;
	readonly path: string;
	/** Which of the function's layers that is; undefined when none. */
	readonly layer: number | undefined;
	/** True when the function's own zip holds it too. */
	readonly isPacked: boolean;
};

/** What the exercises are judged by, all of it looked at a moment ago. */
export type World = {
	/** The packages of the walkthrough. */
	readonly packageNames: readonly string[];
	readonly functionName: string;
	readonly layerStack: string;
	/** Undefined when there is no such function. */
	readonly layers: readonly UsedLayer[] | undefined;
	/** The layer version that the layer's stack holds now. */
	readonly newest: string | undefined;
	/** What the walkthrough measured when it first came here: the version's ARN and its zip in bytes. */
	readonly first: {readonly arn: string | undefined; readonly zipBytes: number | undefined};
	/** What the function says when it fails. */
	readonly failure: string | undefined;
	/** Undefined when it answers in another form than the walkthrough's handlers. */
	readonly modules: readonly LoadedModule[] | undefined;
};

/** Looks at the cloud and the files of a workspace. Throws CloudError when the cloud refuses. */
export async function lookAround(workspace: Workspace, settings: Settings, {api, layerIndex}: Cloud): Promise<World> {
	const name = functionName({settings});
	const own = new Set([layerStack({settings}), functionStack({settings})]);
	const [state, stacks] = await Promise.all([api.functionState(name), api.stacks()]);
	const layers = state && await Promise.all(state.layers.map(async arn => {
		const version = await api.layerVersion(arn);
		return {arn, bytes: version?.bytes, stacks: stacks.filter(stack => !own.has(stack.name) && Object.values(stack.outputs).includes(arn)).map(stack => stack.name)};
	}));
	const invocation = state && await api.invoke(name);
	const answer = invocation && !invocation.functionError ? readAnswer(invocation.payload) : undefined;
	const code = state && await deployedZip(workspace, state.codeSha256);
	return {
		packageNames: settings.packageNames,
		functionName: name,
		layerStack: layerStack({settings}),
		layers,
		newest: stacks.find(stack => stack.name === layerStack({settings}))?.outputs[arnOutput],
		first: firstMeasured(workspace),
		failure: invocation?.functionError ? invocation.payload : undefined,
		modules: answer && Object.entries(answer.modules).map(([each, file]) => ({
			name: each,
			path: file,
			layer: layerIndex(file),
			isPacked: code !== undefined && hasModule(code, '', moduleIn(file) ?? path.basename(file)),
		})),
	};
}

/** The walkthrough's first measurements since the cloud was cleaned; later ones may be of what the exercises made. */
function firstMeasured({journal}: Workspace): World['first'] {
	const facts = sinceClean(readJournal(journal)).filter(entry => entry.type === 'fact');
	const arn = facts.find(({id}) => id === 'layer.arn')?.value;
	const zipBytes = facts.find(({id}) => id === 'layer.zip.bytes')?.value;
	return {arn: typeof arn === 'string' ? arn : undefined, zipBytes: typeof zipBytes === 'number' ? zipBytes : undefined};
}

/** The zip that was deployed, found among those that `sls package` and `sls deploy` left; undefined when it is no longer there. */
async function deployedZip({function: {directory}}: Workspace, digest: string): Promise<Archive | undefined> {
	const folders = await entriesIn(directory);
	const found = await Promise.all(folders.filter(folder => folder.isDirectory() && folder.name !== 'venv').map(async folder => {
		const files = await namesIn(path.join(directory, folder.name));
		return files.filter(file => file.endsWith('.zip')).map(file => path.join(directory, folder.name, file));
	}));
	for (const file of found.flat()) {
		if (await sha256(file) === digest) {
			return readArchive(file);
		}
	}

	return undefined;
}
