import {setMaxListeners} from 'node:events';
import {NodeHttpHandler, type NodeHttpHandlerOptions} from '@smithy/node-http-handler';
import {proxyFor} from '../../tools/proxies.js';

type Handle = NodeHttpHandler['handle'];

/** Until a connection stands, and until an answer begins, in milliseconds: a network that swallows packets must not hang the run. */
const patience = {connectionTimeout: 10_000, requestTimeout: 60_000, throwOnRequestTimeout: true} as const;

/** Sends the SDK's requests, through a proxy where the environment names one, and leaves those that are under way when the run is to stop: a slow answer must not hold it. */
export class AbortableHandler extends NodeHttpHandler {
	readonly #signal: AbortSignal;
	readonly #throughProxies = new Map<string, NodeHttpHandler>();

	constructor(signal: AbortSignal) {
		super(patience);
		this.#signal = signal;
		// Each call that is under way listens, and Node warns of more than ten.
		setMaxListeners(0, signal);
	}

	override async handle(request: Parameters<Handle>[0], options: Parameters<Handle>[1] = {}): ReturnType<Handle> {
		const abortable = {...options, abortSignal: this.#signal};
		const {protocol, hostname, port} = request;
		const proxy = proxyFor(`${protocol}//${hostname}${port === undefined ? '' : `:${port}`}`);
		return proxy === undefined ? super.handle(request, abortable) : this.#through(proxy).handle(request, abortable);
	}

	#through(proxy: string): NodeHttpHandler {
		const handler = this.#throughProxies.get(proxy) ?? new NodeHttpHandler(async () => tunnels(proxy));
		this.#throughProxies.set(proxy, handler);
		return handler;
	}
}

/** Every connection through a proxy is a tunnel, as Serverless makes them: calls are signed and must arrive as they were sent. */
async function tunnels(proxy: string): Promise<NodeHttpHandlerOptions> {
	const {HttpsProxyAgent} = await import('https-proxy-agent');
	const agent = new HttpsProxyAgent(proxy, {keepAlive: true});
	return {...patience, httpAgent: agent, httpsAgent: agent};
}
