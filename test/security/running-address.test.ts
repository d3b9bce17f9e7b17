import {once} from 'node:events';
import {mkdirSync, writeFileSync} from 'node:fs';
import {createServer} from 'node:http';
import path from 'node:path';
import {expect, onTestFinished, test} from 'vitest';
import {runningElsewhere} from '../../source/targets/practice/answering.js';
import {temporaryDirectory} from '../support/directory.js';

const readyPath = '/_ready/6f0c3a52-8d0e-4e0b-9d5e-1d2f3a4b5c6d';

/** A server that answers everything, and counts what it was asked for. */
async function answering(host: string) {
	const asked: string[] = [];
	const server = createServer((request, response) => {
		asked.push(request.url ?? '');
		response.end('ready');
	});
	server.listen(0, host);
	await once(server, 'listening');
	onTestFinished(() => {
		server.close();
	});
	const address = server.address();
	return {asked, port: typeof address === 'object' && address ? address.port : 0};
}

function running(text: string): string {
	const directory = path.join(temporaryDirectory(), 'practice-cloud');
	mkdirSync(directory);
	writeFileSync(path.join(directory, 'running'), text);
	return directory;
}

test('the address that the launcher writes is used', async () => {
	const {port} = await answering('127.0.0.1');
	expect(await runningElsewhere(running(`http://127.0.0.1:${port}${readyPath}`))).toBe(`http://127.0.0.1:${port}`);
});

test.each([
	['another host', '127.0.0.2', (port: number) => `http://127.0.0.2:${port}${readyPath}`],
	['a name', '127.0.0.1', (port: number) => `http://localhost:${port}${readyPath}`],
	['another path', '127.0.0.1', (port: number) => `http://127.0.0.1:${port}/elsewhere`],
	['a user in it', '127.0.0.2', (port: number) => `http://127.0.0.1:80@127.0.0.2:${port}${readyPath}`],
	['more lines', '127.0.0.1', (port: number) => `http://127.0.0.1:${port}${readyPath}\nhttp://127.0.0.2:${port}`],
	['no address', '127.0.0.1', () => '\u0000not an address'],
	['nothing', '127.0.0.1', () => ''],
])('%s: nobody is called', async (_, host, textFor) => {
	const {asked, port} = await answering(host);
	expect(await runningElsewhere(running(textFor(port)))).toBeUndefined();
	expect(asked).toEqual([]);
});
