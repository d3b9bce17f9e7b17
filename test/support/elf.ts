import path from 'node:path';
import {execa} from 'execa';
import {z} from 'zod';

const files = z.array(z.object({path: z.string(), machine: z.number(), glibc: z.tuple([z.number(), z.number()]).nullable()}));

/** EM_X86_64 and EM_AARCH64 of the ELF specification. */
export const elfMachine = {x86_64: 62, arm64: 183} as const;

/** What the compiled files below a folder need of the machine that loads them, read out of the files themselves. */
export async function compiledFilesIn(folder: string) {
	const {stdout} = await execa('python3', [path.resolve('test/support/elf.py'), folder]);
	return files.parse(JSON.parse(stdout));
}
