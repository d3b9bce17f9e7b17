import {Buffer} from 'node:buffer';
import {execFileSync} from 'node:child_process';
import {once} from 'node:events';
import {existsSync, mkdtempSync, readFileSync, readdirSync, rmSync} from 'node:fs';
import {createServer as createHttpServer, type IncomingMessage, type ServerResponse} from 'node:http';
import {createServer as createHttpsServer} from 'node:https';
import os from 'node:os';
import path from 'node:path';
import {setTimeout as delay} from 'node:timers/promises';
import {onTestFinished} from 'vitest';

/** What happens to a request instead of an answer, or to the answer on its way. */
export type Trouble
	/** The connection is reset; half of the body comes, and then it is; the connection is open and nothing comes; half of the body comes, and then nothing. */
	= | 'reset' | 'half' | 'silence' | 'stall'
	/** A body of the right length with other bytes; a page of a captive portal; a full disk is not its own matter. */
		| 'corrupt' | 'portal'
	/** An answer of that status. */
		| {readonly status: number; readonly retryAfter?: number}
	/** The body comes little by little, in that many seconds. */
		| {readonly drip: number};

export type RegistryFault = {
	/** Which requests, by their path: `/pypi/<name>/`, `/npm/<name>`, and `/files/…` for what pip downloads. */
	readonly path: RegExp;
	readonly gives: Trouble;
	/** How often; always when absent. */
	readonly times?: number;
};

export type FaultyRegistry = {
	/** Has pip and npm ask here, as a person would; pip waits 5 s instead of what this machine is set to. */
	readonly environment: Readonly<Record<string, string>>;
	/** The paths that were asked for, oldest first. */
	readonly requests: readonly string[];
	/** Replaces the faults. */
	readonly provoke: (faults: readonly RegistryFault[]) => void;
	/** Resolves when a request comes whose path matches. */
	readonly arrival: (pattern: RegExp) => Promise<void>;
};

export type RegistryOptions = {
	readonly faults?: readonly RegistryFault[];
	/** Wheels that the index has besides; all other names are those of the real index. */
	readonly packages?: string;
	/** True for https with a certificate that nobody knows. */
	readonly isSelfSigned?: boolean;
};

/** The settings of this machine's own pip and npm. */
function upstreams(): {readonly pip: string; readonly npm: string} {
	const ask = (file: string, ...words: readonly string[]) => execFileSync(file, words, {encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore']}).trim();
	const script = 'from pip._internal.commands import create_command as c; print(c("download").parse_args([])[0].index_url)';
	return {pip: ask('python3', '-c', script), npm: ask('npm', 'config', 'get', 'registry')};
}

/**
Starts a package index and an npm registry on a loopback port: what they answer is what this machine's own answer,
but for the faults. Ends with the test.
*/
export async function startFaultyRegistry({faults = [], packages, isSelfSigned = false}: RegistryOptions = {}): Promise<FaultyRegistry> {
	const upstream = upstreams();
	const requests: string[] = [];
	const waiting: Array<{readonly pattern: RegExp; readonly resolve: () => void}> = [];
	let rows = remaining(faults);
	const answer = async (request: IncomingMessage, response: ServerResponse) => {
		const url = request.url ?? '';
		requests.push(url);
		for (const {pattern, resolve} of waiting) {
			if (pattern.test(url)) {
				resolve();
			}
		}

		const row = rows.find(({left, fault}) => left > 0 && fault.path.test(url));
		if (row) {
			row.left--;
		}

		const trouble = row?.fault.gives;
		if (trouble === 'reset') {
			request.socket.destroy();
		} else if (trouble === 'portal') {
			response.writeHead(200, {'content-type': 'text/html'}).end('<html><body>Welcome to Hotel Wi-Fi. Please log in.</body></html>');
		} else if (typeof trouble === 'object' && 'status' in trouble) {
			response.writeHead(trouble.status, {...(trouble.retryAfter !== undefined && {'retry-after': String(trouble.retryAfter)})}).end();
		} else if (trouble !== 'silence') {
			await send(await found(url, own, upstream, packages), trouble, response);
		}
	};

	const listener = (request: IncomingMessage, response: ServerResponse) => {
		answer(request, response).catch(() => response.destroy());
	};

	const server = isSelfSigned ? createHttpsServer(selfSigned(), listener) : createHttpServer(listener);
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	onTestFinished(() => {
		server.close();
		server.closeAllConnections();
	});
	const address = server.address();
	const own = `${isSelfSigned ? 'https' : 'http'}://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
	return {
		environment: {PIP_INDEX_URL: `${own}/pypi/`, npm_config_registry: `${own}/npm/`, PIP_DEFAULT_TIMEOUT: '5', PIP_FIND_LINKS: '', PIP_CERT: ''},
		requests,
		provoke(next) {
			rows = remaining(next);
		},
		arrival: async pattern => new Promise(resolve => {
			waiting.push({pattern, resolve});
		}),
	};
}

const remaining = (faults: readonly RegistryFault[]) => faults.map(fault => ({fault, left: fault.times ?? Number.POSITIVE_INFINITY}));

type Found = {readonly status: number; readonly type: string; readonly body: Uint8Array};

/** What the real index has at a path; the addresses in it lead back here. */
async function found(url: string, own: string, upstream: {readonly pip: string; readonly npm: string}, packages?: string): Promise<Found> {
	const [, section, ...rest] = url.split('/');
	const name = rest.join('/');
	if (section === 'pypi') {
		const local = packages === undefined ? [] : readdirSync(packages).filter(file => file.startsWith(`${name.replace(/\/$/v, '').replaceAll('-', '_')}-`));
		if (local.length > 0) {
			return {status: 200, type: 'text/html', body: Buffer.from(local.map(file => `<a href="${own}/local/${file}">${file}</a>`).join('\n'))};
		}

		const address = `${upstream.pip.replace(/\/$/v, '')}/${name}`;
		const page = await fetched(address, 'text/html');
		const links = Buffer.from(page.body).toString().replaceAll(/href="(?<link>[^"#]+)/gv, (_, link: string) => `href="${own}/files/${encodeURIComponent(new URL(link, address).href)}`);
		return {...page, body: Buffer.from(links)};
	}

	if (section === 'local' && packages !== undefined && existsSync(path.join(packages, name))) {
		return {status: 200, type: 'application/octet-stream', body: readFileSync(path.join(packages, name))};
	}

	if (section === 'files') {
		const [address = '', suffix = ''] = decodeURIComponent(name).split(/(?=\.metadata$)/v);
		return fetched(address + suffix);
	}

	const registry = upstream.npm.replace(/\/$/v, '');
	const document = await fetched(`${registry}/${name}`, url.endsWith('.tgz') ? '*/*' : 'application/vnd.npm.install-v1+json; q=1.0, application/json; q=0.8');
	return url.endsWith('.tgz') ? document : {...document, body: Buffer.from(Buffer.from(document.body).toString().replaceAll(registry, `${own}/npm`))};
}

async function fetched(url: string, accept = '*/*'): Promise<Found> {
	const response = await fetch(url, {headers: {accept}});
	return {status: response.status, type: response.headers.get('content-type') ?? '', body: Buffer.from(await response.arrayBuffer())};
}

async function send({status, type, body}: Found, trouble: Trouble | undefined, response: ServerResponse): Promise<void> {
	response.writeHead(status, {'content-type': type, 'content-length': body.length});
	if (trouble === 'half' || trouble === 'stall') {
		response.write(body.subarray(0, body.length / 2), () => {
			if (trouble === 'half') {
				response.destroy();
			}
		});
		return;
	}

	if (typeof trouble === 'object' && 'drip' in trouble) {
		const size = Math.ceil(body.length / trouble.drip);
		for (let at = 0; at < body.length && !response.destroyed; at += size) {
			response.write(body.subarray(at, at + size));
			// A second is what the fault is made of.
			await delay(1000);
		}
	}

	if (typeof trouble === 'object') {
		response.end();
		return;
	}

	response.end(trouble === 'corrupt' ? Buffer.alloc(body.length, 'x') : body);
}

function selfSigned(): {readonly key: string; readonly cert: string} {
	const folder = mkdtempSync(path.join(os.tmpdir(), 'layer-wizard-test-'));
	const [key, cert] = [path.join(folder, 'key.pem'), path.join(folder, 'cert.pem')];
	execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '1', '-subj', '/CN=127.0.0.1', '-keyout', key, '-out', cert], {stdio: 'ignore'});
	const pair = {key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8')};
	rmSync(folder, {recursive: true});
	return pair;
}
