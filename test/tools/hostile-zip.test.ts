import {Buffer} from 'node:buffer';
import {execFileSync} from 'node:child_process';
import {readFileSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {setImmediate} from 'node:timers';
import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {ToolError} from '../../source/engine/errors.js';
import {findArchive, readArchive} from '../../source/tools/archive.js';
import {lookThrough} from '../../source/tools/look-through.js';
import {temporaryDirectory} from '../support/directory.js';

/** Makes a zip with Python's zipfile, by lines that have it as `z`. */
function makeZip(...lines: readonly string[]): string {
	const file = path.join(temporaryDirectory(), 'a.zip');
	execFileSync('python3', ['-W', 'ignore', '-c', ['import sys, zipfile', 'from zipfile import *', 'with ZipFile(sys.argv[1], "w", ZIP_DEFLATED) as z:', ...lines.map(line => `  ${line}`)].join('\n'), file]);
	return file;
}

const centralHeader = Buffer.from([0x50, 0x4B, 0x01, 0x02]);

/** Changes what the central directory says of its member of this number. */
function lie(file: string, member: number, change: (header: DataView) => void): string {
	const bytes = readFileSync(file);
	let place = -1;
	for (let index = 0; index <= member; index++) {
		place = bytes.indexOf(centralHeader, place + 1);
	}

	change(new DataView(bytes.buffer, bytes.byteOffset + place));
	writeFileSync(file, bytes);
	return file;
}

const all = () => true;
const two = ['z.writestr("a.txt", "a" * 50)', 'z.writestr("b.txt", "b" * 50)'];

describe('an archive that was made to harm is refused in one sentence that names its fault', () => {
	test.each<readonly [string, () => string, RegExp]>([
		['a path that leads out', () => makeZip('z.writestr("../evil.py", "x")'), /invalid relative path: \.\.\/evil\.py\.$/v],
		['an absolute path', () => makeZip('z.writestr("/etc/evil", "x")'), /absolute path: \/etc\/evil\.$/v],
		['a path that leads out by backslashes', () => makeZip(String.raw`z.writestr("..\\evil.py", "x")`), /invalid relative path/v],
		['a name twice', () => makeZip('z.writestr("a", "x")', 'z.writestr("a", "y")'), /it holds "a" twice\.$/v],
		['two members of the same bytes', () => lie(makeZip(...two), 1, header => {
			header.setUint32(42, 0, true);
		}), /"b\.txt" overlaps the member before it\.$/v],
		['a member that says it is encrypted', () => lie(makeZip(...two), 0, header => {
			header.setUint16(8, 1, true);
		}), /"a\.txt" is encrypted\.$/v],
		['a method that Lambda does not read', () => makeZip('z.writestr("a", "x", ZIP_BZIP2)'), /"a" is compressed by a method that Lambda does not read \(12\)\.$/v],
		['a member of 4 GB in a few bytes', () => lie(makeZip(...two), 0, header => {
			header.setUint32(24, 0xFF_FF_FF_FE, true);
		}), /"a\.txt" says that it is larger than its data can be\.$/v],
		['a bomb that says it is small', () => lie(makeZip('z.writestr("a.txt", "a" * 100_000_000)'), 0, header => {
			header.setUint32(24, 1000, true);
		}), /"a\.txt" unpacks to more bytes than it says\.$/v],
		['more members than are there', () => {
			const file = makeZip(...two);
			const bytes = readFileSync(file);
			bytes.writeUInt16LE(60_000, bytes.length - 12);
			writeFileSync(file, bytes);
			return file;
		}, /it is cut off, or names a place that is not in it\.$/v],
		['a directory beyond what the system can count', () => {
			const file = path.join(temporaryDirectory(), 'a.zip');
			const end = Buffer.alloc(42);
			end.writeUInt32LE(0x07_06_4B_50, 0);
			end.fill(0xFF, 8, 16);
			end.writeUInt32LE(0x06_05_4B_50, 20);
			writeFileSync(file, end);
			return file;
		}, /names a place that is not in it\.$/v],
		['an overlap, found before anything is unpacked', () => {
			const file = lie(makeZip(...two), 1, header => {
				header.setUint32(42, 0, true);
			});
			const bytes = readFileSync(file);
			// The first member's data is no deflate.
			bytes.fill(0xFF, 35, 38);
			writeFileSync(file, bytes);
			return file;
		}, /"b\.txt" overlaps the member before it\.$/v],
		['data that ends beyond the file', () => lie(makeZip(...two), 1, header => {
			header.setUint32(20, 1_000_000, true);
		}), /"b\.txt" says that it ends beyond the file\.$/v],
		['a name that no system takes', () => makeZip('z.writestr("a" * 4097, "x")'), /the path "a{40}…" is longer than 4,096 characters\.$/v],
		['folders in folders', () => makeZip('z.writestr("a/" * 100 + "b", "x")'), /"(?:a\/){20}…" lies more than 100 folders deep\.$/v],
		['names that fill the memory', () => makeZip('for n in range(1700): z.writestr(f"{n:04096d}", "")'), /its names are longer than 5,242,880 characters together\.$/v],
		['a directory of comments', () => makeZip('for n in range(200):', '  i = ZipInfo(str(n)); i.comment = b"x" * 65_000; z.writestr(i, "")'), /its directory is larger than 12,582,912 bytes\.$/v],
		['an extra field of many small ones', () => makeZip(String.raw`i = ZipInfo("a"); i.extra = b"\x99\x99\0\0" * 1025; z.writestr(i, "")`), /"a" has an extra field of more than 4,096 bytes\.$/v],
		['half an archive', () => {
			const file = makeZip(...two);
			writeFileSync(file, readFileSync(file).subarray(0, 100));
			return file;
		}, /it is none, or it is cut off\.$/v],
		['nothing', () => {
			const file = path.join(temporaryDirectory(), 'a.zip');
			writeFileSync(file, '');
			return file;
		}, /it is none, or it is cut off\.$/v],
	])('%s', async (_, make, sentence) => {
		const memory = process.memoryUsage().rss;
		const error: unknown = await readArchive(make(), all).catch((error_: unknown) => error_);
		expect(error).toBeInstanceOf(ToolError);
		expect(String(error)).toMatch(sentence);
		expect(process.memoryUsage().rss - memory).toBeLessThan(80e6);
	});

	test('more members than any layer has', async () => {
		const file = makeZip('for n in range(65_536): z.writestr(ZipInfo(str(n)), "")');
		await expect(readArchive(file)).rejects.toThrow(/it has more than 65,535 members\.$/v);
	});
});

describe('a signal', () => {
	const stopped = new Error('stopped');

	test('ends reading before the first member', async () => {
		const file = makeZip(...two);
		const signal = AbortSignal.abort(stopped);
		await expect(readArchive(file, all, {signal})).rejects.toBe(stopped);
		await expect(findArchive(file, all, signal)).rejects.toBe(stopped);
	});

	test('is heard between small members, which all come from memory', async () => {
		const file = makeZip(String.raw`for n in range(500): z.writestr(f"bin/{n}", b"\x7fELF" + bytes(50_000))`);
		const controller = new AbortController();
		let reads = 0;
		const looking = readArchive(file, undefined, {
			signal: controller.signal,
			async lookInto(files, read) {
				// As a signal of the system comes: with a turn of the event loop.
				setImmediate(() => {
					controller.abort(stopped);
				});
				await lookThrough(files, member => {
					reads++;
					return read(member);
				}, controller.signal);
			},
		});
		await expect(looking).rejects.toBe(stopped);
		expect(reads).toBeLessThan(10);
	});

	test.each(['ZIP_DEFLATED', 'ZIP_STORED'])('ends reading inside a member (%s)', async method => {
		const file = makeZip(`z.writestr("a", "a" * 10_000_000, ${method})`);
		const controller = new AbortController();
		let bytes = 0;
		const reading = readArchive(file, undefined, {
			signal: controller.signal,
			async lookInto(files, read) {
				for await (const chunk of read(files[0]!)) {
					bytes += chunk.length;
					controller.abort(stopped);
				}
			},
		});
		await expect(reading).rejects.toBe(stopped);
		expect(bytes).toBeLessThan(1_000_000);
	});
});

test('a link is a member, and where it leads to is not read as its text', async () => {
	const file = makeZip('i = ZipInfo("lib.so"); i.create_system = 3; i.external_attr = 0o120777 << 16; z.writestr(i, "/etc/passwd")', 'z.writestr("a.txt", "a")');
	const archive = await readArchive(file, all);
	expect(archive.entries.map(entry => entry.path)).toEqual(['lib.so', 'a.txt']);
	expect([...archive.texts]).toEqual([['a.txt', 'a']]);
});

test('large members, and texts beyond 32 MB together, are not read as text', async () => {
	const file = makeZip('z.writestr("large", "a" * 2_000_000)', 'for n in range(40): z.writestr(str(n), "a" * 1_000_000)');
	const {texts} = await readArchive(file, all);
	expect(texts.size).toBe(33);
	expect(texts.has('large')).toBe(false);
});

test('whatever is changed in an archive, it is read with sums that agree, or refused', async () => {
	const good = readFileSync(makeZip(...two, 'z.writestr("d/c.bin", bytes(range(256)), ZIP_STORED)'));
	const file = path.join(temporaryDirectory(), 'a.zip');
	const change = fc.record({place: fc.nat({max: good.length - 1}), value: fc.oneof(fc.constantFrom(0, 0xFF), fc.nat({max: 255}))});
	await fc.assert(fc.asyncProperty(fc.array(change, {minLength: 1, maxLength: 6}), fc.nat({max: good.length}), fc.boolean(), async (changes, length, isCut) => {
		const bytes = Buffer.from(good);
		for (const {place, value} of changes) {
			bytes[place] = value;
		}

		writeFileSync(file, isCut ? bytes.subarray(0, length) : bytes);
		const archive = await readArchive(file, all).catch((error: unknown) => {
			expect(error).toBeInstanceOf(ToolError);
		});
		if (archive) {
			expect(archive.unpackedBytes).toBe(archive.entries.reduce((sum, entry) => sum + entry.bytes, 0));
			expect(archive.unpackedBytes).toBeLessThan(1033 * good.length);
			for (const [name, text] of archive.texts) {
				expect(Buffer.byteLength(text, 'latin1')).toBeLessThanOrEqual(archive.entries.find(entry => entry.path === name)?.bytes ?? 0);
			}
		}
	}), {numRuns: 400});
});
