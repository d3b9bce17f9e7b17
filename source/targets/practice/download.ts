import {Hash} from '@smithy/core/serde';
import {SignatureV4} from '@smithy/signature-v4';
import type {Credentials} from '../api.js';
import {plainRequest, type RequestMaker} from '../api/download.js';

class Sha256 extends Hash {
	constructor(secret?: ConstructorParameters<typeof Hash>[1]) {
		super('sha256', secret);
	}
}

export type Access = {readonly endpoint: string; readonly region: string; readonly credentials: Credentials};

/**
Downloads from the practice cloud, which lets in nobody without the workspace's signature. Of an address only the path counts:
the host is MiniStack's own idea, and the port is that of the day on which the layer was published.
*/
export function signedRequest({endpoint, region, credentials}: Access): RequestMaker {
	const signer = new SignatureV4({service: 'lambda', region, credentials, sha256: Sha256});
	return async address => {
		const request = await plainRequest(endpoint + new URL(address).pathname);
		return Object.assign(request, await signer.sign(request));
	};
}
