import prettyBytes from 'pretty-bytes';
import {readText} from '../disk/read.js';
import type {Contents} from '../engine/findings.js';
import {limits} from '../lambda/limits.js';
import {exceeds, largestUnzipped, overweight, type Part} from '../lambda/sizes.js';
import {readArchive, sha256} from '../tools/archive.js';
import {listedLayers} from './attachment.js';
import type {Context} from './context.js';
import {functionName} from './names.js';
import {layerProject} from './workspace.js';

/** So many of the heaviest things are named. */
const named = 3;

/** What can be done about packages that are too large for Lambda. */
export const lighter = `Leave out what the function does not need: slim with strip: false and slimPatterns, below custom.pythonRequirements in ${layerProject}/serverless.yml.`
	+ ' A function from a container image may have 10 GB.';

/** Why Lambda would refuse a layer whatever function has it, with the heaviest things in it; undefined when it would not. */
export function tooHeavyLayer(unpackedBytes: number, contents: Contents): string | undefined {
	const why = overweight([{name: 'the layer is', bytes: unpackedBytes}]);
	const packages = contents.members.length === 1 ? contents.members[0]?.members ?? [] : contents.members;
	const heaviest = packages.slice(0, named).map(({name, bytes}) => `${name} ${prettyBytes(bytes)}`);
	return why && [why, ...(heaviest.length > 0 ? [`the heaviest in it: ${heaviest.join(', ')}`] : [])].join('; ');
}

/**
Why Lambda would refuse the function with all layers that serverless.yml gives it; undefined when it would not.
Of layers that were not packaged here AWS tells only the size of the zip, and at least that is counted; warns when the rest might be too much.
*/
export async function tooHeavyTogether(context: Context, thinBytes: number): Promise<string | undefined> {
	const own = context.fact('layer.arn');
	const foreign = listedLayers(await readText(context.workspace.function.serverlessYml)).filter(arn => arn !== own);
	const zipped = await Promise.all(foreign.map(async (arn): Promise<Part> => {
		const version = await context.cloud.api.layerVersion(arn);
		return {name: `${arn} at least`, bytes: version?.bytes ?? 0};
	}));
	const why = overweight([{name: 'the function', bytes: thinBytes}, {name: 'the layer', bytes: layerBytes(context)}, ...zipped]);
	if (!why && foreign.length > 0) {
		const most = limits.unzippedBytes.toLocaleString('en');
		context.warn('size.unknown', `AWS tells only how large the zip of ${foreign.join(' and of ')} is; unzipped, the function and all its layers may have ${most} bytes together.`);
	}

	return why;
}

/**
Whether the code that is in the cloud now would be too much together with the new layers. On AWS CloudFormation
gives a function its layers before its new code, and Lambda refuses them then: the code has to come first.
*/
export async function isCodeInTheWay(context: Context): Promise<boolean> {
	const deployed = await context.cloud.api.functionState(functionName(context));
	if (!deployed) {
		return false;
	}

	const zips = [context.workspace.thinZip, context.workspace.fatZip];
	const digests = await Promise.all(zips.map(async zip => sha256(zip).catch(() => undefined)));
	const known = zips[digests.indexOf(deployed.codeSha256)];
	const {unpackedBytes} = known === undefined ? {unpackedBytes: largestUnzipped(deployed.codeBytes)} : await readArchive(known, undefined, {signal: context.signal});
	return exceeds([{name: 'the code in the cloud', bytes: unpackedBytes}, {name: 'the layer', bytes: layerBytes(context)}]);
}

/** Why the function's zip cannot be sent with the call itself, as `sls deploy function` does; undefined when it can. */
export function tooLargeToSend(zipBytes: number): string | undefined {
	return zipBytes > limits.directUploadBytes
		? `The function's zip has ${prettyBytes(zipBytes)}, and code that is sent with the call itself may have ${limits.directUploadBytes.toLocaleString('en')} bytes`
		: undefined;
}

const layerBytes = (context: Context): number => Number(context.fact('layer.unpacked.bytes'));
