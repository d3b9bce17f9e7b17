import {randomUUID} from 'node:crypto';
import type {Call} from './calls.js';

/** An error as AWS words it, before it is put into the wire format of a service. */
export type Refusal = {readonly status: number; readonly code: string; readonly message: string};

/** What a service answers when it refuses; which one depends on the service's protocol. */
const protocols = {cloudformation: 'query', sts: 'query', iam: 'query', s3: 's3', lambda: 'rest-json', logs: 'json'} as const;

type Protocol = (typeof protocols)[keyof typeof protocols];

const protocolOf = (service: string): Protocol => Object.entries(protocols).find(([name]) => name === service)?.[1] ?? 'query';

type Refusals = Readonly<Record<Protocol, Omit<Refusal, 'message'>>> & {readonly message: (call: Call, caller: string) => string};

/**
AWS's real answers: the codes and statuses of each protocol's common errors, and the sentences that come with them.
https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/CommonErrors.html, https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html,
https://docs.aws.amazon.com/lambda/latest/api/CommonErrors.html, https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/CommonErrors.html
*/
const refusals = {
	throttling: {
		query: {status: 400, code: 'Throttling'},
		s3: {status: 503, code: 'SlowDown'},
		'rest-json': {status: 429, code: 'TooManyRequestsException'},
		json: {status: 400, code: 'ThrottlingException'},
		message: ({service}) => service === 's3' ? 'Please reduce your request rate.' : 'Rate exceeded',
	},
	'access-denied': {
		query: {status: 403, code: 'AccessDenied'},
		s3: {status: 403, code: 'AccessDenied'},
		'rest-json': {status: 403, code: 'AccessDeniedException'},
		json: {status: 400, code: 'AccessDeniedException'},
		message: ({action, resource}, caller) => `User: ${caller} is not authorized to perform: ${action} on resource: ${resource} because no identity-based policy allows the ${action} action`,
	},
	'expired-token': {
		query: {status: 403, code: 'ExpiredToken'},
		s3: {status: 400, code: 'ExpiredToken'},
		'rest-json': {status: 403, code: 'ExpiredTokenException'},
		json: {status: 400, code: 'ExpiredTokenException'},
		message: ({service}) => service === 's3' ? 'The provided token has expired.' : 'The security token included in the request is expired',
	},
	'server-error': {
		query: {status: 500, code: 'InternalFailure'},
		s3: {status: 500, code: 'InternalError'},
		'rest-json': {status: 500, code: 'ServiceException'},
		json: {status: 500, code: 'InternalFailure'},
		message: ({service}) => service === 's3' ? 'We encountered an internal error. Please try again.' : 'An internal error occurred.',
	},
	unavailable: {
		query: {status: 503, code: 'ServiceUnavailable'},
		s3: {status: 503, code: 'ServiceUnavailable'},
		'rest-json': {status: 503, code: 'ServiceUnavailableException'},
		json: {status: 503, code: 'ServiceUnavailableException'},
		message: () => 'Service Unavailable',
	},
} as const satisfies Readonly<Record<string, Refusals>>;

export type RefusalName = keyof typeof refusals;

/** A deployment's answer where the stack's creation has failed before: https://repost.aws/knowledge-center/cloudformation-rollback-complete */
export const rollbackComplete = (stackArn: string): Refusal => ({
	status: 400,
	code: 'ValidationError',
	message: `Stack:${stackArn} is in ROLLBACK_COMPLETE state and can not be updated.`,
});

/** The words of a common error for one call. `caller` is the ARN of who asks. */
export function refusalFor(name: RefusalName, call: Call, caller: string): Refusal {
	const {message, ...codes} = refusals[name];
	return {...codes[protocolOf(call.service)], message: message(call, caller)};
}

export type Answer = {readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly body: string};

/** A refusal as the service's SDK expects it on the wire. */
export function answerWith({status, code, message}: Refusal, {service}: Call): Answer {
	const id = randomUUID();
	const text = message.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
	switch (protocolOf(service)) {
		case 'query': {
			const type = status >= 500 ? 'Receiver' : 'Sender';
			const error = `<Error><Type>${type}</Type><Code>${code}</Code><Message>${text}</Message></Error>`;
			return {status, headers: {'content-type': 'text/xml', 'x-amzn-requestid': id}, body: `<ErrorResponse>${error}<RequestId>${id}</RequestId></ErrorResponse>`};
		}

		case 's3': {
			const error = `<Error><Code>${code}</Code><Message>${text}</Message><RequestId>${id}</RequestId></Error>`;
			return {status, headers: {'content-type': 'application/xml', 'x-amz-request-id': id}, body: `<?xml version="1.0" encoding="UTF-8"?>\n${error}`};
		}

		case 'rest-json': {
			const type = status >= 500 ? 'Service' : 'User';
			return {status, headers: {'content-type': 'application/json', 'x-amzn-errortype': code, 'x-amzn-requestid': id}, body: JSON.stringify({Type: type, message})};
		}

		case 'json': {
			return {status, headers: {'content-type': 'application/x-amz-json-1.1', 'x-amzn-requestid': id}, body: JSON.stringify({__type: code, message})};
		}
	}
}
