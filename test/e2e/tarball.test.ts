import {execFileSync} from 'node:child_process';
import path from 'node:path';
import process from 'node:process';
import {describe, expect, test} from 'vitest';
import {z} from 'zod';
import packageJson from '../../package.json' with {type: 'json'};
import {runBin} from '../support/bin.js';
import {suiteDirectory} from '../support/directory.js';

const packed = z.array(z.object({filename: z.string(), size: z.number(), files: z.array(z.object({path: z.string()}))}));

/** Without a network and with an empty cache: what is in the tarball is all that there is. */
const npm = (words: readonly string[], cwd: string) => execFileSync('npm', words, {
	cwd,
	encoding: 'utf8',
	env: {...process.env, npm_config_cache: path.join(cwd, 'npm-cache'), npm_config_offline: 'true', npm_config_update_notifier: 'false'},
	stdio: ['ignore', 'pipe', 'pipe'],
});

describe('the packed tarball', () => {
	const directory = suiteDirectory();
	const [pack] = packed.parse(JSON.parse(npm(['pack', '--ignore-scripts', '--json', '--pack-destination', directory, process.cwd()], directory)));
	const tarball = path.join(directory, pack?.filename ?? '');

	test('holds the bundle, the templates and what to read, below 1.5 MB', () => {
		const places = new Set(pack?.files.map(({path: file}) => file.split('/', 1)[0]));
		expect([...places].toSorted((one, other) => String(one).localeCompare(String(other), 'en'))).toEqual(['dist', 'LICENSE', 'package.json', 'README.md', 'templates']);
		expect(pack?.files.map(({path: file}) => file)).toContain('dist/LICENCES.txt');
		expect(pack?.size).toBeLessThan(1_500_000);
	});

	test('starts by npx without any other package', () => {
		expect(npm(['exec', '--yes', `--package=${tarball}`, '--', 'layer-wizard', '--version'], directory).trim()).toBe(packageJson.version);
	});

	test('installed in an empty directory it walks to the end', async () => {
		npm(['install', tarball], directory);
		const file = path.join(directory, 'node_modules', 'layer-wizard', packageJson.bin['layer-wizard']);
		const run = await runBin(['walk', '--yes', '--json', '--package', 'six'], {cwd: directory, file});
		expect(run.stderr).toBe('');
		expect(run.exitCode, run.stdout.slice(-2000)).toBe(0);
		expect(run.facts()['invoke.cloud.modulePath']).toContain('/python/six.py');
	});
});
