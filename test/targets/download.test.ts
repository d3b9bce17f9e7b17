import {createHash} from 'node:crypto';
import {once} from 'node:events';
import {createServer, type RequestListener} from 'node:http';
import {afterEach, beforeEach, expect, onTestFinished, test, vi} from 'vitest';
import {CloudError} from '../../source/engine/errors.js';
import {AbortableHandler} from '../../source/targets/api/abortable-handler.js';
import {download, plainRequest, type Download} from '../../source/targets/api/download.js';
import {openForwardProxy} from '../support/forward-proxy.js';

const content = new TextEncoder().encode('a zip, as far as anybody here knows');
const query = '?X-Amz-Signature=geheim&X-Amz-Credential=AKIA%2F20261123&a=b+c';

beforeEach(() => {
	for (const name of ['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY', 'NO_PROXY', 'http_proxy', 'https_proxy', 'all_proxy', 'no_proxy']) {
		vi.stubEnv(name, '');
	}
});

afterEach(() => {
	vi.unstubAllEnvs();
});

/** A server that ends with the test, as host and port. */
async function serve(answer: RequestListener): Promise<string> {
	const server = createServer(answer).listen(0, '127.0.0.1');
	onTestFinished(() => {
		server.closeAllConnections();
		server.close();
	});
	await once(server, 'listening');
	const address = server.address();
	return `127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
}

const answering = (status: number, body: Uint8Array | string, headers: Readonly<Record<string, string>> = {}): RequestListener => (_, response) => {
	response.writeHead(status, headers).end(body);
};

/** All that is given before the end or the failure, as what it came to. */
async function got(address: string, promised: Partial<Pick<Download, 'bytes' | 'sha256' | 'patience'>> = {}) {
	const handler = new AbortableHandler(new AbortController().signal);
	const expected = {bytes: content.length, sha256: createHash('sha256').update(content).digest('base64'), ...promised};
	const chunks: Uint8Array[] = [];
	let error: unknown;
	try {
		for await (const chunk of download({name: 'The zip', request: await plainRequest(address), ...expected}, handler)) {
			chunks.push(chunk);
		}
	} catch (error_) {
		error = error_;
	}

	handler.destroy();
	return {bytes: chunks.reduce((sum, {length}) => sum + length, 0), error};
}

test('gives the bytes of an address as it is spelt', async () => {
	let asked = '';
	const host = await serve(({url = ''}, response) => {
		asked = url;
		response.end(content);
	});
	expect(await got(`http://${host}/layers/a%20b${query}`)).toEqual({bytes: content.length, error: undefined});
	expect(asked).toBe(`/layers/a%20b${query}`);
});

test('never gives more bytes than were promised, however many come', async () => {
	let sent = 0;
	const host = await serve((_, response) => {
		const piece = new Uint8Array(64 * 1024);
		const more = () => {
			while (!response.destroyed) {
				sent += piece.length;
				if (!response.write(piece)) {
					response.once('drain', more);
					return;
				}
			}
		};

		more();
	});
	const {bytes, error} = await got(`http://${host}/`, {bytes: 100_000});
	expect(bytes).toBeLessThanOrEqual(100_000);
	expect(error).toMatchObject({message: 'The zip is larger than the 100,000 bytes that the cloud says it has.', exitCode: 4});
	expect(sent).toBeLessThan(64 * 1024 * 1024);
});

test.each<readonly [string, RequestListener, string]>([
	['fewer bytes', answering(200, content.subarray(1)), 'The zip did not arrive as the cloud has it.'],
	['other bytes', answering(200, content.toReversed()), 'The zip did not arrive as the cloud has it.'],
	['a refusal', answering(403, '<Error><Signature>geheim</Signature></Error>'), 'The zip cannot be downloaded: the answer is 403.'],
	['a way to elsewhere', answering(302, '', {location: 'http://elsewhere.example/'}), 'The zip cannot be downloaded: the answer is 302.'],
	['an end in the middle', (_, response) => {
		response.writeHead(200, {'content-length': content.length});
		response.write(content.subarray(0, 5), () => {
			response.destroy();
		});
	}, 'The zip cannot be downloaded: ECONNRESET.'],
])('%s: a sentence without the address', async (_, answer, message) => {
	const host = await serve(answer);
	const {error} = await got(`http://${host}/${query}`);
	expect(error).toBeInstanceOf(CloudError);
	expect(error).toMatchObject({message, exitCode: 4});
	expect(JSON.stringify(error) + String(error)).not.toMatch(/geheim|X-Amz/v);
});

test('pieces that stop coming: it is given up', async () => {
	const host = await serve((_, response) => {
		response.writeHead(200, {'content-length': content.length}).write(content.subarray(0, 5));
	});
	const {bytes, error} = await got(`http://${host}/`, {patience: 50});
	expect(bytes).toBe(5);
	expect(error).toMatchObject({message: 'The zip cannot be downloaded: nothing has come for 0.05 s.', exitCode: 4});
});

test('an address where nobody answers: what to look at', async () => {
	const {error} = await got(`http://127.0.0.1:1/${query}`);
	expect(error).toMatchObject({message: 'The zip cannot be downloaded: ECONNREFUSED.', details: {tryThis: expect.stringContaining('look at the network')}});
});

test('goes through the proxy that the environment names', async () => {
	const host = await serve(answering(200, content));
	const proxy = await openForwardProxy({'layers.test': host});
	vi.stubEnv('HTTP_PROXY', proxy.url);
	expect(await got(`http://layers.test/${query}`)).toEqual({bytes: content.length, error: undefined});
	expect(proxy.asked).toEqual(['layers.test:80']);
});
