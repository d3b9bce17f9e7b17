import type {IncomingHttpHeaders} from 'node:http';

/** A request to AWS, as IAM sees it. */
export type Call = {
	/** The service that it was signed for, e.g. `lambda`; empty for an unsigned one. */
	readonly service: string;
	/** Its IAM action, e.g. `lambda:InvokeFunction`. */
	readonly action: string;
	/** What it is done to, as the request names it: a function's or a stack's ARN, or `*`. */
	readonly resource: string;
};

export type RawRequest = {readonly method: string; readonly url: string; readonly headers: IncomingHttpHeaders; readonly body: string};

type Route = {readonly method: string; readonly path: RegExp; readonly action: string};

/** https://docs.aws.amazon.com/lambda/latest/api/API_Operations.html, with the action that IAM checks for each. */
const lambda: readonly Route[] = [
	{method: 'GET', path: /\/account-settings$/v, action: 'GetAccountSettings'},
	{method: 'POST', path: /\/functions\/[^\/]+\/invocations$/v, action: 'InvokeFunction'},
	{method: 'GET', path: /\/functions\/[^\/]+\/configuration$/v, action: 'GetFunctionConfiguration'},
	{method: 'PUT', path: /\/functions\/[^\/]+\/configuration$/v, action: 'UpdateFunctionConfiguration'},
	{method: 'PUT', path: /\/functions\/[^\/]+\/code$/v, action: 'UpdateFunctionCode'},
	{method: 'GET', path: /\/functions\/[^\/]+\/versions$/v, action: 'ListVersionsByFunction'},
	{method: 'GET', path: /\/functions\/[^\/]+$/v, action: 'GetFunction'},
	{method: 'DELETE', path: /\/functions\/[^\/]+$/v, action: 'DeleteFunction'},
	{method: 'GET', path: /\/functions$/v, action: 'ListFunctions'},
	{method: 'POST', path: /\/functions$/v, action: 'CreateFunction'},
	{method: 'GET', path: /\/layers\?(?:.*&)?find=LayerVersion\b/v, action: 'GetLayerVersion'},
	{method: 'POST', path: /\/layers\/[^\/]+\/versions$/v, action: 'PublishLayerVersion'},
	{method: 'GET', path: /\/layers\/[^\/]+\/versions$/v, action: 'ListLayerVersions'},
	{method: 'GET', path: /\/layers\/[^\/]+\/versions\/\d+$/v, action: 'GetLayerVersion'},
	{method: 'DELETE', path: /\/layers\/[^\/]+\/versions\/\d+$/v, action: 'DeleteLayerVersion'},
	{method: 'POST', path: /\/layers\/[^\/]+\/versions\/\d+\/policy$/v, action: 'AddLayerVersionPermission'},
	{method: 'GET', path: /\/layers$/v, action: 'ListLayers'},
];

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html; paths are `/bucket/key`. */
const s3: readonly Route[] = [
	{method: 'GET', path: /^\/\?/v, action: 'ListAllMyBuckets'},
	{method: 'GET', path: /^\/[^\/]+\?location\b/v, action: 'GetBucketLocation'},
	{method: 'GET', path: /^\/[^\/]+\?(?:.*&)?versions\b/v, action: 'ListBucketVersions'},
	{method: 'GET', path: /^\/[^\/]+\?tagging\b/v, action: 'GetBucketTagging'},
	{method: 'POST', path: /^\/[^\/]+\?delete\b/v, action: 'DeleteObject'},
	{method: 'GET', path: /^\/[^\/]+\?/v, action: 'ListBucket'},
	{method: 'HEAD', path: /^\/[^\/]+\?/v, action: 'ListBucket'},
	{method: 'PUT', path: /^\/[^\/]+\?/v, action: 'CreateBucket'},
	{method: 'DELETE', path: /^\/[^\/]+\?/v, action: 'DeleteBucket'},
	{method: 'GET', path: /^\/[^\/]+\/[^?]/v, action: 'GetObject'},
	{method: 'HEAD', path: /^\/[^\/]+\/[^?]/v, action: 'GetObject'},
	{method: 'PUT', path: /^\/[^\/]+\/[^?]/v, action: 'PutObject'},
	{method: 'POST', path: /^\/[^\/]+\/[^?]/v, action: 'PutObject'},
	{method: 'DELETE', path: /^\/[^\/]+\/[^?]/v, action: 'DeleteObject'},
];

/** Reads off a request which call it is, by the protocol of its service: query, JSON or REST. */
export function callOf({method, url, headers, body}: RawRequest): Call {
	// Credential=<key>/<date>/<region>/<service>/aws4_request
	const [key = '', , region = '', service = ''] = /Credential=(?<scope>[^,]+)/v.exec(headers.authorization ?? '')?.groups?.scope?.split('/') ?? [];
	// The emulator's root keys are their accounts.
	const account = /^\d{12}$/v.test(key) ? key : '';
	const form = headers['content-type']?.startsWith('application/x-www-form-urlencoded') ? new URLSearchParams(body) : undefined;
	const target = headers['x-amz-target'];
	const operation = form?.get('Action') ?? (typeof target === 'string' ? target.split('.').at(-1) : undefined) ?? routed(service, method, url);
	return {service, action: `${service}:${operation}`, resource: resourceOf(service, `${region}:${account}`, decodeURIComponent(url), form)};
}

function routed(service: string, method: string, url: string): string {
	const [path = '', query = ''] = url.split('?');
	// A trailing slash says nothing, and neither does the SDK's own note of the operation.
	const bare = path.replace(/(?<=.)\/$/v, '');
	const asked = query.replace(/&?x-id=\w+/v, '');
	const plain = service === 's3' && !/^\/[^\/]+\/./v.test(bare) ? `${bare}?${asked}` : `${bare}${asked && `?${asked}`}`;
	const routes = service === 's3' ? s3 : lambda;
	return routes.find(route => route.method === method && route.path.test(plain))?.action ?? `${method} ${bare}`;
}

function resourceOf(service: string, place: string, url: string, form: URLSearchParams | undefined): string {
	const [path = ''] = url.split('?');
	const [, kind, name, , version] = path.slice(1).split('/');
	switch (service) {
		case 'lambda': {
			const arn = new URLSearchParams(url.split('?')[1]).get('Arn');
			if (arn ?? name?.startsWith('arn:')) {
				return arn ?? name ?? '*';
			}

			return name ? `arn:aws:lambda:${place}:${kind === 'layers' ? 'layer' : 'function'}:${name}${kind === 'layers' && version ? `:${version}` : ''}` : '*';
		}

		case 's3': {
			return path === '/' ? '*' : `arn:aws:s3:::${path.slice(1)}`;
		}

		case 'cloudformation': {
			const stack = form?.get('StackName');
			return stack ? (stack.startsWith('arn:') ? stack : `arn:aws:cloudformation:${place}:stack/${stack}/*`) : '*';
		}

		default: {
			return '*';
		}
	}
}
