import {execFileSync} from 'node:child_process';
import {createHash} from 'node:crypto';
import {readFileSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {expect, test} from 'vitest';
import {findArchive, isWheelFile, readArchive, sha256, wheelsIn} from '../../source/tools/archive.js';
import {temporaryDirectory} from '../support/directory.js';

/** A zip made by Python's zipfile. */
function makeZip(files: Readonly<Record<string, string>>): string {
	const file = path.join(temporaryDirectory(), 'a.zip');
	const script = 'import json, sys, zipfile\nwith zipfile.ZipFile(sys.argv[1], "w", zipfile.ZIP_DEFLATED) as z:\n  for name, text in json.loads(sys.argv[2]).items(): z.writestr(name, text)';
	execFileSync('python3', ['-c', script, file, JSON.stringify(files)]);
	return file;
}

test('sizes, entries and the texts that were asked for', async () => {
	const file = makeZip({'handler.py': 'x = 1\n', 'big.txt': 'a'.repeat(100_000), 'demo-1.0.dist-info/WHEEL': 'Wheel-Version: 1.0\nTag: cp311-cp311-manylinux_2_17_x86_64\nTag: cp311-cp311-manylinux2014_x86_64\n'});
	const archive = await readArchive(file, isWheelFile);
	expect(archive.bytes).toBe(readFileSync(file).length);
	expect(archive.unpackedBytes).toBe(6 + 100_000 + archive.entries.reduce((sum, {path: name, bytes}) => sum + (name.endsWith('WHEEL') ? bytes : 0), 0));
	expect([...archive.texts.keys()]).toEqual(['demo-1.0.dist-info/WHEEL']);
	expect(wheelsIn(archive)).toEqual([{path: 'demo-1.0.dist-info/WHEEL', distribution: 'demo-1.0', tags: ['cp311-cp311-manylinux_2_17_x86_64', 'cp311-cp311-manylinux2014_x86_64'], isPure: false}]);
});

test('a file that is no zip is refused', async () => {
	const file = path.join(temporaryDirectory(), 'a.zip');
	writeFileSync(file, 'not a zip');
	await expect(readArchive(file)).rejects.toThrow(/cannot be read as a zip: it is none, or it is cut off\.$/v);
});

test('where a zip should be and is not, or cannot be read, the reason is told', async () => {
	const file = makeZip({'handler.py': 'x = 1\n'});
	expect(await findArchive(file)).toEqual(await readArchive(file));
	const bytes = readFileSync(file);
	writeFileSync(file, bytes.subarray(0, -30));
	expect(await findArchive(file)).toEqual({why: expect.stringMatching(/^\/.*a\.zip cannot be read as a zip: it is none, or it is cut off$/v)});
	expect(await findArchive(`${file}.absent`)).toEqual({why: `there is no ${file}.absent`});
});

test('the hash is what the Lambda API calls CodeSha256', async () => {
	const file = makeZip({'handler.py': 'x = 1\n'});
	expect(await sha256(file)).toBe(createHash('sha256').update(readFileSync(file)).digest('base64'));
});
