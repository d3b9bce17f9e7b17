import {mkdirSync, readFileSync} from 'node:fs';
import path from 'node:path';
import {expect, onTestFinished} from 'vitest';
import {filesIn} from '../support/canaries.js';
import {temporaryDirectory} from '../support/directory.js';
import {startEmulator} from '../support/emulator.js';
import {fault} from '../support/fault.js';
import {openForwardProxy, type ForwardProxy} from '../support/forward-proxy.js';
import {misleading} from '../support/misleading.js';
import {openIndex} from '../support/package-index.js';
import {writeProfiles} from '../support/profiles.js';
import {expectAnswer, failureOf, smallWalk} from '../support/small-walk.js';

const promise = 'Hostile surroundings';

/** A proxy's address wherever a program may look for one, and nothing that it does not lead to. */
const throughAll = ({url}: ForwardProxy) => ({
	HTTP_PROXY: url, HTTPS_PROXY: url, ALL_PROXY: url, http_proxy: url, https_proxy: url, all_proxy: url, NO_PROXY: undefined, no_proxy: undefined,
});

const filesWith = (directory: string, text: string) => filesIn(directory, file => readFileSync(file).includes(text));

fault({
	promise,
	fault: 'PYTHONPATH with a broken json.py, PYTHONHOME, PIP_TARGET, PIP_NO_BINARY, npm_config_global, NODE_ENV, DEBUG=*, a missing locale, and other programs named sls, serverless, npx and aws first on PATH',
	then: 'the walkthrough is the same',
}, async tell => {
	const {cwd, walk} = smallWalk();
	const folder = path.join(cwd, 'misleading');
	mkdirSync(folder);
	const payload = expectAnswer(await walk(misleading(folder)));
	tell(`the function answered ${payload}`);
});

fault({
	promise,
	fault: 'a proxy with a password in every proxy variable, and an index that only the proxy reaches',
	then: 'pip and npm go through it, the practice cloud never does, and its password is written nowhere',
}, async tell => {
	const {cwd, wheels, walk} = smallWalk();
	const index = await openIndex(wheels, 'me', 'index-password');
	const proxy = await openForwardProxy({'index.test': index.host});
	const run = await walk({
		...throughAll(proxy),
		PIP_FIND_LINKS: undefined,
		PIP_INDEX_URL: 'http://me:index-password@index.test/simple',
		PIP_TRUSTED_HOST: 'index.test',
		npm_config_cache: temporaryDirectory(),
	});
	expectAnswer(run);
	expect(index.served).toContain('demo-1.0-py3-none-any.whl');
	const hosts = [...new Set(proxy.asked)];
	expect(hosts).toContain('index.test:80');
	// Npm's registry, for its cache was empty.
	expect(hosts.length).toBeGreaterThan(1);
	expect(hosts.filter(host => /^(?:127\.|localhost|\[::1\])/v.test(host))).toEqual([]);
	for (const form of [proxy.password, decodeURIComponent(proxy.password)]) {
		expect(run.stdout).not.toContain(form);
		expect(filesWith(path.join(cwd, 'w'), form)).toEqual([]);
	}

	tell(`${proxy.asked.length} connections through the proxy, none to this machine`);
});

fault({
	promise,
	fault: 'AWS that only a proxy with a password reaches',
	then: 'the wizard\'s own calls and those of Serverless go through it; with a dead proxy the wizard says where to look',
}, async tell => {
	const {cwd, walk} = smallWalk();
	const emulator = await startEmulator();
	onTestFinished(emulator.stop);
	const proxy = await openForwardProxy({'192.0.2.1': new URL(emulator.endpoint).host});
	const env = writeProfiles(temporaryDirectory(), [{name: 'work', endpoint: 'http://192.0.2.1', region: emulator.region, credentials: emulator.credentials}]);
	const flags = ['w', '--target', 'aws', '--profile', 'work'];
	// An address that leads nowhere (RFC 5737); by name, the emulator would have to know the names of its buckets.
	const dead = await walk({...env, HTTP_PROXY: 'http://me:dead-password@127.0.0.1:9'}, flags);
	expect(failureOf(dead)).toMatchObject({exitCode: 4, tryThis: expect.stringContaining('at proxies')});
	expect(dead.stdout).not.toContain('dead-password');

	const run = await walk({...env, HTTP_PROXY: proxy.url, http_proxy: undefined, NO_PROXY: undefined, no_proxy: undefined}, flags);
	expectAnswer(run);
	expect(run.facts()).toMatchObject({'cloud.endpoint': 'http://192.0.2.1'});
	expect(proxy.asked).toContain('192.0.2.1:80');
	for (const form of [proxy.password, decodeURIComponent(proxy.password)]) {
		expect(run.stdout).not.toContain(form);
		expect(filesWith(path.join(cwd, 'w'), form)).toEqual([]);
	}

	tell(`with a dead proxy: ${failureOf(dead).message}`);
});
