// Compares the wizard, where only the cloud is empty, with AWS SAM CLI: layer and function deployed and invoked.
import {access, mkdtemp, rm, writeFile} from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import {median} from '../median.mjs';
import {cacheFolder, findInstallation, startPracticeCloud} from '../practice-cloud.mjs';
import {plainEnvironment, runProgram} from '../program.mjs';
import {row, runByScript, runWizard} from '../runs.mjs';

const rounds = 5;
const versions = {cli: 'aws-sam-cli==1.170.0', translator: 'aws-sam-translator==1.115.0'};
const script = fileURLToPath(new URL('../sam.sh', import.meta.url));

/** What the wizard packages and what the cloud holds, below the workspace; the virtualenvs and node_modules stay. */
const packages = ['sls-layers-python/package-fat', 'sls-layers-python/package-thin', 'sls-layers-python-requirements/package-layer'];
const state = '.layer-wizard/practice-cloud/state';

/** SAM CLI, and apart from it what MiniStack needs to understand its templates: 340 MB in the cache, made once. */
async function installSam(python, {env, signal, print}) {
	const directory = path.join(cacheFolder(), `bench-sam-${Object.values(versions).join('-').replaceAll('==', '-')}`);
	const sam = {bin: path.join(directory, 'cli', 'bin'), translator: path.join(directory, 'translator')};
	const mark = path.join(directory, 'whole');
	const isWhole = await access(mark).then(() => true, () => false);
	if (!isWhole) {
		print(`  installs ${versions.cli} in ${directory}`);
		await rm(directory, {recursive: true, force: true});
		const run = async (file, ...parameters) => runProgram(file, parameters, {env, signal, onLine: () => undefined});
		await run(python, '-m', 'venv', path.join(directory, 'cli'));
		await run(path.join(sam.bin, 'pip'), 'install', versions.cli);
		await run(path.join(sam.bin, 'pip'), 'install', '--target', sam.translator, versions.translator);
		await writeFile(mark, '');
	}

	return sam;
}

export async function measure({signal, print}) {
	const env = plainEnvironment();
	const directory = await mkdtemp(path.join(os.tmpdir(), 'layer-wizard-bench-'));
	try {
		const workspace = path.join(directory, 'wizard');
		const {python, runtime, requirement} = await runWizard(workspace, {env, signal});
		const sam = await installSam(python, {env, signal, print});
		const installation = await findInstallation(runtime);
		const times = [];
		for (let round = 1; round <= rounds; round++) {
			await remove(workspace, [state]);
			const kept = await runWizard(workspace, {env, signal});
			await remove(workspace, [state, ...packages]);
			const anew = await runWizard(workspace, {env, signal});
			const seconds = await runByScript(script, [path.join(directory, `sam-${round}`), requirement, runtime], {
				cloud: async () => startPracticeCloud({installation, directory: path.join(directory, `cloud-${round}`), env: {...env, PYTHONPATH: sam.translator}, signal}),
				env: {...env, PATH: [sam.bin, path.dirname(python), env.PATH].join(path.delimiter), SAM_CLI_TELEMETRY: '0'},
				signal,
				print,
			});
			print(row('sam', seconds));
			print(row('wizard', anew.seconds));
			times.push({kept: kept.seconds, wizard: anew.seconds, sam: seconds});
		}

		const middle = side => median(times.map(each => each[side]));

		return {
			rows: [
				{what: 'deployed and invoked, against SAM', value: median(times.map(({kept, sam: other}) => kept / other)), unit: 'ratio', allowed: 1},
				{what: 'the wizard', value: middle('kept'), unit: 's'},
				{what: 'the wizard, where its packages are gone too', value: middle('wizard'), unit: 's'},
				{what: 'AWS SAM CLI', value: middle('sam'), unit: 's'},
			],
			notes: [
				`Medians of ${rounds} rounds. For the wizard virtualenvs, node_modules and packages are there, the cloud is empty. SAM CLI 1.170 begins in an empty directory, builds, deploys and invokes.`,
				'Where its packages are gone, the wizard also makes the one with everything inside, which SAM has no use for. In each of its times are the start and the end of its cloud.',
			],
		};
	} finally {
		await rm(directory, {recursive: true, force: true});
	}
}

async function remove(workspace, names) {
	await Promise.all(names.map(async name => rm(path.join(workspace, name), {recursive: true, force: true})));
}
