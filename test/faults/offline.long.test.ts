import {writeFileSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {expect} from 'vitest';
import {runBin} from '../support/bin.js';
import {temporaryDirectory} from '../support/directory.js';
import {fault} from '../support/fault.js';
import {cacheWithPracticeCloud, indexWith, walkWithEmptyCaches, warningsOf} from '../support/network.js';

const promise = 'No network, warm caches';

fault({
	promise,
	fault: 'a second walkthrough with NumPy, in another directory of a machine whose network is gone',
	then: 'the same end, with the versions that were kept',
}, async tell => {
	const cwd = temporaryDirectory();
	const env = {XDG_CACHE_HOME: path.join(cwd, 'cache'), npm_config_cache: path.join(cwd, 'npm'), PIP_CACHE_DIR: path.join(cwd, 'pip')};
	const before = await runBin(['one', '--json'], {cwd, env});
	expect(before.exitCode, before.stdout.slice(-2000)).toBe(0);

	const run = await runBin(['two', '--json'], {cwd, env, node: nodeWithoutNetwork(cwd)});
	expect(run.exitCode, run.stdout.slice(-2000)).toBe(0);
	// Packed they differ by some bytes: the scripts in them name their own directory.
	expect(run.facts()['layer.unpacked.bytes']).toBe(before.facts()['layer.unpacked.bytes']);
	const [warning = ''] = warningsOf(run, 'offline');
	expect(warning).toMatch(/Went on with the wheels of earlier walkthroughs: numpy \d/v);
	tell(`exit 0 after ${Math.round(run.ms / 1000)} s: ${warning}`);
});

fault({promise, fault: 'the package index cannot be reached, in a new directory, after an earlier walkthrough', then: 'pip takes the wheels of that one'}, async tell => {
	const index = await indexWith([]);
	const cache = cacheWithPracticeCloud();
	const first = await walkWithEmptyCaches({environment: {PIP_INDEX_URL: index.environment.PIP_INDEX_URL, XDG_CACHE_HOME: cache}, until: 'weigh'});
	expect(first.exitCode, first.stdout).toBe(0);
	const run = await walkWithEmptyCaches({environment: {PIP_INDEX_URL: 'http://127.0.0.1:9/', XDG_CACHE_HOME: cache}, until: 'weigh'});
	expect(run.exitCode, run.stdout).toBe(0);
	const [warning = ''] = warningsOf(run, 'offline');
	expect(warning).toContain('demo 1.0');
	tell(warning);
});

/** This Node.js in a network of its own (Linux, as root), in which nothing but the machine itself can be reached. */
function nodeWithoutNetwork(folder: string): string {
	const file = path.join(folder, 'node');
	writeFileSync(file, `#!/bin/sh\nexec unshare --net sh -c 'ip link set lo up && exec "$0" "$@"' '${process.execPath}' "$@"\n`, {mode: 0o755});
	return file;
}
