import {readdirSync} from 'node:fs';
import path from 'node:path';
import {expect} from 'vitest';
import {temporaryDirectory} from '../support/directory.js';
import {fault} from '../support/fault.js';
import {failureOf, indexWith, walkWithEmptyCaches, warningsOf} from '../support/network.js';

const promise = 'The network';

/** The practice cloud's installations in a cache, whole or not. */
const installationsIn = (cache: string) => readdirSync(path.join(cache, 'layer-wizard')).filter(name => name.startsWith('practice-cloud-'));

fault({promise, fault: 'a download of the practice cloud breaks off in the middle, once', then: 'pip is run again, and the practice cloud starts'}, async tell => {
	const index = await indexWith([{path: /^\/files\/.*ministack.*whl$/v, gives: 'half', times: 1}]);
	const cache = temporaryDirectory();
	const run = await walkWithEmptyCaches({environment: {PIP_INDEX_URL: index.environment.PIP_INDEX_URL, XDG_CACHE_HOME: cache}, until: 'preflight'});
	expect(run.exitCode, run.stdout.slice(-3000)).toBe(0);
	const [warning = ''] = warningsOf(run, 'network.retry');
	expect(warning).toContain('It is run again in 2 s.');
	expect(installationsIn(cache)).toHaveLength(1);
	tell(warning);
});

fault({promise, fault: 'the package index cannot be reached, and the practice cloud is not installed', then: 'pip is run again twice, then exit 3; nothing half-made stays in the cache'}, async tell => {
	const cache = temporaryDirectory();
	const run = await walkWithEmptyCaches({environment: {PIP_INDEX_URL: 'http://127.0.0.1:9/', XDG_CACHE_HOME: cache}, until: 'preflight'});
	expect(run.exitCode, run.stdout.slice(-3000)).toBe(3);
	expect(warningsOf(run, 'network.retry')).toHaveLength(2);
	const {message, tryThis} = failureOf(run);
	expect(message).toBe('pip failed: the package index cannot be reached');
	expect(tryThis).toContain('PIP_INDEX_URL');
	expect(installationsIn(cache)).toEqual([]);
	tell(message);
});
