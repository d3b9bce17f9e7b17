import {createHash, randomUUID} from 'node:crypto';
import path from 'node:path';
import {makeDirectory} from '../../disk/directory.js';
import {readIfPresent} from '../../disk/read.js';
import {draftMark, removeStaleDrafts} from '../../disk/stale-drafts.js';
import {codeOf} from '../../disk/system-error.js';
import {move, remove, writeWhole} from '../../disk/write.js';
import {messageOf, ToolError} from '../../engine/errors.js';
import {cachedPlace} from '../../files/cache.js';
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
	const directory = cachedPlace(`practice-cloud-${version}-${key}`, launcherFile);
	return {directory, python: path.join(directory, 'bin', 'python'), launcher: path.join(directory, launcherFile)};
}

/** True when it is there whole, with just these programs. */
export async function isInstalled({directory}: Installation): Promise<boolean> {
	const found = await Promise.all(programs.map(async ([file, text]) => await readIfPresent(path.join(directory, file)) === text));
	return found.every(Boolean);
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
	await makeDirectory(path.dirname(directory), 0o700).catch((error: unknown) => {
		throw new ToolError(`The practice cloud cannot be installed into the cache: ${messageOf(error)}.`, {
			tryThis: 'Set XDG_CACHE_HOME to a directory that you can write to.',
			cause: error,
		});
	});
	await removeStaleDrafts(path.dirname(directory));
	try {
		await runTool({...tool, argv: [interpreter.base, '-m', 'venv', draft]});
		await writeWhole(path.join(draft, 'requirements.txt'), requirements);
		await runTool({...tool, argv: [python, '-m', 'pip', 'install', '--require-hashes', '--only-binary', ':all:', '--no-deps', '-r', path.join(draft, 'requirements.txt')]});
		for (const [file, text] of programs) {
			await writeWhole(path.join(draft, file), text);
		}

		await move(draft, directory).catch((error: unknown) => {
			if (!['ENOTEMPTY', 'EEXIST'].includes(codeOf(error) ?? '')) {
				throw error;
			}
		});
	} finally {
		await remove(draft);
	}
}
