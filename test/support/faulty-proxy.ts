import {once} from 'node:events';
import {createServer, request as forward, type IncomingMessage, type ServerResponse} from 'node:http';
import {buffer} from 'node:stream/consumers';
import {pipeline} from 'node:stream/promises';
import {callOf, type Call} from './calls.js';
import {answerWith, refusalFor, type Refusal, type RefusalName} from './faults.js';

/** What happens to a call instead of what the cloud would do. */
export type Fault = {
	/** Which call, as IAM names it, e.g. `lambda:InvokeFunction`; `*` stands for any text. */
	readonly call: string;
	/** A common error of AWS; an error of this call alone; the connection cut without a word; or held until `release`, and then done. */
	readonly gives: RefusalName | Refusal | 'cut' | 'held';
	/** How often; always when absent. */
	readonly times?: number;
};

export type FaultyProxy = {
	/** What clients use in place of the cloud's own. */
	readonly endpoint: string;
	/** Every call so far, oldest first, e.g. `cloudformation:DescribeStacks`. */
	readonly calls: readonly string[];
	/** Replaces the faults. */
	readonly provoke: (faults: readonly Fault[]) => void;
	/** Resolves when a call of that name arrives, or has arrived already. */
	readonly arrival: (action: string) => Promise<void>;
	/** Lets held calls go on, those to come too. */
	readonly release: () => void;
	readonly stop: () => Promise<void>;
};

/**
Starts a proxy on the loopback address that passes requests on byte for byte, their Host too (it is signed), and turns chosen ones into faults.

@param caller The ARN in the sentences of denials.
*/
export async function startFaultyProxy(cloud: string, faults: readonly Fault[] = [], caller = 'arn:aws:iam::111122223333:user/learner'): Promise<FaultyProxy> {
	const calls: string[] = [];
	const arrivals = new Map<string, PromiseWithResolvers>();
	const gate = withResolvers();
	let rows = remaining(faults);

	const arrivalOf = (action: string) => {
		const arrival = arrivals.get(action) ?? withResolvers();
		arrivals.set(action, arrival);
		return arrival;
	};

	const faultFor = (call: Call) => {
		const row = rows.find(({matches, left}) => left > 0 && matches.test(call.action));
		if (row) {
			row.left--;
		}

		return row?.gives;
	};

	const answer = async (request: IncomingMessage, response: ServerResponse) => {
		const body = await buffer(request);
		const call = callOf({method: request.method ?? '', url: request.url ?? '', headers: request.headers, body: body.toString('latin1')});
		calls.push(call.action);
		const gives = faultFor(call);
		arrivalOf(call.action).resolve();
		if (gives === 'cut') {
			request.socket.resetAndDestroy();
			return;
		}

		if (gives === 'held') {
			await gate.promise;
		} else if (gives) {
			const {status, headers, body: text} = answerWith(typeof gives === 'string' ? refusalFor(gives, call, caller) : gives, call);
			response.writeHead(status, headers).end(text);
			return;
		}

		await passOn(cloud, request, body, response);
	};

	const server = createServer((request, response) => {
		// A client that leaves, or a cloud that ends, is no matter of the proxy's.
		answer(request, response).catch(() => response.destroy());
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const address = server.address();
	return {
		endpoint: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
		calls,
		provoke(next) {
			rows = remaining(next);
		},
		arrival: async action => arrivalOf(action).promise,
		release: gate.resolve,
		async stop() {
			gate.resolve();
			server.close();
			server.closeAllConnections();
			await once(server, 'close');
		},
	};
}

type PromiseWithResolvers = {readonly promise: Promise<void>; readonly resolve: () => void};

function withResolvers(): PromiseWithResolvers {
	let resolve = () => undefined as void;
	const promise = new Promise<void>(done => {
		resolve = done;
	});
	return {promise, resolve};
}

/** A fault's row with how often it is still due. */
function remaining(faults: readonly Fault[]) {
	return faults.map(({call, gives, times = Number.POSITIVE_INFINITY}) => ({
		matches: new RegExp(`^${call.replaceAll('*', '.*')}$`, 'v'),
		gives,
		left: times,
	}));
}

async function passOn(cloud: string, {method, url, rawHeaders}: IncomingMessage, body: Uint8Array, response: ServerResponse): Promise<void> {
	const {hostname, port} = new URL(cloud);
	const passed = forward({hostname, port, method, path: url, headers: rawHeaders, setHost: false, agent: false});
	const answered = new Promise<IncomingMessage>((resolve, reject) => {
		passed.once('response', resolve).once('error', reject);
	});
	passed.end(body);
	const answer = await answered;
	response.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
	await pipeline(answer, response);
}
