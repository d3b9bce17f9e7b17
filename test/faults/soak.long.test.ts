import {mkdirSync, readdirSync, readFileSync, rmSync} from 'node:fs';
import {createInterface} from 'node:readline';
import path from 'node:path';
import process from 'node:process';
import {expect} from 'vitest';
import {runBin} from '../support/bin.js';
import {suiteDirectory} from '../support/directory.js';
import {fault} from '../support/fault.js';
import {processesIn} from '../support/processes.js';
import {python} from '../support/python.js';

const runs = 20;
/** One of them takes much less, also where another test runs beside it, in milliseconds. */
const longest = 120_000;
/** Caches are warm, and npm keeps its ten last logs, after so many runs. */
const settled = 11;
/** The memory of equal runs differs by so much. */
const noise = 1.1;

const directory = suiteDirectory();

fault({
	promise: 'Again and again',
	fault: `${runs} walkthroughs in a row, each in a new workspace`,
	then: 'the last ones take no more memory than the first ones, and leave no file outside of workspace and cache and no process',
}, async tell => {
	const home = path.join(directory, 'home');
	const temporary = path.join(directory, 'tmp');
	const env = {HOME: home, TMPDIR: temporary, XDG_CACHE_HOME: path.join(directory, 'cache'), npm_config_cache: path.join(directory, 'npm'), PIP_CACHE_DIR: path.join(directory, 'pip')};
	for (const folder of [home, temporary]) {
		mkdirSync(folder);
	}

	const seen: Array<{readonly files: readonly string[]; readonly peak: number}> = [];
	for (const index of Array.from({length: runs}).keys()) {
		seen.push(await walkOnce(`w${index}`, env));
	}

	const median = (peaks: readonly number[]) => peaks.toSorted((one, other) => one - other)[Math.floor(peaks.length / 2)] ?? Number.NaN;
	const first = median(seen.slice(0, 5).map(({peak}) => peak));
	const last = median(seen.slice(-5).map(({peak}) => peak));
	expect(last / first).toBeLessThan(noise);
	expect(seen.at(-1)?.files).toEqual(seen[settled - 1]?.files);
	tell(`peak memory of the wizard ${megabytes(first)} in the first five, ${megabytes(last)} in the last five; ${seen.at(-1)?.files.length} files outside after ${settled} runs and after ${runs}`);
}, runs * longest);

async function walkOnce(name: string, env: Readonly<Record<string, string>>) {
	let peak = 0;
	const {exitCode, stdout} = await runBin([name, '--json', '--package', 'six', '--python', python.executable], {
		cwd: directory,
		env,
		onStart(child) {
			createInterface({input: child.stdout ?? process.stdin}).on('line', line => {
				if (line.includes('"step.finished"')) {
					peak = Number(/^VmHWM:\s+(?<kilobytes>\d+) kB$/mv.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.groups?.kilobytes) * 1024;
				}
			});
		},
	});
	expect(exitCode, stdout.slice(-2000)).toBe(0);
	expect(processesIn(directory)).toEqual([]);
	rmSync(path.join(directory, name), {recursive: true});
	return {peak, files: ['home', 'tmp', 'cache/layer-wizard'].flatMap(folder => namesBelow(path.join(directory, folder)))};
}

/** What lies in a folder, down to a depth at which things are told apart; an installation is one thing. */
function namesBelow(folder: string, depth = 3): readonly string[] {
	return readdirSync(folder, {withFileTypes: true}).flatMap(entry => {
		const name = path.join(folder, entry.name);
		return entry.isDirectory() && depth > 0 ? [name, ...namesBelow(name, depth - 1)] : [name];
	});
}

const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(0)} MB`;
