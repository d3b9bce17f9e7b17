import {Buffer} from 'node:buffer';
import {readFileSync} from 'node:fs';
import type {Socket} from 'node:net';
import {Readable} from 'node:stream';
import {setInterval} from 'node:timers/promises';
import {LambdaClient, ListLayersCommand} from '@aws-sdk/client-lambda';
import {CreateBucketCommand, PutObjectCommand, S3Client} from '@aws-sdk/client-s3';
import {beforeAll, describe, expect, test} from 'vitest';
import type {Interpreter} from '../../source/tools/python/interpreter.js';
import {suiteDirectory, temporaryDirectory} from '../support/directory.js';
import {connected, exchange, pour} from '../support/exchange.js';
import {floods, forged, forgedHead} from '../support/floods.js';
import {installed, launched, launchedSecret} from '../support/launched.js';
import {signed} from '../support/signing.js';

/** The most memory that a process ever had, in megabytes. */
const mostMemory = (pid: string): number => Number(/^VmHWM:\s+(\d+) kB$/mv.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;

/** A connection of the user's may be closed for a newer one too. The SDKs try such a call again. */
const user = (endpoint: string) => ({endpoint, region: 'us-east-1', credentials: {accessKeyId: '000000000000', secretAccessKey: launchedSecret}});

const layers = '/2018-10-31/layers';

/** The head of a request that the workspace's key signed. */
function signedHead(port: number, lines: readonly string[], options: {readonly body?: string; readonly isHashSent?: boolean} = {}): string {
	const headers = signed({method: 'POST', path: `${layers}/x/versions`, host: `127.0.0.1:${port}`, service: 'lambda', secret: launchedSecret, ...options});
	return [`POST ${layers}/x/versions HTTP/1.1`, ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`), ...lines, '', ''].join('\r\n');
}

/** Sends a byte every 100 ms. */
async function * dripping(opening: string): AsyncGenerator<string> {
	yield opening;
	for await (const byte of setInterval(100, 'x')) {
		yield byte;
	}
}

type Row = {
	readonly name: string;
	readonly parts: (port: number) => Iterable<string> | AsyncIterable<string>;
	readonly status: number;
	/** Until the connection is closed, in seconds. */
	readonly within: number;
};

const refused: readonly Row[] = [
	{name: 'a signature of other characters than ASCII', parts: port => [forgedHead(port, [], forged().replace(/0{64}$/v, 'é'))], status: 403, within: 1},
	{name: 'a date that no calendar has', parts: port => [forgedHead(port, ['Date: Mon, 01 Jan 0001 00:00:00 +2359']).replace(/^X-Amz-Date.*\r\n/mv, '')], status: 403, within: 1},
	{name: 'a body above the size that AWS takes', parts: port => [forgedHead(port, ['Content-Length: 70167212'])], status: 413, within: 2},
	{name: 'a body of unknown length', parts: port => [forgedHead(port, ['Transfer-Encoding: chunked'])], status: 411, within: 2},
	{name: 'a body with a forged signature', parts: port => [forgedHead(port, ['Content-Length: 1']), 'x'], status: 403, within: 1},
	{name: 'headers that are too large', parts: () => [`GET / HTTP/1.1\r\nX-A: ${'a'.repeat(40_000)}`], status: 431, within: 1},
	{name: 'half a head', parts: () => ['GET / HTTP/1.1\r\n'], status: 408, within: 12},
	{name: 'a head that drips', parts: () => dripping('GET / HTTP/1.1\r\nX-A: '), status: 408, within: 12},
	{name: 'half a body', parts: port => [forgedHead(port, ['Content-Length: 1000']), 'half'], status: 408, within: 23},
	{name: 'a body that drips', parts: port => dripping(forgedHead(port, ['Content-Length: 1000'])), status: 408, within: 23},
	{name: 'half a body of the user\'s', parts: port => [signedHead(port, ['Content-Length: 1000']), 'half'], status: 408, within: 23},
];

describe('strangers at the practice cloud', () => {
	const home = suiteDirectory();
	let interpreter: Interpreter;

	beforeAll(async () => {
		interpreter = await installed(home);
	});

	test.each(floods)('$name: memory stays below 150 MB, and the user is served', async ({connections, opening, part, times}) => {
		const {port, endpoint, pid, log} = await launched(interpreter, temporaryDirectory());
		const sockets: Socket[] = [];
		await Promise.all(Array.from({length: connections}, async () => {
			const socket = await connected(port);
			sockets.push(socket);
			await pour(socket, [opening(port)]);
			await pour(socket, Array.from({length: times}, () => part));
		}));
		const client = new LambdaClient(user(endpoint));
		const answers = await Promise.all(Array.from({length: 50}, async () => client.send(new ListLayersCommand())));
		expect(answers.map(({Layers: found}) => found)).toEqual(answers.map(() => []));
		client.destroy();
		for (const socket of sockets) {
			socket.destroy();
		}

		expect(mostMemory(pid)).toBeLessThan(150);
		expect(readFileSync(log, 'utf8')).not.toContain('Traceback');
	});

	test('whatever is over a limit gets a plain status and a closed connection', async () => {
		const {port, log} = await launched(interpreter, temporaryDirectory());
		const seen = await Promise.all(refused.map(async ({parts}) => exchange(port, parts(port))));
		expect(refused.map(({name}, index) => ({name, status: seen[index]?.status}))).toEqual(refused.map(({name, status}) => ({name, status})));
		expect(refused.filter(({within}, index) => (seen[index]?.seconds ?? Infinity) > within)).toEqual([]);
		expect(readFileSync(log, 'utf8')).not.toContain('Traceback');
	});

	test('a third large body at once is refused, a small one is not', async () => {
		const {port} = await launched(interpreter, temporaryDirectory());
		for (const _ of ['one', 'other']) {
			const socket = await connected(port);
			await pour(socket, [forgedHead(port, ['Content-Length: 70000000', 'Expect: 100-continue'])]);
			await new Promise(resolve => {
				socket.once('data', resolve);
			});
		}

		expect(await exchange(port, [forgedHead(port, ['Content-Length: 70000000'])])).toMatchObject({status: 503});
		expect(await exchange(port, [forgedHead(port, ['Content-Length: 1']), 'x'])).toMatchObject({status: 403});
	});

	test('a large body is taken without its hash in a header, and only with the right signature', async () => {
		const {port} = await launched(interpreter, temporaryDirectory());
		const zip = Buffer.concat([Buffer.from([80, 75, 5, 6]), Buffer.alloc(16), Buffer.from([0, 0])]).toString('base64');
		const body = JSON.stringify({Content: {ZipFile: zip}}) + ' '.repeat(30_000_000);
		const head = ['Connection: close', `Content-Length: ${body.length}`];
		expect(await exchange(port, [signedHead(port, head, {body, isHashSent: false}), body])).toMatchObject({status: 201});
		expect(await exchange(port, [signedHead(port, head, {body: `${body}x`, isHashSent: false}), body])).toMatchObject({status: 403});
	});

	test('an object is uploaded whose body is not hashed before', async () => {
		const {endpoint} = await launched(interpreter, temporaryDirectory());
		const s3 = new S3Client({...user(endpoint), forcePathStyle: true});
		await s3.send(new CreateBucketCommand({Bucket: 'streams'}));
		const body = Readable.from([Buffer.from('text')], {objectMode: false});
		await expect(s3.send(new PutObjectCommand({Bucket: 'streams', Key: 'text', Body: body, ContentLength: 4}))).resolves.toMatchObject({$metadata: {httpStatusCode: 200}});
		s3.destroy();
	});
});
