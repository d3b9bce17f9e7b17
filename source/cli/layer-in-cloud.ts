import os from 'node:os';
import path from 'node:path';
import {openNameless} from '../disk/nameless.js';
import {realPath} from '../disk/path.js';
import {CloudError, UsageError, WizardError} from '../engine/errors.js';
import type {Declared, Publisher} from '../engine/findings.js';
import type {LayerArn} from '../lambda/layer-arn.js';
import {checked, publishedFrom} from '../lambda/public-layers.js';
import type {LayerZip} from '../targets/api/layer-zip.js';
import {practiceAccount} from '../targets/practice/launch.js';
import type {Cloud, TargetIo} from '../targets/target.js';
import {insideOfZip, type Inside} from '../tools/inside.js';
import {cloudFor, type CloudFlags} from './layer-cloud.js';

/** What is in a layer version, its zip's size in bytes, and what its cloud says of it. */
export type LayerInCloud = {readonly form: 'layer version'; readonly inside: Inside; readonly zipBytes: number; readonly declared: Omit<Declared, 'broken'>};

/**
Looks into a layer version: asks its cloud, downloads its zip into a file without a name, and reads that as any zip.

@throws CloudError when there is no such version, or the cloud refuses; UsageError when no cloud can be asked, or the zip was made to harm.
*/
export async function layerInCloud(given: string, arn: LayerArn, flags: CloudFlags, io: Pick<TargetIo, 'emit' | 'signal'>): Promise<LayerInCloud> {
	const cloud = await cloudFor(arn, flags, io);
	try {
		const found = await cloud.api.layerZip(given);
		if (!found) {
			throw unknownVersion(given, arn, cloud);
		}

		const {runtimes, architectures, description, licence} = found;
		const {zipBytes, ...inside} = await insideOf(given, found, io.signal);
		return {
			form: 'layer version',
			inside,
			zipBytes,
			declared: {
				region: arn.region,
				account: arn.account,
				runtimes,
				architectures,
				...(description !== undefined && {description}),
				...(licence !== undefined && {licence}),
				publisher: publisherOf(arn.account, cloud.account),
			},
		};
	} finally {
		await cloud.stop();
	}
}

function unknownVersion(given: string, {account}: LayerArn, asked: Cloud): CloudError {
	if (asked.account === practiceAccount && account !== practiceAccount) {
		return new CloudError(`There is no layer version ${given} in the practice cloud.`, {tryThis: 'Ask AWS for it: add --target aws, outside of the practice cloud\'s shell.'});
	}

	const newest = publishedFrom(account)?.newest;
	return new CloudError(`There is no layer version ${given}.`, {
		tryThis: newest === undefined ? 'Look at its name and its version; it may have been deleted.' : `Where the newest is found: ${newest}.`,
	});
}

async function insideOf(given: string, {open}: LayerZip, signal: AbortSignal): Promise<Inside & {readonly zipBytes: number}> {
	const handle = await openNameless(path.join(realPath(os.tmpdir()), 'layer-wizard'));
	try {
		for await (const chunk of open()) {
			signal.throwIfAborted();
			await handle.appendFile(chunk);
		}
	} catch (error) {
		await handle.close();
		throw error;
	}

	return insideOfZip({name: given, handle}, signal).catch((error: unknown) => {
		signal.throwIfAborted();
		throw error instanceof WizardError ? new UsageError(error.message, {tryThis: 'Take another version, and tell its publisher.', cause: error}) : error;
	});
}

function publisherOf(account: string, own: string): Publisher {
	if (account === own) {
		return {is: 'own'};
	}

	const found = publishedFrom(account);
	return found ? {is: 'listed', name: found.name, publisher: found.publisher, source: found.source, asOf: checked} : {is: 'unlisted', asOf: checked};
}
