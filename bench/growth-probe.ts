// What the wizard itself does with a layer's zip, in a process of its own: reads it, judges its wheels, sums what is in it, hashes it.
import path from 'node:path';
import {performance} from 'node:perf_hooks';
import process from 'node:process';
import {hasModule, outdated} from '../source/chapters/contents.js';
import {isWheelFile, readArchive, sha256} from '../source/tools/archive.js';
import {contentsOf} from '../source/tools/contents.js';

const [file = ''] = process.argv.slice(2);
const before = process.resourceUsage().maxRSS;
const start = performance.now();
const archive = await readArchive(file, isWheelFile);
if (!hasModule(archive, 'python/', 'demo') || outdated(archive, [{name: 'demo', version: '1.0'}])) {
	throw new Error('The zip is not what it should be.');
}

contentsOf(archive, path.basename(file));
await sha256(file);
const ms = performance.now() - start;
process.stdout.write(JSON.stringify({ms, memory: (process.resourceUsage().maxRSS - before) * 1024}));
