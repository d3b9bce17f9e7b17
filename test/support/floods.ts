import {Buffer} from 'node:buffer';

/** A signature of the right form that no key made. */
export function forged(names = 'host;x-amz-date'): string {
	const scope = '000000000000/20300101/us-east-1/lambda/aws4_request';
	return `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=${names}, Signature=${'0'.repeat(64)}`;
}

/** The head of a request that only its signature's value tells from a real one. */
export function forgedHead(port: number, lines: readonly string[], authorization = forged()): string {
	return [
		'POST /2018-10-31/layers/x/versions HTTP/1.1',
		`Host: 127.0.0.1:${port}`,
		'X-Amz-Date: 20300101T000000Z',
		`Authorization: ${authorization}`,
		...lines,
		'\r\n',
	].join('\r\n');
}

export type Flood = {
	readonly name: string;
	readonly connections: number;
	/** What is sent first on each connection. */
	readonly opening: (port: number) => string;
	/** What is sent then, again and again. */
	readonly part: string | Uint8Array;
	readonly times: number;
};

const megabyte = new Uint8Array(1024 * 1024);

function upgrade(port: number, protocol: string, lines: readonly string[]): string {
	return ['GET / HTTP/1.1', `Host: 127.0.0.1:${port}`, 'Connection: Upgrade', `Upgrade: ${protocol}`, ...lines, '\r\n'].join('\r\n');
}

/** What has a server take memory that knows no limits. */
export const floods: readonly Flood[] = [
	{
		name: 'bodies of a huge length',
		connections: 40,
		opening: port => forgedHead(port, ['Content-Length: 9999999999']),
		part: megabyte,
		times: 10,
	},
	{
		name: 'bodies of the largest length',
		connections: 4,
		opening: port => forgedHead(port, ['Content-Length: 70000000']),
		part: megabyte,
		times: 60,
	},
	{
		name: 'bodies whose hash is a header',
		connections: 4,
		opening: port => forgedHead(port, [`X-Amz-Content-Sha256: ${'0'.repeat(64)}`, 'Content-Length: 70000000']),
		part: megabyte,
		times: 60,
	},
	{
		name: 'bodies in chunks',
		connections: 40,
		opening: port => forgedHead(port, ['Transfer-Encoding: chunked']),
		part: Buffer.concat([Buffer.from('100000\r\n'), megabyte, Buffer.from('\r\n')]),
		times: 10,
	},
	{
		name: 'bodies on 3000 connections',
		connections: 3000,
		opening: port => forgedHead(port, ['Content-Length: 65000']),
		part: new Uint8Array(300_000),
		times: 1,
	},
	{
		name: 'headers on 3000 connections',
		connections: 3000,
		opening: () => 'GET / HTTP/1.1\r\n',
		part: `X-A: ${'a'.repeat(15_000)}\r\n`,
		times: 1,
	},
	{
		name: 'headers without an end',
		connections: 40,
		opening: () => 'GET / HTTP/1.1\r\n',
		part: `X-A: ${'a'.repeat(15_000)}\r\n`,
		times: 500,
	},
	{
		name: 'a header that is signed ten thousand times',
		connections: 4,
		opening: port => forgedHead(port, [`X: ${'a'.repeat(20_000)}`], forged(`host${';x'.repeat(10_000)}`)),
		part: '',
		times: 0,
	},
	{
		name: 'requests on 3000 connections, with more behind them',
		connections: 3000,
		opening: () => 'GET / HTTP/1.1\r\nHost: x\r\n\r\n',
		part: new Uint8Array(300_000),
		times: 1,
	},
	{
		name: 'pipelined requests',
		connections: 40,
		opening: () => '',
		part: 'GET / HTTP/1.1\r\nHost: x\r\n\r\n'.repeat(1000),
		times: 500,
	},
	{
		name: 'HTTP/2',
		connections: 40,
		opening: () => 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
		part: megabyte,
		times: 10,
	},
	{
		name: 'an upgrade to HTTP/2',
		connections: 40,
		opening: port => upgrade(port, 'h2c', ['HTTP2-Settings: AAMAAABkAAQAAP__']),
		part: megabyte,
		times: 10,
	},
	{
		name: 'an upgrade to a WebSocket',
		connections: 40,
		opening: port => upgrade(port, 'websocket', ['Sec-WebSocket-Version: 13', 'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==']),
		part: megabyte,
		times: 10,
	},
];
