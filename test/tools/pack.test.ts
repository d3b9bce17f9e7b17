import {execFileSync} from 'node:child_process';
import {mkdirSync, readdirSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {expect, test} from 'vitest';
import {ToolError} from '../../source/engine/errors.js';
import {packZip, type Member} from '../../source/tools/python/pack.js';
import {temporaryDirectory} from '../support/directory.js';
import {python} from '../support/python.js';

const {signal} = new AbortController();

/** What Python itself reads in the zip: of each member the path, the unpacked size, and the rights. */
async function packed(members: readonly Member[]): Promise<{readonly size: number; readonly listed: unknown; readonly scratch: string}> {
	const scratch = temporaryDirectory();
	const zip = await packZip(python.executable, members, {scratch, signal});
	const file = path.join(temporaryDirectory(), 'packed.zip');
	writeFileSync(file, zip);
	const program = 'import json, sys, zipfile; print(json.dumps([[i.filename, i.file_size, oct(i.external_attr >> 16)] for i in zipfile.ZipFile(sys.argv[1]).infolist()]))';
	return {size: zip.length, listed: JSON.parse(execFileSync(python.executable, ['-c', program, file], {encoding: 'utf8'})), scratch};
}

test('texts, zeros and directories, each for everybody to read, and nothing left of the making', async () => {
	const directory = temporaryDirectory();
	mkdirSync(path.join(directory, 'package'));
	writeFileSync(path.join(directory, 'package/secret.py'), 'x = 1\n', {mode: 0o600});
	const {listed, scratch} = await packed([{path: 'handler.py', text: 'é'}, {path: 'python/padding.bin', zeros: 3_000_001}, {path: 'python', directory}]);
	expect(listed).toEqual([
		['handler.py', 2, '0o644'],
		['python/padding.bin', 3_000_001, '0o644'],
		['python/package/secret.py', 6, '0o644'],
	]);
	expect(readdirSync(scratch)).toEqual([]);
});

test('many zeros are a small zip', async () => {
	const {size} = await packed([{path: 'padding.bin', zeros: 50_000_000}]);
	expect(size).toBeLessThan(100_000);
});

test('what cannot be read is told, with Python\'s own reason', async () => {
	const failing = packZip(python.executable, [{path: 'python', directory: path.join(temporaryDirectory(), 'gone\0')}], {scratch: temporaryDirectory(), signal});
	await expect(failing).rejects.toThrow(ToolError);
});
