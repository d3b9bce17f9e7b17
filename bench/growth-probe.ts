// What the wizard itself does with a layer's zip, in a process of its own: FILE walkthrough (reads it, judges its wheels, sums what is in it, hashes it), or FILE inspect (looks into its compiled files too).
import path from 'node:path';
import {performance} from 'node:perf_hooks';
import process from 'node:process';
import {hasModule, outdated} from '../source/chapters/contents.js';
import {verdictsOn} from '../source/lambda/layer-verdict.js';
import {isWheelFile, readArchive, sha256} from '../source/tools/archive.js';
import {contentsOf} from '../source/tools/contents.js';
import {insideOfZip} from '../source/tools/inside.js';

async function walkthrough(file: string): Promise<boolean> {
	const archive = await readArchive(file, isWheelFile);
	contentsOf(archive, path.basename(file));
	await sha256(file);
	return hasModule(archive, 'python/', 'demo') && !outdated(archive, [{name: 'demo', version: '1.0'}]);
}

async function inspect(file: string): Promise<boolean> {
	const inside = await insideOfZip(file);
	return verdictsOn(inside).length > 0 && inside.binaries.length === Math.ceil((inside.paths.length - 1) / 50);
}

const [file = '', work] = process.argv.slice(2);
const before = process.resourceUsage().maxRSS;
const start = performance.now();
if (!await (work === 'inspect' ? inspect : walkthrough)(file)) {
	throw new Error('What was read is not what is in the zip.');
}

const ms = performance.now() - start;
process.stdout.write(JSON.stringify({ms, memory: (process.resourceUsage().maxRSS - before) * 1024}));
