import {createInterface} from 'node:readline';
import process from 'node:process';
import {describe, expect} from 'vitest';
import type {BinResult} from '../support/bin.js';
import {temporaryDirectory} from '../support/directory.js';
import {fault} from '../support/fault.js';
import type {FaultyRegistry, RegistryFault} from '../support/faulty-registry.js';
import {failureOf, indexWith, walkWithEmptyCaches, warningsOf} from '../support/network.js';

const promise = 'The network';
/** The last bytes of what npm has to get for the walkthrough: the description of one package, and the package. */
const [description, tarball] = [/^\/npm\/osls$/v, /^\/npm\/osls\/-\/.*tgz$/v];

type Row = {
	readonly fault: string;
	readonly faults?: readonly RegistryFault[];
	readonly isSelfSigned?: boolean;
	/** Where there is no such index. */
	readonly address?: string;
	readonly says: string;
	readonly cure: RegExp;
	/** What breaks off quickly is run again, twice; how often what takes long depends on how fast the machine is. */
	readonly takesLong?: boolean;
	readonly environment?: Readonly<Record<string, string | undefined>>;
};

/** How a person knows of a network that fails for good: what is tried again is told, then comes the sentence, exit 3 and the cure. */
function expectTold(run: BinResult, {says, cure, takesLong}: Row): string {
	expect(run.exitCode, run.stdout.slice(-3000)).toBe(3);
	const {message, tryThis} = failureOf(run);
	expect(message).toBe(says);
	expect(tryThis).toMatch(cure);
	expect(tryThis).toContain('run the same command again: it goes on where it stopped.');
	const retries = warningsOf(run, 'network.retry');
	if (takesLong) {
		expect([...retries, ...warningsOf(run, 'network.slow')]).not.toEqual([]);
	} else {
		expect(retries).toHaveLength(2);
	}

	return `${message}. After ${Math.round(run.ms / 1000)} s, with ${retries.length} further attempts.`;
}

const look = /^Look at the network, the proxies and the settings \(.+\)/v;
const wait = /^Wait a little, or name another one \(\w+\)/v;

describe('the package index of pip, for good', () => {
	const rows: readonly Row[] = [
		{fault: 'refuses every connection', address: 'http://127.0.0.1:9/', says: 'pip failed: the package index cannot be reached', cure: look},
		{fault: 'has a name that does not resolve', address: 'https://packages.invalid/simple/', says: 'pip failed: the package index cannot be found: its name does not resolve', cure: look},
		{
			fault: 'shows a certificate that nobody knows',
			isSelfSigned: true,
			says: 'pip failed: the package index shows a certificate that this machine does not trust',
			cure: /PIP_CERT/v,
		},
		{fault: 'answers 503', faults: [{path: /^\/pypi\//v, gives: {status: 503}}], says: 'pip failed: the package index answered 503', cure: wait},
		{fault: 'answers 429 with Retry-After', faults: [{path: /^\/pypi\//v, gives: {status: 429, retryAfter: 1}}], says: 'pip failed: the package index answered 429', cure: wait},
		{fault: 'sends wheels that are damaged', faults: [{path: /^\/local\//v, gives: 'corrupt'}], says: 'pip failed: the package index sent a damaged file', cure: look},
		{
			fault: 'never answers, in pip\'s own patience',
			faults: [{path: /^\/pypi\//v, gives: 'silence'}],
			says: 'pip failed: the package index did not answer in time',
			cure: look,
			takesLong: true,
			environment: {PIP_DEFAULT_TIMEOUT: undefined},
		},
	];
	for (const row of rows) {
		fault({promise, fault: `the package index ${row.fault}`, then: row.takesLong ? 'exit 3 in bounded time' : 'pip is run again twice, then exit 3'}, async tell => {
			const index = await indexWith(row.faults ?? [], row);
			tell(expectTold(await walkWithEmptyCaches({environment: {PIP_INDEX_URL: row.address ?? index.environment.PIP_INDEX_URL, ...row.environment}}), row));
		});
	}
});

describe('the npm registry, for good', () => {
	const rows: readonly Row[] = [
		{fault: 'refuses every connection', address: 'http://127.0.0.1:9/', says: 'npm failed: the npm registry cannot be reached', cure: look},
		{fault: 'has a name that does not resolve', address: 'https://packages.invalid/', says: 'npm failed: the npm registry cannot be found: its name does not resolve', cure: look},
		{
			fault: 'shows a certificate that nobody knows',
			isSelfSigned: true,
			says: 'npm failed: the npm registry shows a certificate that this machine does not trust',
			cure: /NODE_EXTRA_CA_CERTS/v,
		},
		{fault: 'answers 429 with Retry-After', faults: [{path: /^\/npm\//v, gives: {status: 429, retryAfter: 1}}], says: 'npm failed: the npm registry answered 429', cure: wait},
		{fault: 'sends a package that is damaged', faults: [{path: tarball, gives: 'corrupt'}], says: 'npm failed: the npm registry sent a damaged file', cure: look},
		{fault: 'never answers', faults: [{path: /^\/npm\//v, gives: 'silence'}], says: 'npm failed: the npm registry did not answer in time', cure: look, takesLong: true},
		{fault: 'falls silent in the middle of a package', faults: [{path: tarball, gives: 'stall'}], says: 'npm failed: the npm registry did not answer in time', cure: look, takesLong: true},
	];
	for (const row of rows) {
		fault({promise, fault: `the npm registry ${row.fault}`, then: row.takesLong ? 'exit 3 in bounded time' : 'npm is run again twice, then exit 3'}, async tell => {
			const registry = await indexWith(row.faults ?? [], row);
			tell(expectTold(await walkWithEmptyCaches({environment: await onlyNpm(registry, row.address)}), row));
		});
	}
});

/** Has npm ask there, with an empty cache, and pip an index that has no faults. */
async function onlyNpm(registry: FaultyRegistry, address = registry.environment.npm_config_registry): Promise<Readonly<Record<string, string | undefined>>> {
	const {environment} = await indexWith([]);
	return {PIP_INDEX_URL: environment.PIP_INDEX_URL, npm_config_registry: address, npm_config_cache: temporaryDirectory()};
}

describe('a link that is slow, or breaks once', () => {
	fault({promise, fault: 'the package index sends a wheel in 20 s, byte by byte', then: 'pip waits as long as bytes come, and the walkthrough goes on'}, async tell => {
		const index = await indexWith([{path: /^\/local\//v, gives: {drip: 20}, times: 1}]);
		const run = await walkWithEmptyCaches({environment: {...index.environment, npm_config_registry: undefined}});
		expect(run.exitCode, run.stdout.slice(-3000)).toBe(0);
		expect(warningsOf(run, 'network.retry')).toEqual([]);
		tell('exit 0, and nothing was asked for again');
	});

	for (const [what, path] of [['description of a package', description], ['package', tarball]] as const) {
		fault({promise, fault: `the npm registry sends a ${what} in 45 s, byte by byte`, then: 'npm waits as long as bytes come, and the walkthrough goes on'}, async tell => {
			const registry = await indexWith([{path, gives: {drip: 45}}]);
			const run = await walkWithEmptyCaches({environment: await onlyNpm(registry)});
			expect(run.exitCode, run.stdout.slice(-3000)).toBe(0);
			expect(warningsOf(run, 'network.retry')).toEqual([]);
			expect(registry.requests.filter(url => path.test(url))).toHaveLength(1);
			tell('exit 0, and nothing was asked for again');
		});
	}

	fault({promise, fault: 'the npm registry breaks a package off in the middle, once', then: 'it is asked for again, and the walkthrough goes on'}, async tell => {
		const registry = await indexWith([{path: tarball, gives: 'half', times: 1}]);
		const run = await walkWithEmptyCaches({environment: await onlyNpm(registry)});
		expect(run.exitCode, run.stdout.slice(-3000)).toBe(0);
		expect(registry.requests.filter(url => tarball.test(url))).toHaveLength(2);
		tell(`exit 0; ${warningsOf(run, 'network.retry')[0] ?? 'npm itself asked again'}`);
	});
});

fault({promise, fault: 'Ctrl-C while the wizard waits to run pip again', then: 'exit 130 at once'}, async tell => {
	const index = await indexWith([{path: /^\/local\//v, gives: 'corrupt'}]);
	let stopped = 0;
	const run = await walkWithEmptyCaches({
		environment: {PIP_INDEX_URL: index.environment.PIP_INDEX_URL},
		onStart(child) {
			createInterface({input: child.stdout ?? process.stdin}).on('line', line => {
				// The second wait is the long one.
				if (line.includes('It is run again in 8 s.')) {
					stopped = performance.now();
					child.kill('SIGINT');
				}
			});
		},
	});
	const took = performance.now() - stopped;
	expect(run.exitCode, run.stdout).toBe(130);
	expect(took).toBeLessThan(6000);
	tell(`${failureOf(run).message} After ${(took / 1000).toFixed(1)} s.`);
});
