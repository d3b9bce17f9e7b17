import {afterEach, beforeEach, describe, expect, test, vi} from 'vitest';
import {isLoopback, proxyFor, proxyVariables, serverlessProxies} from '../../source/tools/proxies.js';

const aws = 'https://cloudformation.eu-west-1.amazonaws.com';

beforeEach(() => {
	for (const name of [...proxyVariables, 'NO_PROXY', 'no_proxy']) {
		vi.stubEnv(name, undefined);
	}
});

afterEach(() => {
	vi.unstubAllEnvs();
});

test.each([
	['http://127.0.0.1:4566', true],
	['http://localhost:4566', true],
	['http://[::1]:4566', true],
	[aws, false],
])('%s is on this machine: %s', (address, expected) => {
	expect(isLoopback(address)).toBe(expected);
});

describe('the proxy for an address', () => {
	test.each([
		[{}, undefined],
		[{HTTPS_PROXY: 'http://proxy:1'}, 'http://proxy:1'],
		[{https_proxy: 'http://proxy:1', HTTP_PROXY: 'http://other:1'}, 'http://proxy:1'],
		[{HTTP_PROXY: 'http://other:1'}, undefined],
		[{ALL_PROXY: 'http://proxy:1'}, 'http://proxy:1'],
		[{HTTPS_PROXY: 'http://proxy:1', NO_PROXY: '.amazonaws.com'}, undefined],
		[{HTTPS_PROXY: 'http://proxy:1', no_proxy: '*'}, undefined],
		[{HTTPS_PROXY: 'http://proxy:1', NO_PROXY: 'amazonaws.com.example'}, 'http://proxy:1'],
	])('%j', (variables, expected) => {
		stub(variables);
		expect(proxyFor(aws)).toBe(expected);
	});

	test('is none on this machine, whatever the environment says', () => {
		stub({HTTP_PROXY: 'http://proxy:1', ALL_PROXY: 'http://proxy:1'});
		expect(proxyFor('http://127.0.0.1:4566')).toBeUndefined();
	});
});

describe('Serverless', () => {
	test('sees no proxy for a cloud that none leads to; the pip that it starts, and npm, have theirs', () => {
		const environment = stub({HTTPS_PROXY: 'http://proxy:3128', all_proxy: 'http://x:1', proxy: 'http://y:1'});
		expect(serverlessProxies({...environment, HOME: '/home/me'}, undefined)).toEqual({
			HOME: '/home/me',
			PIP_PROXY: 'http://proxy:3128',
			npm_config_proxy: 'http://proxy:3128',
			npm_config_https_proxy: 'http://proxy:3128',
		});
	});

	test('gets pip none for an index that is not behind it', () => {
		const environment = stub({HTTPS_PROXY: 'http://proxy:3128', NO_PROXY: 'index.example', PIP_INDEX_URL: 'https://index.example/simple'});
		expect(serverlessProxies(environment, undefined)).not.toHaveProperty('PIP_PROXY');
	});

	test('without proxies nothing is added', () => {
		expect(serverlessProxies({HOME: '/home/me'}, undefined)).toEqual({HOME: '/home/me'});
	});

	test('takes the proxy of its cloud, and what it starts still reads the person\'s own', () => {
		const environment = stub({HTTP_PROXY: 'http://other:1', HTTPS_PROXY: 'http://proxy:1', NO_PROXY: 'index.example'});
		expect(serverlessProxies(environment, 'http://proxy:1')).toEqual({...environment, proxy: 'http://proxy:1'});
	});
});

function stub<Variables extends Readonly<Record<string, string>>>(variables: Variables): Variables {
	for (const [name, value] of Object.entries(variables)) {
		vi.stubEnv(name, value);
	}

	return variables;
}
