import {execFileSync} from 'node:child_process';
import {readdirSync, readFileSync, rmSync} from 'node:fs';
import path from 'node:path';
import {execa} from 'execa';
import {afterEach, beforeAll, describe, expect, test, vi} from 'vitest';
import {pipWords} from '../../source/lambda/platforms.js';
import {architectures, findRuntime, runtimes} from '../../source/lambda/runtimes.js';
import {availableVersions} from '../../source/tools/python/available.js';
import {suiteDirectory} from '../support/directory.js';
import {compiledFilesIn, elfMachine} from '../support/elf.js';
import {ownArchitecture, packForAws} from '../support/walk.js';
import {python} from '../support/python.js';

/** What AWS documents of its runtimes' systems, kept here independently of the code under test: Amazon Linux 2 and 2023. */
const glibcMinor: Readonly<Record<string, number>> = {'python3.10': 26, 'python3.11': 26, 'python3.12': 34, 'python3.13': 34, 'python3.14': 34};

const machineNames = {x86_64: 'x86_64', arm64: 'aarch64'} as const;

/** Each installed wheel's name with its tags. */
function wheelTags(folder: string): ReadonlyArray<readonly [string, readonly string[]]> {
	return readdirSync(folder).filter(name => name.endsWith('.dist-info')).map(name => {
		const tags = readFileSync(path.join(folder, name, 'WHEEL'), 'utf8').match(/(?<=^Tag: )\S+/gmv) ?? [];
		return [name.replace('.dist-info', ''), tags];
	});
}

/** Fails unless every compiled file is for the machine and needs no newer C library, and each wheel says so too. */
async function mustFit(folder: string, runtime: string, architecture: keyof typeof machineNames): Promise<void> {
	const newest = glibcMinor[runtime] ?? 0;
	const compiled = await compiledFilesIn(folder);
	expect(compiled.length).toBeGreaterThan(40);
	expect(new Set(compiled.map(({machine}) => machine))).toEqual(new Set([elfMachine[architecture]]));
	expect(compiled.filter(({glibc}) => glibc !== null && (glibc[0] !== 2 || glibc[1] > newest))).toEqual([]);
	// An extension module's name says which Python loads it.
	const abi = `cpython-${runtime.replace('python3.', '3')}-${machineNames[architecture]}-linux-gnu`;
	expect(compiled.filter(file => file.path.includes('.cpython-') && !file.path.includes(abi))).toEqual([]);
	expect(compiled.some(file => file.path.includes('numpy/_core/_multiarray_umath.cpython-'))).toBe(true);
	expect(compiled.some(file => file.path.includes('pandas/_libs/'))).toBe(true);

	const tag = runtime.replace('python3.', 'cp3');
	const compiledWheels = wheelTags(folder).filter(([, tags]) => !tags.some(each => each.endsWith('-any')));
	expect(compiledWheels.map(([name]) => name.replace(/-.*/v, '')).toSorted()).toEqual(['numpy', 'pandas']);
	for (const [name, tags] of compiledWheels) {
		const fitting = tags.filter(each => {
			const [, minor] = new RegExp(String.raw`^${tag}-${tag}-manylinux_2_(\d+)_${machineNames[architecture]}$`, 'v').exec(each) ?? [];
			return minor ? Number(minor) <= newest : each === `${tag}-${tag}-manylinux2014_${machineNames[architecture]}`;
		});
		expect(fitting, `${name}: ${tags.join(' ')}`).not.toEqual([]);
	}
}

afterEach(() => {
	vi.unstubAllEnvs();
});

describe('wheels for Lambda, from this machine', () => {
	const home = suiteDirectory();
	const pip = path.join(home, 'venv', 'bin', 'python');

	beforeAll(() => {
		execFileSync(python.executable, ['-m', 'venv', path.join(home, 'venv')]);
	});

	describe('the layer\'s content for numpy and pandas', {concurrent: true}, () => {
		const rows = runtimes.flatMap(({name}) => architectures.map(architecture => [name, architecture] as const));

		test('every runtime that AWS has, on both architectures', () => {
			expect(rows.map(([name]) => name)).toEqual(Object.keys(glibcMinor).toReversed().flatMap(name => [name, name]));
		});

		test.each(rows)('%s on %s', async (name, architecture) => {
			const folder = path.join(home, `${name}-${architecture}`);
			const runtime = findRuntime(name);
			await execa(pip, ['-m', 'pip', 'install', '--no-compile', '--target', folder, ...runtime ? pipWords(runtime, architecture) : [], 'numpy', 'pandas']);
			await mustFit(folder, name, architecture);
			// Ten of them would fill a small disk.
			rmSync(folder, {recursive: true});
		});
	});

	test('for this machine\'s own Python and architecture, in the virtualenv that the walkthrough makes', async () => {
		const {workspace, settings, failure} = await packForAws(path.join(home, 'native'), {
			runtime: python.runtime,
			architecture: ownArchitecture,
			packages: ['numpy', 'pandas'],
			steps: ['preflight.tools', 'preflight.workspace', 'layer.scaffold', 'layer.venv', 'layer.install'],
		});
		expect(failure).toBeUndefined();
		expect(settings.packing).toBe('native');
		const site = path.join(workspace.layer.venv, 'lib', python.runtime, 'site-packages');
		for (const tool of readdirSync(site).filter(name => /^(?:pip|setuptools)\b/v.test(name))) {
			rmSync(path.join(site, tool), {recursive: true});
		}

		await mustFit(site, python.runtime, ownArchitecture);
	});

	test('manylinux2014 alone is silently older than what the flags find', async () => {
		const runtime = findRuntime('python3.13');
		const {signal} = new AbortController();
		const alone = ['--platform', 'manylinux2014_x86_64', '--implementation', 'cp', '--python-version', '3.13', '--only-binary=:all:'];
		const found = await availableVersions(path.join(home, 'venv'), 'numpy', {ours: runtime ? pipWords(runtime, 'x86_64') : [], alone}, signal);
		const [ours = [], old = []] = [found?.rows.ours, found?.rows.alone].map(row => row?.newest?.split('.').map(Number));
		expect(old).toEqual([2, 2, 6]);
		expect([ours[0], ours[1]]).toEqual([2, expect.toSatisfy((minor: number) => minor >= 4)]);
	});
});
