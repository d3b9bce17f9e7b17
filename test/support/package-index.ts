import {Buffer} from 'node:buffer';
import {once} from 'node:events';
import {readdirSync, readFileSync} from 'node:fs';
import {createServer} from 'node:http';
import path from 'node:path';
import {onTestFinished} from 'vitest';

export type PackageIndex = {
	/** Its address without a password, e.g. `127.0.0.1:1234`. */
	readonly host: string;
	/** The names that were asked for with the right password. */
	readonly served: ReadonlySet<string>;
};

/** A package index (PEP 503) on a loopback port with what lies in a directory, for who has the password. */
export async function openIndex(directory: string, user: string, password: string): Promise<PackageIndex> {
	const served = new Set<string>();
	const wanted = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
	const server = createServer(({headers, url = ''}, response) => {
		if (headers.authorization !== wanted) {
			response.writeHead(401, {'WWW-Authenticate': 'Basic realm="test"'}).end();
			return;
		}

		const [, section, name = ''] = url.split('/');
		if (section === 'files') {
			served.add(name);
			response.end(readFileSync(path.join(directory, name)));
			return;
		}

		const files = readdirSync(directory).filter(file => file.startsWith(`${name.replaceAll('-', '_')}-`));
		response.writeHead(files.length > 0 ? 200 : 404, {'Content-Type': 'text/html'}).end(files.map(file => `<a href="/files/${file}">${file}</a>`).join('\n'));
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	onTestFinished(async () => {
		server.closeAllConnections();
		server.close();
	});
	const address = server.address();
	return {host: `127.0.0.1:${typeof address === 'object' ? address?.port : ''}`, served};
}
