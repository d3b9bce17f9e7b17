import fc from 'fast-check';
import {expect, test} from 'vitest';
import {readBinary} from '../../source/tools/binary.js';
import {newestGlibc} from '../../source/tools/glibc.js';

const bytesOf = (text: string) => new TextEncoder().encode(text);

/** The newest version by a regular expression. */
function expected(text: string): readonly [number, number] | undefined {
	const versions = [...text.matchAll(/GLIBC_(\d{1,2})\.(\d{1,3})/gv)].map(([, major, minor]) => [Number(major), Number(minor)] as const);
	return versions.toSorted((one, other) => other[0] - one[0] || other[1] - one[1])[0];
}

test('the newest version is the one that a regular expression finds', () => {
	const part = fc.constantFrom('GLIBC_', 'GLIB', 'C_', '_', '.', '2', '38', '.17', '999', '\0', 'GLIBC_2.28', 'GLIBC_PRIVATE');
	fc.assert(fc.property(fc.array(part, {maxLength: 12}), parts => {
		const text = parts.join('');
		expect(newestGlibc(bytesOf(text), undefined)).toEqual(expected(text));
	}), {numRuns: 2000});
});

test('a name that two chunks cut is found, wherever it is cut', async () => {
	const elf = new Uint8Array(5000);
	elf.set(bytesOf('\u007FELF\u0002\u0001\u0001'));
	elf[18] = 62;
	const name = bytesOf('GLIBC_2.38');
	for (let cut = 0; cut <= name.length; cut++) {
		const chunks = async function * () {
			yield elf;
			yield name.subarray(0, cut);
			yield name.subarray(cut);
		};

		await expect(readBinary('a.so', chunks())).resolves.toMatchObject({glibc: [2, 38]});
	}
});

test('of what is no ELF file only the head is read', async () => {
	let read = 0;
	const chunks = async function * () {
		for (; read < 100; read++) {
			yield new Uint8Array(4096);
		}
	};

	await expect(readBinary('bin/a', chunks())).resolves.toBeUndefined();
	expect(read).toBe(0);
});
