import {chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {beforeEach, expect, test} from 'vitest';
import {completeWrites, editOwn, handEditOf, isTheirs, writeOver, writeOwn} from '../../source/files/written.js';
import {isKept, noteKept} from '../../source/files/kept-versions.js';
import {removeDrafts, writeWhole} from '../../source/disk/write.js';
import {temporaryDirectory} from '../support/directory.js';

const file = 'project/serverless.yml';
let place = {directory: '', state: ''};
const mine = () => path.join(place.directory, file);
const copy = () => path.join(place.state, 'written', file);
const read = () => readFileSync(mine(), 'utf8');

/** A journal's notes alone. */
function notes() {
	const kept = new Map<string, unknown>();
	return {
		note(id: string, value: unknown) {
			kept.set(id, value);
		}, recall: (id: string) => kept.get(id),
	};
}

const journal = notes();
const attach = (text: string) => text.includes('layers') ? text : `${text}layers: 1\n`;

beforeEach(async () => {
	const directory = temporaryDirectory();
	place = {directory, state: path.join(directory, '.layer-wizard')};
	await writeOwn(place, file, 'a: 1\n');
});

test('what the wizard wrote is no hand edit, also after an edit of its own', async () => {
	expect(handEditOf(place, file)).toBeUndefined();
	await editOwn(place, file, attach, journal);
	expect(read()).toBe('a: 1\nlayers: 1\n');
	expect(handEditOf(place, file)).toBeUndefined();
	expect(isTheirs(place, file)).toBe(false);
});

test('what a person changed stays theirs after an edit of the wizard\'s, and the difference is theirs alone', async () => {
	writeFileSync(mine(), 'a: 2\n');
	await editOwn(place, file, attach, journal);
	expect(handEditOf(place, file)).toEqual({file, written: 'a: 1\nlayers: 1\n', mine: 'a: 2\nlayers: 1\n'});
});

test('a kept version stays kept when the wizard edits it', async () => {
	const remembered = notes();
	writeFileSync(mine(), 'a: 2\n');
	noteKept(remembered, file, read());
	await editOwn(place, file, attach, remembered);
	expect(isKept(remembered, file, read())).toBe(true);
	expect(isKept(remembered, file, 'a: 3\n')).toBe(false);
});

test.each([
	['before the file', 'a: 1\n', undefined],
	['after the file', 'a: 1\nlayers: 1\n', undefined],
	['before the file, and the person changed it since', 'a: 2\n', 'a: 1\n'],
	['after the file, and the person changed it since', 'a: 2\nlayers: 1\n', 'a: 1\nlayers: 1\n'],
])('a crash %s neither looks like a hand edit nor hides one', async (_, now, base) => {
	// The next copy is there and has not taken the last one's place.
	writeFileSync(`${copy()}.next`, 'a: 1\nlayers: 1\n');
	writeFileSync(mine(), now);
	expect(handEditOf(place, file)?.written).toBe(base);
	await completeWrites(place, [file]);
	expect(handEditOf(place, file)?.written).toBe(base);
	expect(readdirSync(path.dirname(copy()))).toEqual(['serverless.yml']);
	expect(read()).toBe(now);
});

test('a crash in the first write of a file leaves nothing that looks like a person\'s', async () => {
	rmSync(copy());
	writeFileSync(`${copy()}.next`, 'a: 1\n');
	expect(isTheirs(place, file)).toBe(false);
	await completeWrites(place, [file]);
	expect(readFileSync(copy(), 'utf8')).toBe('a: 1\n');
	rmSync(mine());
	expect(handEditOf(place, file)).toBeUndefined();
});

test('a write over a person\'s change is refused, unless it is asked for', async () => {
	writeFileSync(mine(), 'a: 2\n');
	await expect(writeOwn(place, file, 'a: 3\n')).rejects.toMatchObject({code: 'CheckError', message: `${file} was changed by hand meanwhile; it is left as it is.`});
	expect(read()).toBe('a: 2\n');
	await writeOver(place, {file, written: 'a: 1\n', mine: 'a: 2\n'});
	expect(read()).toBe('a: 1\n');
});

test('a file that the wizard never wrote is the person\'s, and there is nothing to compare it with', () => {
	rmSync(copy());
	expect(isTheirs(place, file)).toBe(true);
	expect(handEditOf(place, file)).toBeUndefined();
});

test('bytes that are no text are not lost by an edit: it is refused', async () => {
	writeFileSync(mine(), Uint8Array.of(0x61, 0x3A, 0xFF, 0x0A));
	await expect(editOwn(place, file, attach, journal)).rejects.toMatchObject({code: 'UsageError', message: `${file} cannot be edited: it is not in UTF-8.`});
	expect([...readFileSync(mine())]).toEqual([0x61, 0x3A, 0xFF, 0x0A]);
});

test('permissions stay as they are', async () => {
	writeFileSync(mine(), 'a: 1\n');
	chmodSync(mine(), 0o640);
	await editOwn(place, file, attach, journal);
	expect(readFileSync(mine(), 'utf8')).toBe('a: 1\nlayers: 1\n');
	// The mode's last nine bits are the permissions.
	expect(statSync(mine()).mode % 0o1000).toBe(0o640);
});

test('a link is refused, and what it leads to stays as it is', async () => {
	const elsewhere = path.join(place.directory, 'elsewhere');
	mkdirSync(elsewhere);
	const real = path.join(elsewhere, 'real.yml');
	writeFileSync(real, 'a: 1\n');
	rmSync(mine());
	symlinkSync(real, mine());
	await expect(editOwn(place, file, attach, journal)).rejects.toThrow(`${mine()} is a link`);
	expect(readFileSync(real, 'utf8')).toBe('a: 1\n');
	expect(readdirSync(elsewhere)).toEqual(['real.yml']);
});

test('what a killed write has left goes, and no file of a person\'s that looks like one', async () => {
	const folder = temporaryDirectory();
	const own = ['handler.py.20261123', '.layer-wizard-draft', 'handler.py'];
	for (const name of [...own, '.layer-wizard-draft-0b1d3a52-8d0e-4e0b-9d5e-1d2f3a4b5c6d']) {
		writeFileSync(path.join(folder, name), '');
	}

	await removeDrafts(folder);
	expect(readdirSync(folder).toSorted()).toEqual(own.toSorted());
	await expect(writeWhole(path.join(folder, 'handler.py', 'x'), '')).rejects.toThrow();
});
