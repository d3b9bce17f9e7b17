// How long `npx` takes to start the packed tarball where npm has never seen it.
import {mkdtemp, rm} from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import {median} from '../median.mjs';
import {plainEnvironment, runProgram} from '../program.mjs';

const rounds = 5;
const root = fileURLToPath(new URL('../../', import.meta.url));

export async function measure({signal}) {
	const directory = await mkdtemp(path.join(os.tmpdir(), 'layer-wizard-bench-'));
	try {
		let packed;
		await runProgram('npm', ['--prefix', root, 'pack', root, '--ignore-scripts', '--json', '--pack-destination', directory], {
			env: plainEnvironment(),
			signal,
			onLine(line) {
				packed ??= /"filename": "(?<file>[^"]+)"/v.exec(line)?.groups.file;
			},
		});
		const seconds = [];
		for (let round = 0; round < rounds; round++) {
			const env = {...plainEnvironment(), npm_config_cache: path.join(directory, `cache-${round}`)};
			seconds.push(await runProgram('npx', ['--yes', '--package', path.join(directory, packed), 'layer-wizard', '--version'], {env, signal, onLine: () => undefined}));
		}

		return {
			rows: [{what: '`npx` of the tarball, `--version`', value: median(seconds), unit: 's', allowed: 2}],
			notes: [`Median of ${rounds}, each with an empty npm cache. The tarball holds all that runs, so the registry is asked for nothing.`],
		};
	} finally {
		await rm(directory, {recursive: true, force: true});
	}
}
