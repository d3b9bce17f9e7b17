import {GetLayerVersionByArnCommand, type LambdaClient} from '@aws-sdk/client-lambda';
import type {NodeHttpHandler} from '@smithy/node-http-handler';
import prettyBytes from 'pretty-bytes';
import {CloudError} from '../../engine/errors.js';
import {regionOf} from '../../lambda/arn.js';
import {limits} from '../../lambda/limits.js';
import {download, type RequestMaker} from './download.js';
import {refusals, unlessMissing} from './refusals.js';

/** A zip that would be larger than this holds more than Lambda takes: what it packs, and as much again for names and headers. */
const largestZip = 2 * limits.unzippedBytes;

/** A layer version as its cloud describes it, and its zip. */
export type LayerZip = {
	/** What it says that it is for; empty where it does not say. */
	readonly runtimes: readonly string[];
	readonly architectures: readonly string[];
	readonly description: string | undefined;
	readonly licence: string | undefined;
	/** The zip's size, in bytes. */
	readonly bytes: number;
	/** The zip as it comes, never more than `bytes`; throws CloudError when it does not come, or comes otherwise. */
	readonly open: () => AsyncIterable<Uint8Array>;
};

export type LayerZipCalls = {
	/** A version of any account and any region, by its ARN; undefined when the cloud knows no such version. Throws CloudError when the cloud refuses. */
	readonly layerZip: (arn: string) => Promise<LayerZip | undefined>;
};

export type Means = {
	/** Lambda in a region, by default the connection's: each answers for its own layers only. */
	readonly clientIn: (region?: string) => LambdaClient;
	readonly requestHandler: NodeHttpHandler;
	readonly downloadRequest: RequestMaker;
};

/** The call that gets what is in a layer version; apart from Lambda's others, because its region is the layer's. */
export function layerZipCalls({clientIn, requestHandler, downloadRequest}: Means): LayerZipCalls {
	return {
		async layerZip(arn) {
			const request = clientIn(regionOf(arn)).send(new GetLayerVersionByArnCommand({Arn: arn}));
			const answer = await unlessMissing(refusals('lambda:GetLayerVersion', request), /ResourceNotFound/v);
			const {Location, CodeSize: bytes = 0, CodeSha256: sha256 = ''} = answer?.Content ?? {};
			// The practice cloud answers for any other account's version, and has no zip of it.
			if (!answer || Location === undefined) {
				return undefined;
			}

			return {
				runtimes: answer.CompatibleRuntimes ?? [],
				architectures: answer.CompatibleArchitectures ?? [],
				description: said(answer.Description),
				licence: said(answer.LicenseInfo),
				bytes,
				async * open() {
					if (bytes > largestZip) {
						throw new CloudError(`The zip of ${arn} has ${prettyBytes(bytes)}, and no layer's zip is larger than ${prettyBytes(largestZip)}.`, {
							tryThis: 'Take another version, and tell its publisher.',
						});
					}

					yield * download({name: `The zip of ${arn}`, request: await downloadRequest(Location), bytes, sha256}, requestHandler);
				},
			};
		},
	};
}

/** An empty text says nothing. */
const said = (text: string | undefined): string | undefined => text === '' ? undefined : text;
