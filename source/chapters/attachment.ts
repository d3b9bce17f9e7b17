import * as z from 'zod';
import type {Journal} from '../engine/journal.js';
import {readYaml, type YamlEdit} from '../files/yaml.js';
import {serviceFile} from './workspace.js';

/** What belongs to a function that uses the layer: the version's ARN, and the packages that then stay out of its zip. */
export type Attachment = {
	readonly arn: string;
	/** Names as in requirements.txt: the plugin compares them as texts. */
	readonly packages: readonly string[];
};

const noted = z.object({arn: z.string(), packages: z.array(z.string())});

/** What was attached last, as the journal notes it under the step's id; undefined when nothing was. */
export const attachmentIn = (journal: Pick<Journal, 'recall'>): Attachment | undefined => noted.safeParse(journal.recall('use.attach')).data;

const layersPath = ['functions', 'hello', 'layers'] as const;
const noDeployPath = ['custom', 'pythonRequirements', 'noDeploy'] as const;

/** The ARNs in serverless.yml's list of the function's layers; what CloudFormation is to put in is left out. */
export function listedLayers(text: string): readonly string[] {
	return list(text, layersPath).filter((layer): layer is string => typeof layer === 'string' && layer.startsWith('arn:'));
}

/** The edits that attach a layer version in place of any other version of that layer; other layers and packages in the lists stay. */
export function attach(text: string, {arn, packages}: Attachment): readonly YamlEdit[] {
	const noDeploy = list(text, noDeployPath);
	return [
		{path: noDeployPath, value: [...noDeploy, ...packages.filter(name => !noDeploy.includes(name))]},
		{path: layersPath, value: list(text, layersPath).includes(arn) ? list(text, layersPath) : [...otherLayers(text, arn), arn]},
	];
}

/** The edits that take it all away again. */
export function detach(text: string, {arn, packages}: Attachment): readonly YamlEdit[] {
	const noDeploy = list(text, noDeployPath).filter(name => !packages.includes(String(name)));
	const layers = otherLayers(text, arn);
	return [
		{path: noDeployPath, value: noDeploy.length > 0 ? noDeploy : undefined},
		{path: layersPath, value: layers.length > 0 ? layers : undefined},
	];
}

function otherLayers(text: string, arn: string): readonly unknown[] {
	const withoutVersion = (layer: string) => layer.replace(/:\d+$/v, '');
	return list(text, layersPath).filter(layer => typeof layer !== 'string' || withoutVersion(layer) !== withoutVersion(arn));
}

function list(text: string, path: readonly string[]): readonly unknown[] {
	const value = readYaml(serviceFile, text, path);
	return Array.isArray(value) ? value : [];
}
