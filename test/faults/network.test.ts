import {describe, expect} from 'vitest';
import {temporaryDirectory} from '../support/directory.js';
import {fault} from '../support/fault.js';
import {failureOf, indexWith, walkWithEmptyCaches, warningsOf} from '../support/network.js';

const promise = 'The network';

describe('the package index of pip', () => {
	fault({promise, fault: 'the package index breaks a download off in the middle, once', then: 'pip is run again, and the walkthrough goes on'}, async tell => {
		const index = await indexWith([{path: /^\/local\//v, gives: 'half', times: 1}]);
		const run = await walkWithEmptyCaches({environment: {PIP_INDEX_URL: index.environment.PIP_INDEX_URL}});
		expect(run.exitCode, run.stdout).toBe(0);
		const [warning = ''] = warningsOf(run, 'network.retry');
		expect(warning).toContain('It is run again in 2 s.');
		tell(warning);
	});

	fault({promise, fault: 'a page of a hotel\'s network answers in place of the package index', then: 'exit 3, and the sentence says to log in there'}, async tell => {
		const index = await indexWith([{path: /^\/pypi\//v, gives: 'portal'}]);
		const run = await walkWithEmptyCaches({environment: {PIP_INDEX_URL: index.environment.PIP_INDEX_URL}});
		expect(run.exitCode, run.stdout).toBe(3);
		const {message, tryThis} = failureOf(run);
		expect(message).toBe('pip failed: the package index sent something else than packages');
		expect(tryThis).toContain('the network may want a login');
		tell(message);
	});

	fault({promise, fault: 'the package index never answers, and Ctrl-C is pressed', then: 'exit 130, without waiting for the answer'}, async tell => {
		const index = await indexWith([{path: /^\/pypi\//v, gives: 'silence'}]);
		let stopped = 0;
		const run = await walkWithEmptyCaches({
			environment: {PIP_INDEX_URL: index.environment.PIP_INDEX_URL},
			onStart(child) {
				void index.arrival(/^\/pypi\//v).then(() => {
					stopped = performance.now();
					child.kill('SIGINT');
				});
			},
		});
		const took = performance.now() - stopped;
		expect(run.exitCode, run.stdout).toBe(130);
		// Pip itself would wait for half a minute.
		expect(took).toBeLessThan(10_000);
		tell(`${failureOf(run).message} After ${(took / 1000).toFixed(1)} s.`);
	});
});

describe('the registry of npm', () => {
	fault({promise, fault: 'the npm registry answers 503 to every request', then: 'npm and the wizard try again, then exit 3'}, async tell => {
		const registry = await indexWith([{path: /^\/npm\//v, gives: {status: 503}}]);
		const run = await walkWithEmptyCaches({
			environment: {...registry.environment, npm_config_cache: temporaryDirectory(), npm_config_fetch_retry_mintimeout: '100'},
		});
		expect(run.exitCode, run.stdout).toBe(3);
		expect(warningsOf(run, 'network.retry')).toHaveLength(2);
		const {message} = failureOf(run);
		expect(message).toBe('npm failed: the npm registry answered 503');
		tell(message);
	});
});
