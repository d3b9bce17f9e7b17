import {randomBytes} from 'node:crypto';
import {mkdir, readFile, writeFile} from 'node:fs/promises';
import path from 'node:path';
import {codeOf} from '../../engine/errors.js';

/** The workspace's own secret access key, made once and kept in a file that only its owner can read. */
export async function workspaceSecret(file: string): Promise<string> {
	await mkdir(path.dirname(file), {recursive: true, mode: 0o700});
	await writeFile(file, randomBytes(30).toString('base64url'), {mode: 0o600, flag: 'wx'}).catch((error: unknown) => {
		if (codeOf(error) !== 'EEXIST') {
			throw error;
		}
	});
	return readFile(file, 'utf8');
}
