import {Buffer} from 'node:buffer';
import {once} from 'node:events';
import {createServer, request as forward} from 'node:http';
import {connect, type Socket} from 'node:net';
import {pipeline} from 'node:stream/promises';
import {onTestFinished} from 'vitest';

export type ForwardProxy = {
	/** Its address with name and password, as the environment takes it. */
	readonly url: string;
	readonly password: string;
	/** Where connections were asked to lead, oldest first, e.g. `index.test:80`. */
	readonly asked: readonly string[];
};

type Names = Readonly<Record<string, string>>;

/**
A forward proxy as companies have them (RFC 9110, sections 7.6 and 9.3.6), on a loopback port, for who has the password; it ends with the test.

@param names Hosts that only the proxy knows, and those below them, with where they are, e.g. `{'cloud.test': '127.0.0.1:4566'}`.
*/
export async function openForwardProxy(names: Names = {}): Promise<ForwardProxy> {
	const asked: string[] = [];
	const password = 'p%40ss-of-the-proxy';
	const wanted = `Basic ${Buffer.from(`learner:${decodeURIComponent(password)}`).toString('base64')}`;
	const tunnels = new Set<Socket>();

	const server = createServer((request, response) => {
		if (request.headers['proxy-authorization'] !== wanted) {
			response.writeHead(407, {'Proxy-Authenticate': 'Basic realm="test"'}).end();
			return;
		}

		const {hostname, port, pathname, search} = new URL(request.url ?? '');
		const place = `${hostname}:${port || 80}`;
		asked.push(place);
		const [host, at] = whereabouts(place, names);
		const passed = forward({host, port: at, method: request.method, path: pathname + search, headers: request.rawHeaders, setHost: false, agent: false}, answer => {
			response.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
			pipeline(answer, response).catch(() => response.destroy());
		});
		passed.once('error', () => {
			response.destroy();
		});
		request.pipe(passed);
	});
	server.on('connect', ({url = '', headers}, socket: Socket, first: Uint8Array) => {
		if (headers['proxy-authorization'] !== wanted) {
			socket.end('HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm="test"\r\nContent-Length: 0\r\n\r\n');
			return;
		}

		asked.push(url);
		const [host, port] = whereabouts(url, names);
		const far = connect(port, host, () => {
			socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
			far.write(first);
			far.pipe(socket);
			socket.pipe(far);
		});
		for (const [one, other] of [[socket, far], [far, socket]] as const) {
			tunnels.add(one);
			one.on('error', () => {
				other.destroy();
			});
			one.on('close', () => {
				tunnels.delete(one);
				other.destroy();
			});
		}
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	onTestFinished(() => {
		for (const socket of tunnels) {
			socket.destroy();
		}

		server.closeAllConnections();
		server.close();
	});
	const address = server.address();
	return {url: `http://learner:${password}@127.0.0.1:${typeof address === 'object' ? address?.port : ''}`, password, asked};
}

function whereabouts(place: string, names: Names): [host: string, port: number] {
	const {hostname, port} = new URL(`http://${place}`);
	const [, known] = Object.entries(names).find(([name]) => hostname === name || hostname.endsWith(`.${name}`)) ?? [];
	const [host = '', at = port] = known?.split(':') ?? [hostname];
	return [host, Number(at || 80)];
}
