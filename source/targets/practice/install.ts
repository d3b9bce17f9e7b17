import {createHash, randomUUID} from 'node:crypto';
import {existsSync} from 'node:fs';
import {rename, rm, stat, writeFile} from 'node:fs/promises';
import path from 'node:path';
import {codeOf, messageOf, ToolError} from '../../engine/errors.js';
import {cacheDirectories, cacheDirectory} from '../../files/cache.js';
import {makeDirectory} from '../../files/directory.js';
import {draftMark, removeStaleDrafts} from '../../files/stale-drafts.js';
import {childEnvironment} from '../../tools/environment.js';
import {runTool} from '../../tools/run-tool.js';
import type {Interpreter} from '../../tools/python/interpreter.js';
import type {TargetIo} from '../target.js';
import admission from './admission.py';
import bodies from './bodies.py';
import connections from './connections.py';
import launcher from './launcher.py';
import requirements from './requirements.txt';

export type Installation = {
	readonly directory: string;
	readonly python: string;
	readonly launcher: string;
};

const launcherFile = 'launcher.py';

/** What the launcher consists of. Its main file is written last, because an installation counts as whole once it is there. */
const programs: ReadonlyArray<readonly [file: string, text: string]> = [
	['admission.py', admission],
	['bodies.py', bodies],
	['connections.py', connections],
	[launcherFile, launcher],
];

/**
The practice cloud's place in the cache: one for each Python, because functions run on the practice cloud's own interpreter,
and one for each version of what goes in, so that it is never changed once it is there.
*/
export function installation({base, version}: Interpreter): Installation {
	const key = createHash('sha256').update([base, version, requirements, ...programs.flat()].join('\0')).digest('hex').slice(0, 12);
	const name = `practice-cloud-${version}-${key}`;
	const directory = path.join(cacheDirectories().find(cache => existsSync(path.join(cache, name, launcherFile))) ?? cacheDirectory(), name);
	return {directory, python: path.join(directory, 'bin', 'python'), launcher: path.join(directory, launcherFile)};
}

export async function isInstalled({launcher: file}: Installation): Promise<boolean> {
	return stat(file).then(() => true, () => false);
}

/**
Installs MiniStack by pip, every file checked against its hash, into a directory of its own, and moves that into place whole.
Of two wizards that do so at once the first to finish wins, and the other uses its result; no lock can be left behind.

@throws ToolError when the environment cannot be made or pip fails.
*/
export async function install(interpreter: Interpreter, io: TargetIo): Promise<void> {
	const {directory} = installation(interpreter);
	const draft = `${directory}${draftMark}${randomUUID()}`;
	const python = path.join(draft, 'bin', 'python');
	const tool = {cwd: path.dirname(directory), env: childEnvironment({}), log: io.log, signal: io.signal, step: io.step, emit: io.emit};
	await makeDirectory(path.dirname(directory)).catch((error: unknown) => {
		throw new ToolError(`The practice cloud cannot be installed into the cache: ${messageOf(error)}.`, {
			tryThis: 'Set XDG_CACHE_HOME to a directory that you can write to.',
			cause: error,
		});
	});
	await removeStaleDrafts(path.dirname(directory));
	try {
		await runTool({...tool, argv: [interpreter.base, '-m', 'venv', draft]});
		await writeFile(path.join(draft, 'requirements.txt'), requirements);
		await runTool({...tool, argv: [python, '-m', 'pip', 'install', '--require-hashes', '--only-binary', ':all:', '--no-deps', '-r', path.join(draft, 'requirements.txt')]});
		for (const [file, text] of programs) {
			await writeFile(path.join(draft, file), text);
		}

		await rename(draft, directory).catch((error: unknown) => {
			if (!['ENOTEMPTY', 'EEXIST'].includes(codeOf(error) ?? '')) {
				throw error;
			}
		});
	} finally {
		await rm(draft, {recursive: true, force: true});
	}
}
