// How the wizard's own work on a zip grows with its bytes, and with its files.
import {execFileSync} from 'node:child_process';
import {mkdtemp, rm} from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {fileURLToPath} from 'node:url';
import {bundle} from '../../scripts/bundle.mjs';
import {median} from '../median.mjs';
import {linePlot} from '../plot.mjs';

const runs = 5;
const mega = 1_000_000;

/** Of the bytes a hundred files each, of the files a kilobyte each. */
const byBytes = [1, 10, 50, 100, 200].map(megabytes => ({x: megabytes, bytes: megabytes * mega, files: 100}));
const byFiles = [10, 100, 1000, 5000, 10_000, 20_000].map(files => ({x: files, bytes: files * 1000, files}));

const here = name => fileURLToPath(new URL(`../${name}`, import.meta.url));

async function measureAll(sizes, {directory, signal}) {
	const file = path.join(directory, 'layer.zip');
	const points = [];
	for (const {x, bytes, files} of sizes) {
		signal.throwIfAborted();
		execFileSync('python3', [here('make-zip.py'), file, String(bytes), String(files)]);
		const seen = ['walkthrough', 'inspect'].map(work => Array.from({length: runs}, () => JSON.parse(execFileSync(process.execPath, [path.join(directory, 'growth-probe.mjs'), file, work], {encoding: 'utf8'}))));
		points.push({
			x,
			ms: seen.reduce((sum, each) => sum + median(each.map(({ms}) => ms)), 0),
			memory: Math.max(...seen.map(each => median(each.map(({memory}) => memory)))) / mega,
		});
	}

	return points;
}

/** How much faster the time grows than the size, between the middle of the sizes and the largest: 1 is linear. */
function growth(points) {
	const [small, large] = [points.at(-3), points.at(-1)];
	return (large.ms / small.ms) / (large.x / small.x);
}

export async function measure({signal}) {
	const directory = await mkdtemp(path.join(os.tmpdir(), 'layer-wizard-bench-'));
	try {
		await bundle(here('growth-probe.ts'), directory, {extension: '.mjs'});
		const [bytes, files] = [await measureAll(byBytes, {directory, signal}), await measureAll(byFiles, {directory, signal})];
		return {
			rows: [
				{what: '200 MB in 100 files', value: bytes.at(-1).ms, unit: 'ms'},
				{what: 'growth from 50 to 200 MB, against linear', value: growth(bytes), unit: 'ratio', allowed: 1.2},
				{what: 'memory for 200 MB', value: bytes.at(-1).memory, unit: 'MB', allowed: 64},
				{what: '20,000 files of 1 kB', value: files.at(-1).ms, unit: 'ms'},
				{what: 'growth from 5,000 to 20,000 files, against linear', value: growth(files), unit: 'ratio', allowed: 1.2},
				{what: 'memory for 20,000 files', value: files.at(-1).memory, unit: 'MB', allowed: 64},
			],
			notes: [`The walkthrough's work (reading a zip, judging its wheels, summing what is in it, hashing it) and that of \`inspect\` (looking into its compiled files too, each fiftieth as in NumPy), each in a process of its own: the sum of both times, the larger of both memories, medians of ${runs}.`],
			plots: [
				{file: 'growth-bytes.svg', alt: 'Time by the megabytes of a layer', svg: linePlot({points: bytes.map(({x, ms}) => [x, ms]), x: 'megabytes in 100 files', y: 'ms'})},
				{file: 'growth-files.svg', alt: 'Time by the number of files in a package', svg: linePlot({points: files.map(({x, ms}) => [x, ms]), x: 'files of 1 kB', y: 'ms'})},
			],
		};
	} finally {
		await rm(directory, {recursive: true, force: true});
	}
}
