// Compares the wizard with the same walkthrough typed by hand, each with a practice cloud of its own: with warm caches, with empty ones, and once more where all is done.
import {mkdtemp, rm} from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import {median} from '../median.mjs';
import {findInstallation, startPracticeCloud} from '../practice-cloud.mjs';
import {plainEnvironment} from '../program.mjs';
import {row, runByScript, runWizard} from '../runs.mjs';

const notes = [
	'The same for both: Python, numpy, osls and its plugin, the practice cloud\'s installation, the caches of pip and npm.',
	'Only the wizard: installs npm packages once for both projects and from npm\'s cache where it can, lets independent steps overlap, leaves bytecode out of the zips.',
	'It deploys the zips that it has packaged, asks every 0.2 s and not every 5 s how a stack is doing, and calls the function without Serverless.',
	'Only in the wizard\'s time: the start and the end of its cloud, packaging the layer apart from deploying it, and the check of every step\'s result. Reading and typing take no time here.',
];

const script = fileURLToPath(new URL('../by-hand.sh', import.meta.url));

/** One after the other in a directory of their own; the wizard twice, as the second time all is done. */
async function round({env = plainEnvironment(), envByHand = env, signal, print, keep}) {
	const directory = await mkdtemp(path.join(os.tmpdir(), 'layer-wizard-bench-'));
	try {
		const workspace = path.join(directory, 'wizard');
		const {seconds: wizard, ...same} = await runWizard(workspace, {env, signal});
		print(row('wizard', wizard));
		const {seconds: again} = await runWizard(workspace, {env, signal});
		print(row('wizard again', again));
		print(`  by hand, ${same.requirement} on ${same.runtime}`);
		const installation = await findInstallation(same.runtime);
		const byHand = await runByScript(script, [path.join(directory, 'by-hand'), same.requirement, same.python], {
			cloud: async () => startPracticeCloud({installation, directory: path.join(directory, 'cloud'), env: envByHand, signal}),
			env: envByHand,
			signal,
			print,
		});
		print(row('by hand', byHand));
		return {wizard, again, byHand};
	} finally {
		if (keep) {
			print(`  Kept: ${directory}`);
		} else {
			await rm(directory, {recursive: true, force: true});
		}
	}
}

/** A round in which nothing was downloaded before: the wizard and the other have caches of their own, and each is empty. */
async function coldRound(options) {
	const caches = await mkdtemp(path.join(os.tmpdir(), 'layer-wizard-bench-'));
	const empty = name => ({...plainEnvironment(), PIP_CACHE_DIR: path.join(caches, name, 'pip'), npm_config_cache: path.join(caches, name, 'npm')});
	try {
		return await round({...options, env: empty('wizard'), envByHand: empty('by-hand')});
	} finally {
		await rm(caches, {recursive: true, force: true});
	}
}

export async function measure({signal, print, rounds, keep}) {
	print('  warm-up, not counted');
	const silent = () => undefined;
	await round({signal, print: silent, keep: false});

	const warm = [];
	for (let number = 1; number <= rounds; number++) {
		print(`  round ${number} of ${rounds}`);
		warm.push(await round({signal, print, keep}));
	}

	print('  empty caches');
	const cold = await coldRound({signal, print, keep: false});
	const middle = side => median(warm.map(each => each[side]));
	return {
		rows: [
			{what: 'whole walkthrough, against by hand', value: median(warm.map(({wizard, byHand}) => wizard / byHand)), unit: 'ratio', allowed: 0.35},
			{what: 'the same command again, against by hand', value: median(warm.map(({again, byHand}) => again / byHand)), unit: 'ratio', allowed: 0.08},
			{what: 'with empty caches of pip and npm, both', value: cold.wizard / cold.byHand, unit: 'ratio', allowed: 0.5},
			{what: 'whole walkthrough', value: middle('wizard'), unit: 's'},
			{what: 'the same command again', value: middle('again'), unit: 's'},
			{what: 'by hand', value: middle('byHand'), unit: 's'},
			{what: 'whole walkthrough, empty caches', value: cold.wizard, unit: 's'},
			{what: 'by hand, empty caches', value: cold.byHand, unit: 's'},
		],
		notes: [`Medians of ${rounds} rounds, one of the empty caches.`, ...notes],
	};
}
