import path from 'node:path';
import {openNamedFile} from '../disk/open.js';
import {kindOf, realPath} from '../disk/path.js';
import {CheckError, messageOf, UsageError, WizardError} from '../engine/errors.js';
import {broadcast} from '../engine/events.js';
import type {Declared, Inspected} from '../engine/findings.js';
import type {FrontEnd} from '../frontends/frontend.js';
import {looksLikeArn, readLayerArn} from '../lambda/layer-arn.js';
import {brokenClaims} from '../lambda/layer-claims.js';
import {verdictsOn, type Verdict} from '../lambda/layer-verdict.js';
import type {TargetIo} from '../targets/target.js';
import {insideOfFolder, insideOfZip, type Inside} from '../tools/inside.js';
import type {CloudFlags} from './layer-cloud.js';

/** What was looked into; of a zip also its size, in bytes. */
type Found = {
	readonly form: Inspected['form'];
	readonly inside: Inside;
	readonly zipBytes?: number;
	/** Of a layer version what its cloud says of it. */
	readonly declared?: Omit<Declared, 'broken'>;
};

/**
Says what is in a layer and where it would not run, by its files alone; nothing is run, unpacked to the disk, or changed.

@param given A zip, a directory that would become one, or a layer version's ARN.
@throws UsageError for what is none of these or cannot be read, in one sentence; CloudError when the cloud refuses; CheckError when it would run nowhere.
*/
export async function inspect(given: string | undefined, flags: CloudFlags, {listen}: Pick<FrontEnd, 'listen'>, signal: AbortSignal): Promise<void> {
	if (given === undefined || given === '') {
		throw new UsageError('inspect wants to know what to look into.', {tryThis: 'Name a zip, a directory or a layer version: layer-wizard inspect layer.zip'});
	}

	const emit = broadcast([listen]);
	const {form, inside, zipBytes, declared} = looksLikeArn(given) ? await inCloud(given, flags, {emit, signal}) : await onDisk(given, flags, signal);
	const verdicts = verdictsOn(inside);
	const {unpackedBytes, contents, wheels, binaries, unread} = inside;
	for (const message of unread) {
		emit({type: 'warning', code: 'inspect.unread', message});
	}

	emit({
		type: 'inspected',
		subject: given,
		form,
		...(declared && {declared: {...declared, broken: brokenClaims(declared, verdicts)}}),
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

async function inCloud(given: string, flags: CloudFlags, io: Pick<TargetIo, 'emit' | 'signal'>): Promise<Found> {
	const arn = readLayerArn(given);
	// Clouds are most of the program, and files do without them.
	const {layerInCloud} = await import('./layer-in-cloud.js');
	return layerInCloud(given, arn, flags, io);
}

async function onDisk(given: string, {target, profile}: CloudFlags, signal: AbortSignal): Promise<Found> {
	if (target !== undefined || profile !== undefined) {
		throw new UsageError(`${target === undefined ? '--profile' : '--target'} says which cloud is asked, and ${given} is no layer version's ARN.`, {
			tryThis: 'Leave it out, or name a layer version by its ARN.',
		});
	}

	return lookInto(path.resolve(given), signal);
}

async function lookInto(file: string, signal: AbortSignal): Promise<Found> {
	try {
		const kind = kindOf(realPath(file));
		if (kind === 'directory') {
			return {form: 'directory', inside: await insideOfFolder(file, signal)};
		}

		// Of a pipe the end might never come.
		if (kind === 'special') {
			throw new Error('it is neither a file nor a directory');
		}

		const {zipBytes, ...inside} = await insideOfZip({name: file, handle: await openNamedFile(file)}, signal);
		return {form: 'zip', inside, zipBytes};
	} catch (error) {
		signal.throwIfAborted();
		const reason = error instanceof WizardError ? error.message : `${file} cannot be looked into: ${messageOf(error).replace(/\.$/v, '')}.`;
		throw new UsageError(reason, {tryThis: 'Name a zip or a directory with what would be in one.', cause: error});
	}
}

/** What speaks against all runtimes is to be cured; else that each has another fault is told. */
function cureFor(verdicts: readonly Verdict[]): string {
	const [first] = verdicts[0]?.faults ?? [];
	return first !== undefined && verdicts.every(({faults}) => faults.includes(first)) ? `In all of them: ${first}.` : 'The list above says why, runtime by runtime.';
}
