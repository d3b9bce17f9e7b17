import {once} from 'node:events';
import {createServer, type Server} from 'node:net';

/** A server on a loopback port of its own choice, which is then taken. */
export async function takePort(): Promise<{readonly port: number; readonly server: Server}> {
	const server = createServer();
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const address = server.address();
	if (typeof address !== 'object' || address === null) {
		throw new Error('the server has no port');
	}

	return {port: address.port, server};
}

/** A loopback port that was free a moment ago. */
export async function freePort(): Promise<number> {
	const {port, server} = await takePort();
	server.close();
	await once(server, 'close');
	return port;
}
