import {Buffer} from 'node:buffer';
import {once} from 'node:events';
import {connect, type Socket} from 'node:net';

export type Exchange = {
	/** The status of the first answer; undefined if there was none. */
	readonly status: number | undefined;
	/** Seconds until the server closed the connection. */
	readonly seconds: number;
};

type Parts = Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>;

/** Sends bytes to a loopback port and waits until the server closes the connection. */
export async function exchange(port: number, parts: Parts): Promise<Exchange> {
	const start = performance.now();
	const socket = await connected(port);
	const chunks: Uint8Array[] = [];
	socket.on('data', chunk => {
		chunks.push(chunk);
	});
	const closed = once(socket, 'close');
	await pour(socket, parts);
	await closed;
	const status = /^HTTP\/1\.1 (\d{3}) /v.exec(Buffer.concat(chunks).toString('latin1'))?.[1];
	return {status: status === undefined ? undefined : Number(status), seconds: (performance.now() - start) / 1000};
}

/** Opens a connection. If the server resets it, that is no error: it is closed. */
export async function connected(port: number): Promise<Socket> {
	const socket = connect({port, host: '127.0.0.1'});
	await once(socket, 'connect');
	socket.on('error', () => undefined);
	return socket;
}

/** Writes as fast as the server reads, until the parts or the connection end. */
export async function pour(socket: Socket, parts: Parts): Promise<void> {
	for await (const part of parts) {
		if (!socket.writable) {
			return;
		}

		await new Promise<void>(resolve => {
			socket.write(part, () => {
				resolve();
			});
		});
	}
}
