import {existsSync, mkdirSync, readdirSync, symlinkSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {z} from 'zod';
import {runBin, type BinOptions, type BinResult} from './bin.js';
import {temporaryDirectory} from './directory.js';
import {startFaultyRegistry, type FaultyRegistry, type RegistryFault} from './faulty-registry.js';
import {makePackages} from './small-packages.js';

/** The package that only the test's own index has. */
export const demo = 'demo';

/** A package index that has `demo` besides, and faults; npm keeps this machine's own registry unless it is to ask here. */
export async function indexWith(faults: readonly RegistryFault[], options: {readonly isSelfSigned?: boolean} = {}): Promise<FaultyRegistry> {
	const packages = temporaryDirectory();
	makePackages(packages, ['demo-1.0-py3-none-any.whl']);
	return startFaultyRegistry({packages, faults, ...options});
}

export type WalkOptions = {
	readonly environment: Readonly<Record<string, string | undefined>>;
	/** An empty temporary directory when absent. */
	readonly cwd?: string;
	readonly until?: string;
	readonly onStart?: BinOptions['onStart'];
};

/** A walkthrough with empty caches of packages; the practice cloud's installation and npm's packages are those of this machine. */
export async function walkWithEmptyCaches({environment, cwd = temporaryDirectory(), until = 'function', onStart}: WalkOptions): Promise<BinResult> {
	return runBin(['w', '--yes', '--json', '--package', demo, '--until', until], {
		cwd,
		env: {...process.env, XDG_CACHE_HOME: cacheWithPracticeCloud(), PIP_CACHE_DIR: temporaryDirectory(), ...environment},
		...(onStart && {onStart}),
	});
}

/** A cache that holds this machine's installations of the practice cloud, and nothing else. */
export function cacheWithPracticeCloud(cache = temporaryDirectory()): string {
	const own = path.join(process.env.XDG_CACHE_HOME ?? path.join(os.homedir(), '.cache'), 'layer-wizard');
	mkdirSync(path.join(cache, 'layer-wizard'));
	for (const name of existsSync(own) ? readdirSync(own) : []) {
		if (name.startsWith('practice-cloud-') && !name.includes('draft')) {
			symlinkSync(path.join(own, name), path.join(cache, 'layer-wizard', name));
		}
	}

	return cache;
}

/** What `run.failed` says. */
export function failureOf(run: BinResult): {readonly message: string; readonly tryThis: string} {
	return z.object({message: z.string(), tryThis: z.string()}).parse(run.events().at(-1)?.error);
}

/** The warnings of that code. */
export const warningsOf = (run: BinResult, code: string): readonly string[] => run.events().filter(event => event.type === 'warning' && event.code === code).map(({message}) => String(message));
