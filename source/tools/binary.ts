import {Buffer} from 'node:buffer';
import type {Binary} from '../lambda/binaries.js';
import {longestVersion, newestGlibc, type Glibc} from './glibc.js';

/** Machines by their numbers in an ELF header (EM_X86_64, EM_AARCH64, EM_386, EM_ARM). Source: https://refspecs.linuxfoundation.org/elf/gabi4+/ch4.eheader.html */
const elfMachines: Readonly<Record<number, string>> = {62: 'x86_64', 183: 'aarch64', 3: 'i686', 40: 'armv7l'};

/** CPU_TYPE_X86_64 and CPU_TYPE_ARM64 of Mach-O. */
const machMachines: Readonly<Record<number, string>> = {0x01_00_00_07: 'x86_64', 0x01_00_00_0C: 'arm64'};

/** All that is needed is in so many bytes: an ELF header's first ones, and the few architectures of a universal Mach-O file. */
const headBytes = 4096;

/** True for files that may be compiled: modules and libraries by their names, programs by their folder. */
export const mayBeBinary = (path: string): boolean => /\.(?:so(?:\.\d+)*|dylib|pyd|dll)$/v.test(path) || /(?:^|\/)bin\/[^\/]+$/v.test(path);

/**
Reads what a compiled file is for, in one pass and with little memory, whatever its size. Only of an ELF file more than the head is read.

@returns Undefined for what is no compiled file, e.g. a script.
*/
export async function readBinary(path: string, chunks: AsyncIterable<Uint8Array>): Promise<Binary | undefined> {
	let head = Buffer.alloc(0);
	let rest = Buffer.alloc(0);
	let glibc: Glibc | undefined;
	for await (const chunk of chunks) {
		if (head.length < headBytes) {
			head = Buffer.concat([head, chunk]).subarray(0, headBytes);
		}

		if (head.length === headBytes && headOf(head)?.system !== 'Linux') {
			break;
		}

		// A name that two chunks cut begins in the last bytes of the one before.
		glibc = newestGlibc(chunk, newestGlibc(Buffer.concat([rest, chunk.subarray(0, longestVersion)]), glibc));
		rest = Buffer.concat([rest, chunk.subarray(-longestVersion)]).subarray(-longestVersion);
	}

	const made = headOf(head);
	return made && {path, ...made, ...(made.system === 'Linux' && glibc && {glibc})};
}

function headOf(bytes: Uint8Array): Pick<Binary, 'system' | 'machines'> | undefined {
	const head = Buffer.from(bytes);
	if (head.length < 20) {
		return undefined;
	}

	if (head.subarray(0, 4).equals(Buffer.from('\u007FELF', 'latin1'))) {
		const machine = head[5] === 2 ? head.readUInt16BE(18) : head.readUInt16LE(18);
		return {system: 'Linux', machines: [elfMachines[machine] ?? `ELF machine ${machine}`]};
	}

	switch (head.readUInt32BE(0)) {
		case 0xCF_FA_ED_FE: {
			return {system: 'macOS', machines: [machMachine(head.readUInt32LE(4))]};
		}

		case 0xCA_FE_BA_BE: {
			// Java's class files begin alike, but with a version where this has its small count.
			const count = Math.min(head.readUInt32BE(4), 8);
			return {system: 'macOS', machines: Array.from({length: count}, (_, index) => machMachine(head.readUInt32BE(8 + (index * 20))))};
		}

		default: {
			return head.subarray(0, 2).toString('latin1') === 'MZ' ? {system: 'Windows', machines: []} : undefined;
		}
	}
}

const machMachine = (type: number): string => machMachines[type] ?? `Mach-O machine ${type}`;
