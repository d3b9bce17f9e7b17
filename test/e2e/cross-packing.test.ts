import {execFileSync} from 'node:child_process';
import {readFileSync} from 'node:fs';
import {afterEach, describe, expect, test, vi} from 'vitest';
import {chaptersUntil} from '../../source/chapters/ids.js';
import {chapters} from '../../source/chapters/walkthrough.js';
import {CheckError, ToolError} from '../../source/engine/errors.js';
import {runtimes} from '../../source/lambda/runtimes.js';
import {temporaryDirectory} from '../support/directory.js';
import {cacheWithPracticeCloud} from '../support/network.js';
import {compiledFilesIn, elfMachine} from '../support/elf.js';
import {python} from '../support/python.js';
import {otherArchitecture, ownArchitecture, packForAws} from '../support/walk.js';
import {offerPackages} from '../support/small-packages.js';
import {listZip} from '../support/zip.js';

const preflight = ['preflight.tools', 'preflight.workspace', 'preflight.cloud-install', 'preflight.cloud'];
const layer = ['layer.scaffold', 'layer.venv', 'layer.install', 'layer.package'];
/** A runtime of another version than this machine's Python. */
const foreign = runtimes.find(({name, glibc: [, minor]}) => name !== python.runtime && minor === 34)?.name ?? '';
const tag = foreign.replace('python', 'cp').replace('.', '');

afterEach(() => {
	vi.unstubAllEnvs();
});

describe('packing for another machine, with the real plugin', () => {
	test('another architecture and another Python: both zips hold what Lambda loads, and the function still runs here', async () => {
		const {workspace, failure, facts, commands, printed} = await packForAws(temporaryDirectory(), {
			runtime: foreign,
			architecture: otherArchitecture,
			packages: ['numpy'],
			steps: [...preflight, 'function.scaffold', 'function.npm', 'function.venv', 'function.install', 'function.local', 'weigh.package', ...layer],
		});
		expect(failure).toBeUndefined();
		expect(facts['invoke.local.payload']).toContain('[10 11 12 13 14]');
		for (const zip of [workspace.fatZip, workspace.layerZip]) {
			const folder = temporaryDirectory();
			execFileSync(python.executable, ['-m', 'zipfile', '-e', zip, folder]);
			const compiled = await compiledFilesIn(folder);
			expect(compiled.length).toBeGreaterThan(10);
			expect(new Set(compiled.map(({machine}) => machine))).toEqual(new Set([elfMachine[otherArchitecture]]));
			expect(compiled.some(file => file.path.includes(`/_multiarray_umath.cpython-${tag.slice(2)}-`))).toBe(true);
		}

		const frozen = readFileSync(workspace.layer.requirements, 'utf8');
		expect(frozen).toMatch(/^numpy==[\d.]+\n$/v);
		expect(printed.filter(line => line.startsWith('compiled: '))).toEqual([`compiled: ${frozen.trim().replace('==', ' ')} (manylinux_2_28)`]);
		// What is shown is what ran: a person who types it gets the same.
		expect(commands.filter(command => command.includes('pip install'))).toEqual([
			expect.stringMatching(/--target lambda-packages .*--platform manylinux_2_28_\S+ .*--only-binary=:all: numpy && python -m pip freeze --path lambda-packages > requirements\.txt/v),
			expect.stringContaining('--target lambda-packages'),
		]);
	});

	test('a version without a wheel for this machine: the local run takes another one and it is said, the cloud gets the one for Lambda', async () => {
		const offers = temporaryDirectory();
		offerPackages(offers, ['lw_demo-1.0-py3-none-any.whl', `lw_demo-2.0-${tag}-${tag}-manylinux_2_28_x86_64.whl`, 'lw_pure-3.0-py3-none-any.whl']);
		const {workspace, failure, facts, warnings, printed} = await packForAws(temporaryDirectory(), {
			runtime: foreign,
			architecture: 'x86_64',
			packages: ['lw_demo', 'lw_pure'],
			steps: chaptersUntil('ship').flatMap(id => chapters[id].steps.map(step => step.id)),
		});
		expect(failure).toBeUndefined();
		// Once in each project.
		expect(warnings).toEqual(['wheels.local', 'wheels.local']);
		// The emulator runs what is no compiled code in truth.
		expect([facts['invoke.local.payload'], facts['invoke.cloud.payload']]).toEqual([expect.stringContaining('lw_demo 1.0'), expect.stringContaining('lw_demo 2.0')]);
		expect(readFileSync(workspace.layer.requirements, 'utf8')).toBe('lw_demo==2.0\nlw_pure==3.0\n');
		expect(listZip(workspace.layerZip).map(entry => entry.path)).toContain('python/lw_demo-2.0.dist-info/WHEEL');
		expect(printed).toContain('compiled: lw_demo 2.0 (manylinux_2_28); pure Python: lw_pure 3.0');
	});

	test('the same again finds all done', async () => {
		const directory = temporaryDirectory();
		offerPackages(temporaryDirectory(), ['lw_pure-3.0-py3-none-any.whl']);
		const packed = {runtime: foreign, architecture: otherArchitecture, packages: ['lw_pure'], steps: ['preflight.tools', 'preflight.workspace', 'layer.scaffold', 'layer.venv', 'layer.install']};
		const first = await packForAws(directory, packed);
		expect(first.worked).toContain('layer.install');
		const again = await packForAws(directory, packed);
		// That step only looks, each time.
		expect([again.failure, again.worked]).toEqual([undefined, ['preflight.tools']]);
	});
});

test('what a package needs with Lambda\'s Python alone, where pip does not see it, is named', async () => {
	offerPackages(temporaryDirectory(), [
		`lw_pure-3.0-py3-none-any.whl@lw-backport; python_version == "${foreign.replace('python', '')}"`,
		'lw_backport-1.0-py3-none-any.whl',
	]);
	// The condition does not hold for this machine's Python: pip leaves the backport out.
	const packed = {runtime: foreign, architecture: otherArchitecture, steps: ['preflight.tools', 'preflight.workspace', 'layer.scaffold', 'layer.venv', 'layer.install']};
	const without = await packForAws(temporaryDirectory(), {...packed, packages: ['lw_pure']});
	expect(without.failure).toBeInstanceOf(CheckError);
	expect(without.failure).toMatchObject({details: {tryThis: expect.stringContaining('--package lw_pure --package lw-backport')}});
	expect(without.failure).toHaveProperty('message', expect.stringContaining(`lw-pure needs lw-backport in ${foreign} on ${otherArchitecture}`));
	const together = await packForAws(temporaryDirectory(), {...packed, packages: ['lw_pure', 'lw_backport']});
	expect(together.failure).toBeUndefined();
});

describe('no wheel', () => {
	const steps = ['preflight.tools', 'preflight.workspace', 'layer.scaffold', 'layer.venv', 'layer.install'];
	const failureOf = async (packed: Omit<Parameters<typeof packForAws>[1], 'steps'>) => {
		const {failure} = await packForAws(temporaryDirectory(), {...packed, steps});
		expect(failure).toBeInstanceOf(ToolError);
		return failure instanceof ToolError ? {message: failure.message, tryThis: failure.details.tryThis} : undefined;
	};

	test('numpy 2.4.6 needs a newer C library than python3.10 and python3.11 have: the version and the runtimes that would do', async () => {
		expect(await failureOf({runtime: 'python3.11', architecture: 'x86_64', packages: ['numpy==2.4.6']})).toEqual({
			message: 'numpy 2.4.6 has no wheel for python3.11 on x86_64; 2.2.6 has one, or use python3.12, python3.13, python3.14.',
			tryThis: 'Begin anew with --restart and --package numpy==2.2.6, or --runtime python3.12 (on the practice cloud that Python must be on this machine).',
		});
		expect(await failureOf({runtime: 'python3.10', architecture: 'arm64', packages: ['numpy==2.4.6']}))
			.toHaveProperty('message', 'numpy 2.4.6 has no wheel for python3.10 on arm64; 2.2.6 has one, or use python3.12, python3.13, python3.14.');
	});

	test('only for other runtimes', async () => {
		offerPackages(temporaryDirectory(), ['lw_new-1.0-cp314-cp314-manylinux_2_28_aarch64.whl']);
		expect(await failureOf({runtime: 'python3.13', architecture: 'arm64', packages: ['lw_new']}))
			.toHaveProperty('message', 'lw_new has no wheel for python3.13 on arm64; use python3.14.');
	});

	test('only its source', async () => {
		offerPackages(temporaryDirectory(), ['lw_source-1.0.tar.gz']);
		expect(await failureOf({runtime: foreign, architecture: otherArchitecture, packages: ['lw_source']})).toEqual({
			message: 'lw_source has no wheel for Lambda, only its source, and pip does not compile for another machine than its own.',
			tryThis: `Run layer-wizard with Python ${foreign.replace('python', '')} on Linux on ${otherArchitecture}, which is the machine of ${foreign}, or take another package.`,
		});
	});

	test('a name that there is not stays pip\'s own word', async () => {
		expect(await failureOf({runtime: foreign, architecture: ownArchitecture, packages: ['lw-there-is-no-such-package']}))
			.toHaveProperty('message', 'pip failed: No matching distribution found for lw-there-is-no-such-package');
	});

	test('an index that does not answer is not taken for one without wheels', async () => {
		vi.stubEnv('PIP_INDEX_URL', 'http://127.0.0.1:9/simple');
		vi.stubEnv('PIP_RETRIES', '1');
		// The wheels that earlier tests kept would do.
		vi.stubEnv('XDG_CACHE_HOME', cacheWithPracticeCloud());
		expect(await failureOf({runtime: foreign, architecture: ownArchitecture, packages: ['numpy==2.4.6']}))
			.toHaveProperty('message', 'pip failed: the package index cannot be reached');
	});
});
