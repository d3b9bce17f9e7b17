import path from 'node:path';
import {readBytes} from '../../disk/read.js';
import {makeTemporary, remove} from '../../disk/write.js';
import {ToolError} from '../../engine/errors.js';
import {childEnvironment} from '../environment.js';
import {execute} from '../process.js';
import packScript from './pack.py';

/** What is to be in a zip: a text, a number of zero bytes, or the files of a directory below a path. */
export type Member = {readonly path: string} & ({readonly text: string} | {readonly zeros: number} | {readonly directory: string});

/**
Packs a zip with Python's own library.

@param scratch A directory in which it is put together; nothing of it stays there.
@returns The zip's bytes.
@throws ToolError when Python cannot write it; Interrupted on abort.
*/
export async function packZip(python: string, members: readonly Member[], {scratch, signal}: {readonly scratch: string; readonly signal: AbortSignal}): Promise<Uint8Array> {
	const folder = await makeTemporary(path.join(scratch, 'pack-'));
	try {
		const file = path.join(folder, 'packed.zip');
		const {exitCode, tail} = await execute({
			file: python,
			arguments: ['-I', '-c', packScript, file, JSON.stringify(members)],
			cwd: folder,
			env: childEnvironment({}),
			signal,
		});
		if (exitCode !== 0) {
			throw new ToolError(`The zip for the experiment was not written: ${tail.at(-1) ?? 'Python said nothing'}.`, {tail});
		}

		return await readBytes(file);
	} finally {
		await remove(folder);
	}
}
