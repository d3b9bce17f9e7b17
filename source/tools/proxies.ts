import {getProxyForUrl} from 'proxy-from-env';
import type {Variables} from './environment.js';

/** All that a tool of the walkthrough may read a proxy's address from; `proxy` is Serverless's own. */
export const proxyVariables = ['http_proxy', 'https_proxy', 'all_proxy', 'HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY', 'proxy'] as const;

/** True when an address is on this machine. */
export const isLoopback = (address: string): boolean => /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/v.test(new URL(address).hostname);

/**
The proxy that the environment names for an address, by HTTPS_PROXY, HTTP_PROXY, ALL_PROXY and NO_PROXY, in capitals or not.
Undefined when there is none, and always for an address on this machine.
*/
export function proxyFor(address: string): string | undefined {
	const proxy = isLoopback(address) ? '' : getProxyForUrl(address);
	return proxy === '' ? undefined : proxy;
}

/**
The environment for Serverless. It takes HTTP_PROXY for every call of the cloud, also on a loopback address, and does not look at NO_PROXY;
so where no proxy leads to the cloud it must not see any. Where one does, a variable that nobody else reads names it.
The pip that its plugin starts still needs one to reach the package index, and so does npm in a person's shell: these read variables of their own.

@param cloudProxy The proxy on the way to the cloud; undefined: none.
*/
export function serverlessProxies(environment: Variables, cloudProxy: string | undefined): Variables {
	if (cloudProxy !== undefined) {
		return {...environment, proxy: cloudProxy};
	}

	const rest = Object.fromEntries(Object.entries(environment).filter(([name]) => !(proxyVariables as readonly string[]).includes(name)));
	const index = proxyFor(environment.PIP_INDEX_URL ?? 'https://pypi.org');
	const registry = proxyFor(environment.npm_config_registry ?? 'https://registry.npmjs.org');
	return {
		...(index !== undefined && {PIP_PROXY: index}),
		...(registry !== undefined && {npm_config_proxy: registry, npm_config_https_proxy: registry}),
		...rest,
	};
}
