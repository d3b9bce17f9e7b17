import {execFileSync} from 'node:child_process';
import {mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {describe, expect, onTestFinished, test} from 'vitest';
import {runBin, type BinResult} from '../support/bin.js';
import {Canaries, filesIn} from '../support/canaries.js';
import {temporaryDirectory} from '../support/directory.js';
import {startEmulator} from '../support/emulator.js';
import {cacheWithPracticeCloud} from '../support/network.js';
import {openIndex} from '../support/package-index.js';
import {freePort} from '../support/port.js';
import {writeProfiles} from '../support/profiles.js';
import {makeWheels} from '../support/wheel.js';

/** A directory in which every file and every cache of a run lies, and secrets wherever tools look for some. */
function plant() {
	const cwd = temporaryDirectory();
	const planted = path.join(cwd, 'planted');
	const caches = path.join(cwd, 'caches');
	mkdirSync(planted);
	mkdirSync(caches);
	// What is installed there has nothing to do with the run, and takes long.
	cacheWithPracticeCloud(caches);
	const canaries = new Canaries();
	const file = (name: string, content: string) => {
		writeFileSync(path.join(planted, name), content, {mode: 0o600});
		return path.join(planted, name);
	};

	const npmSettings = execFileSync('npm', ['config', 'get', 'userconfig'], {encoding: 'utf8'}).trim();
	const ownNpmSettings = ((): string => {
		try {
			return readFileSync(npmSettings, 'utf8');
		} catch {
			return '';
		}
	})();
	const env = {
		XDG_CACHE_HOME: caches,
		npm_config_logs_dir: path.join(caches, 'npm-logs'),
		AWS_ACCESS_KEY_ID: canaries.plant('AWS_ACCESS_KEY_ID', ''),
		AWS_SECRET_ACCESS_KEY: canaries.plant('AWS_SECRET_ACCESS_KEY'),
		AWS_SESSION_TOKEN: canaries.plant('AWS_SESSION_TOKEN'),
		AWS_PROFILE: 'default',
		AWS_SHARED_CREDENTIALS_FILE: file('credentials', `[default]\naws_access_key_id = ${canaries.plant('credentials file: id', '')}\naws_secret_access_key = ${canaries.plant('credentials file')}\n`),
		AWS_CONFIG_FILE: file('config', `[default]\nregion = eu-west-1\naws_session_token = ${canaries.plant('config file')}\n`),
		GITHUB_TOKEN: canaries.plant('GITHUB_TOKEN', ''),
		DATABASE_PASSWORD: canaries.plant('DATABASE_PASSWORD', String.raw`"\é`),
		PIP_CONFIG_FILE: file('pip.conf', `[global]\nretries = 0\nextra-index-url = http://me:${canaries.plant('pip.conf', '')}@127.0.0.1:1/simple\n`),
		NETRC: file('netrc', `machine 127.0.0.1 login me password ${canaries.plant('netrc', '')}\n`),
		npm_config_userconfig: file('npmrc', `${ownNpmSettings}\n//registry.example/:_authToken=${canaries.plant('npmrc', '')}\n`),
		'npm_config_//registry.example/:_authToken': canaries.plant('npm authToken', ''),
	};
	return {cwd, canaries, env};
}

type Planted = ReturnType<typeof plant>;

/** Runs the bin, looks at all command lines whenever it prints something, and says where it or anything it wrote shows a secret. */
async function search({cwd, canaries, env}: Planted, flags: readonly string[], more: Readonly<Record<string, string | undefined>> = {}): Promise<{readonly run: BinResult; readonly found: readonly string[]}> {
	const shown: string[] = [];
	const look = () => {
		shown.push(...canaries.inCommandLines());
	};

	const run = await runBin(flags, {
		cwd,
		env: {...env, ...more},
		onStart(child) {
			child.stdout?.on('data', look);
			child.stderr?.on('data', look);
		},
	});
	const planted = path.join(cwd, 'planted');
	return {
		run,
		found: [
			...canaries.in(run.stdout).map(name => `${name}: standard output`),
			...canaries.in(run.stderr).map(name => `${name}: standard error`),
			...canaries.inFiles(cwd, file => !file.startsWith(planted)),
			...shown,
		],
	};
}

/** Pip hands an index's address on to the pip that it starts to install what a build needs, as an argument; nothing can be done about that from outside. */
const isPipsOwn = (place: string) => place.startsWith('PIP_EXTRA_INDEX_URL: ') && place.includes('__pip-runner__.py');

/** A package whose build prints its environment, and fails. */
function tellTale(directory: string): void {
	const folder = 'tell_tale-1.0';
	mkdirSync(path.join(directory, folder));
	writeFileSync(path.join(directory, folder, 'setup.py'), 'import os, sys\nprint(dict(os.environ))\nfor value in os.environ.values(): print(value)\nsys.exit("this build knows " + os.environ["GITHUB_TOKEN"])\n');
	execFileSync('tar', ['-czf', path.join(directory, `${folder}.tar.gz`), '-C', directory, folder]);
}

describe('secrets of the person\'s own are in nothing that is told or written', () => {
	test('a whole walkthrough, with a package from an index that wants a password, and a handler that prints its environment', async () => {
		const planted = plant();
		const {cwd, canaries} = planted;
		const files = path.join(cwd, 'planted');
		makeWheels(files, [{
			name: 'tell-tale',
			version: '1.0',
			files: {'tell_tale.py': 'import os, sys\nprint(dict(os.environ), file=sys.stderr)\nfor value in os.environ.values():\n    print(value, file=sys.stderr)\n'},
		}]);
		const password = canaries.plant('PIP_INDEX_URL', '');
		const index = await openIndex(files, 'me', password);
		const flags = ['w', '--package', 'tell-tale', '--json'];
		const pip = {PIP_EXTRA_INDEX_URL: `http://me:${password}@${index.host}/simple`, PIP_CONFIG_FILE: '/dev/null'};
		const {run, found} = await search(planted, flags, pip);
		expect(run.exitCode, run.stdout.slice(-3000)).toBe(0);
		expect(index.served).toContain('tell_tale-1.0-py3-none-any.whl');
		expect(found).toEqual([]);
		// The handler did print, on this machine and in the cloud.
		const printed = run.events().filter(({type}) => type === 'output');
		expect(printed).toContainEqual(expect.objectContaining({step: 'function.local', line: expect.stringContaining('\'GITHUB_TOKEN\': \'***\'')}));
		expect(printed).toContainEqual(expect.objectContaining({step: 'ship.invoke', line: expect.stringContaining('AWS_LAMBDA_FUNCTION_NAME')}));
		// Nor is the practice cloud's own secret anywhere but in its file.
		const secretFile = path.join(cwd, 'w', '.layer-wizard', 'practice-cloud', 'secret');
		const secret = readFileSync(secretFile, 'utf8');
		expect(run.stdout).not.toContain(secret);
		expect(filesIn(cwd, file => file !== secretFile).filter(file => readFileSync(file).includes(secret))).toEqual([]);
	});

	test('a package whose build prints its environment and fails, in words for people', async () => {
		const planted = plant();
		const {cwd, canaries} = planted;
		const sources = path.join(cwd, 'planted');
		tellTale(sources);
		const address = `http://me:${canaries.plant('PIP_EXTRA_INDEX_URL', '')}@127.0.0.1:${await freePort()}/simple`;
		const {run, found} = await search(planted, ['w', '--package', 'tell-tale', '--plain', '--verbose'], {PIP_FIND_LINKS: sources, PIP_EXTRA_INDEX_URL: address, PIP_RETRIES: '0'});
		expect(run.exitCode, run.stderr.slice(-3000)).toBe(3);
		expect(run.stderr).toContain('\nError: pip failed: this build knows ***\n');
		expect(run.stderr).toContain('\'DATABASE_PASSWORD\': \'***\'');
		expect(found.filter(place => !isPipsOwn(place))).toEqual([]);
	});

	test('an index that cannot be reached, and a proxy', async () => {
		const planted = plant();
		const {canaries} = planted;
		const port = await freePort();
		const {run, found} = await search(planted, ['w', '--package', 'tell-tale', '--json'], {
			PIP_INDEX_URL: `http://me:${canaries.plant('PIP_INDEX_URL', '')}@127.0.0.1:${port}/simple`,
			PIP_EXTRA_INDEX_URL: `https://${canaries.plant('a token for a name', '')}@127.0.0.1:${port}/simple`,
			HTTPS_PROXY: `http://me:${canaries.plant('HTTPS_PROXY', '%2F')}@127.0.0.1:${port}`,
			PIP_RETRIES: '1',
		});
		expect(run.exitCode, run.stdout.slice(-3000)).toBe(3);
		expect(run.events().at(-1)).toMatchObject({type: 'run.failed', error: {message: expect.stringMatching(/^(?:pip failed: the package index cannot be reached|npm failed: )/v)}});
		expect(found).toEqual([]);
	});

	test('indexes and a registry with tokens in their paths and queries', async () => {
		const planted = plant();
		const {canaries} = planted;
		const here = `http://127.0.0.1:${await freePort()}`;
		const {run, found} = await search(planted, ['w', '--package', 'tell-tale', '--json', '--verbose'], {
			PIP_CONFIG_FILE: '/dev/null',
			PIP_INDEX_URL: `${here}/${canaries.plant('a token in a path', '')}/simple`,
			PIP_EXTRA_INDEX_URL: `${here}/simple?token=${canaries.plant('a token in a query', '')}`,
			PIP_FIND_LINKS: `${here}/links.html?v=2&X-Amz-Signature=${canaries.plant('a signature', '')}`,
			npm_config_registry: `${here}/${canaries.plant('a token in a registry', '')}/`,
			PIP_RETRIES: '0',
		});
		expect(run.exitCode, run.stdout.slice(-3000)).toBe(3);
		expect(run.stdout).toContain('/***/');
		expect(run.stdout).toContain('?token=***');
		expect(found).toEqual([]);
	});

	test('flags with a secret in them are not repeated', async () => {
		const planted = plant();
		const {canaries} = planted;
		const address = `https://me:${canaries.plant('flag', '')}@index.example/`;
		const signed = `https://index.example/x.whl?v=1&sig=${canaries.plant('signature in a flag', '')}`;
		const tokens = `https://index.example/${canaries.plant('token in a flag', '')}/x.whl`;
		const packages = [address, signed, tokens].flatMap(each => [['--package', `x @ ${each}`], ['--package', `no requirement == ${each}`]]);
		for (const flags of [...packages, ['--package', 'six', '--package', `x @ ${tokens}`], ['--region', address], ['--region', signed], [`--${address}`], [`--${signed}`]]) {
			for (const form of [['--json'], ['--plain', '--verbose']]) {
				const {run, found} = await search(planted, ['w', ...flags, ...form]);
				expect(run.exitCode, run.stderr).toBe(2);
				expect(found.filter(place => !place.includes(`dist${path.sep}cli.js`))).toEqual([]);
			}
		}
	});

	test('the keys of an AWS profile, in a walkthrough there and when AWS does not take them', async () => {
		const planted = plant();
		const {cwd, canaries} = planted;
		const emulator = await startEmulator();
		onTestFinished(emulator.stop);
		const {endpoint, region, credentials} = emulator;
		const session = canaries.plant('session token');
		const profiles = path.join(cwd, 'planted', 'aws');
		const env = writeProfiles(profiles, [
			{name: 'work', endpoint, credentials},
			{name: 'wrong', endpoint, credentials: {accessKeyId: credentials.accessKeyId, secretAccessKey: canaries.plant('wrong secret'), sessionToken: session}},
		]);
		const flags = ['--target', 'aws', '--region', region, '--yes', '--package', 'six'];
		const {run, found} = await search(planted, ['w', ...flags, '--profile', 'work', '--json'], {...env, PIP_CONFIG_FILE: '/dev/null'});
		expect(run.exitCode, run.stdout.slice(-3000)).toBe(0);
		expect(found).toEqual([]);
		const {secretAccessKey} = credentials;
		expect(run.stdout + run.stderr).not.toContain(secretAccessKey);
		expect(filesIn(cwd, file => !file.startsWith(profiles)).filter(file => readFileSync(file).includes(secretAccessKey))).toEqual([]);

		const refused = await search(planted, ['v', ...flags, '--profile', 'wrong', '--plain', '--verbose'], env);
		expect(refused.run.exitCode, refused.run.stderr).toBe(4);
		expect(refused.run.stderr).toContain('The cloud refused sts:GetCallerIdentity');
		expect(refused.found).toEqual([]);
	});
});
