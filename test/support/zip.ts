import {execFileSync} from 'node:child_process';
import path from 'node:path';
import {z} from 'zod';

const listing = z.tuple([z.array(z.object({path: z.string(), bytes: z.number()}))]);

/** What a zip holds, read by Python's zipfile and not by the code under test. */
export function listZip(file: string): ReadonlyArray<{readonly path: string; readonly bytes: number}> {
	const [entries] = listing.parse(JSON.parse(execFileSync('python3', [path.resolve('test/support/zip.py'), file], {encoding: 'utf8', maxBuffer: 64 * 1024 * 1024})));
	return entries;
}
