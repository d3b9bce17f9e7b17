import {stat} from 'node:fs/promises';
import path from 'node:path';
import {CheckError, messageOf, UsageError, WizardError} from '../engine/errors.js';
import {broadcast} from '../engine/events.js';
import type {FrontEnd} from '../frontends/frontend.js';
import {looksLikeArn, readLayerArn} from '../lambda/layer-arn.js';
import {verdictsOn, type Verdict} from '../lambda/layer-verdict.js';
import {insideOfFolder, insideOfZip, type Inside} from '../tools/inside.js';

type Found = {readonly form: 'zip' | 'directory'; readonly inside: Inside; readonly zipBytes?: number};

/**
Says what is in a layer and where it would not run, by its files alone; nothing is run, unpacked to the disk, or changed.

@param given A zip, or a directory that would become one.
@throws UsageError for what is none of these or cannot be read, in one sentence; CheckError when it would run nowhere.
*/
export async function inspect(given: string | undefined, {listen}: Pick<FrontEnd, 'listen'>): Promise<void> {
	if (given === undefined || given === '') {
		throw new UsageError('inspect wants to know what to look into.', {tryThis: 'Name a zip or a directory: layer-wizard inspect layer.zip'});
	}

	if (looksLikeArn(given)) {
		const {region} = readLayerArn(given);
		throw new UsageError('A layer in the cloud cannot be inspected yet.', {
			tryThis: `Download it from the address that this gives, then inspect the zip: aws lambda get-layer-version-by-arn --region ${region} --arn ${given} --query Content.Location`,
		});
	}

	const {form, inside, zipBytes} = await lookInto(path.resolve(given));
	const verdicts = verdictsOn(inside);
	const {unpackedBytes, contents, wheels, binaries} = inside;
	broadcast([listen])({
		type: 'inspected',
		subject: given,
		form,
		...(zipBytes !== undefined && {zipBytes}),
		unpackedBytes,
		contents,
		wheels: wheels.map(({distribution, tags}) => ({distribution, tags})),
		binaries,
		verdicts,
	});
	if (verdicts.every(({faults}) => faults.length > 0)) {
		throw new CheckError(`${given} would run in no runtime of Lambda.`, {tryThis: cureFor(verdicts)});
	}
}

async function lookInto(file: string): Promise<Found> {
	try {
		const found = await stat(file);
		if (found.isDirectory()) {
			return {form: 'directory', inside: await insideOfFolder(file)};
		}

		// Of a pipe the end might never come.
		if (!found.isFile()) {
			throw new Error('it is neither a file nor a directory');
		}

		const {zipBytes, ...inside} = await insideOfZip(file);
		return {form: 'zip', inside, zipBytes};
	} catch (error) {
		const reason = error instanceof WizardError ? error.message : `${file} cannot be looked into: ${messageOf(error).replace(/\.$/v, '')}.`;
		throw new UsageError(reason, {tryThis: 'Name a zip or a directory with what would be in one.', cause: error});
	}
}

/** What speaks against all runtimes is to be cured; else that each has another fault is told. */
function cureFor(verdicts: readonly Verdict[]): string {
	const [first] = verdicts[0]?.faults ?? [];
	return first !== undefined && verdicts.every(({faults}) => faults.includes(first)) ? `In all of them: ${first}.` : 'The list above says why, runtime by runtime.';
}
