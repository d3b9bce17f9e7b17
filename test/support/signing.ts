import {createHash, createHmac} from 'node:crypto';

export type Signing = {
	readonly method: string;
	/** With its query, which is sorted and encoded already. */
	readonly path: string;
	readonly host: string;
	readonly service: string;
	readonly secret: string;
	/** @default The practice cloud's account. */
	readonly key?: string;
	readonly body?: string;
	/** @default Sends the body's hash as a header, as most clients do. */
	readonly isHashSent?: boolean;
	/** @default Now. */
	readonly date?: Date;
};

/**
The headers of a request signed by hand, apart from the SDK that signs what is under test.
Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
*/
export function signed({method, path, host, service, secret, key = '000000000000', body = '', isHashSent = true, date = new Date()}: Signing): Readonly<Record<string, string>> {
	const time = timeOf(date);
	const digest = sha256(body);
	const headers = {host, ...(isHashSent && {'x-amz-content-sha256': digest}), 'x-amz-date': time};
	const names = Object.keys(headers).join(';');
	const lines = Object.entries(headers).map(([name, value]) => `${name}:${value}`);
	const [place = '', query = ''] = path.split('?');
	const request = [method, place, query, ...lines, '', names, digest].join('\n');
	const {scope, signature} = signatureOf({time, service, secret, request});
	return {
		...headers,
		authorization: `AWS4-HMAC-SHA256 Credential=${key}/${scope}, SignedHeaders=${names}, Signature=${signature}`,
	};
}

/** A path with the signature in its query, as a link is shared. */
export function presigned({method, path, host, service, secret, key = '000000000000', date = new Date()}: Signing): string {
	const time = timeOf(date);
	const scope = `${time.slice(0, 8)}/us-east-1/${service}/aws4_request`;
	const query = `X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=${encodeURIComponent(`${key}/${scope}`)}&X-Amz-Date=${time}&X-Amz-Expires=3600&X-Amz-SignedHeaders=host`;
	const request = [method, path, query, `host:${host}`, '', 'host', 'UNSIGNED-PAYLOAD'].join('\n');
	return `${path}?${query}&X-Amz-Signature=${signatureOf({time, service, secret, request}).signature}`;
}

function signatureOf({time, service, secret, request}: {readonly time: string; readonly service: string; readonly secret: string; readonly request: string}) {
	const day = time.slice(0, 8);
	const scope = `${day}/us-east-1/${service}/aws4_request`;
	let key: Uint8Array | string = `AWS4${secret}`;
	for (const part of [day, 'us-east-1', service, 'aws4_request']) {
		key = createHmac('sha256', key).update(part).digest();
	}

	return {scope, signature: createHmac('sha256', key).update(['AWS4-HMAC-SHA256', time, scope, sha256(request)].join('\n')).digest('hex')};
}

const timeOf = (date: Date): string => date.toISOString().replaceAll(/[\-:]|\.\d+/gv, '');

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
