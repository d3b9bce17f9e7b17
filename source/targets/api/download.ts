import {createHash} from 'node:crypto';
import type {IncomingMessage} from 'node:http';
import {HttpRequest} from '@smithy/core/protocols';
import type {NodeHttpHandler} from '@smithy/node-http-handler';
import {codeOf} from '../../disk/system-error.js';
import {CloudError, messageOf, WizardError} from '../../engine/errors.js';
import {explainRefusal} from '../../lambda/refusals.js';

/** Makes the request that downloads from an address which a cloud gave. */
export type RequestMaker = (address: string) => Promise<HttpRequest>;

export type Download = {
	/** What is downloaded, for messages: its address may hold a signature and is told to nobody. */
	readonly name: string;
	readonly request: HttpRequest;
	/** What the cloud says that it is: its size in bytes, and its SHA-256 in base64. */
	readonly bytes: number;
	readonly sha256: string;
	/** At most between two pieces, in milliseconds. @default A minute. */
	readonly patience?: number;
};

/** Downloads from an address as it is. */
export async function plainRequest(address: string): Promise<HttpRequest> {
	const {protocol, hostname, port, host, pathname, search} = new URL(address);
	// The query stays a part of the path: a signature in it is of its very spelling.
	return new HttpRequest({protocol, hostname, ...(port !== '' && {port: Number(port)}), method: 'GET', path: pathname + search, headers: {host}});
}

/**
Gives the bytes as they come, and never more than were promised.

@throws CloudError, which names no address, when they do not come, are too many, or are others at their end.
*/
export async function * download({name, request, bytes, sha256, patience = 60_000}: Download, handler: NodeHttpHandler): AsyncGenerator<Uint8Array> {
	const hash = createHash('sha256');
	let left = bytes;
	try {
		const {response} = await handler.handle(request);
		// eslint-disable-next-line @typescript-eslint/no-unsafe-type-assertion -- Node's handler hands on Node's own answer.
		const body = response.body as IncomingMessage;
		if (response.statusCode !== 200) {
			body.destroy();
			throw new CloudError(`${name} cannot be downloaded: the answer is ${response.statusCode}.`, {tryThis: 'Run the same command again.'});
		}

		body.setTimeout(patience, () => {
			body.destroy(new Error(`nothing has come for ${patience / 1000} s`));
		});
		for await (const chunk of body as AsyncIterable<Uint8Array>) {
			left -= chunk.length;
			if (left < 0) {
				throw new CloudError(`${name} is larger than the ${bytes.toLocaleString('en')} bytes that the cloud says it has.`);
			}

			hash.update(chunk);
			yield chunk;
		}
	} catch (error) {
		throw error instanceof WizardError ? error : brokenOff(name, error);
	}

	if (left > 0 || hash.digest('base64') !== sha256) {
		throw new CloudError(`${name} did not arrive as the cloud has it.`, {tryThis: 'Run the same command again.'});
	}
}

function brokenOff(name: string, cause: unknown): CloudError {
	const reason = codeOf(cause) ?? messageOf(cause).replace(/\.$/v, '');
	return new CloudError(`${name} cannot be downloaded: ${reason}.`, {tryThis: explainRefusal(reason) ?? 'Run the same command again.', cause});
}
