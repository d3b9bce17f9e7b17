import {randomBytes} from 'node:crypto';
import {mkdir} from 'node:fs/promises';
import path from 'node:path';
import {readIfPresent, writeWhole} from '../../files/write.js';

/** The workspace's own secret access key, made once and kept in a file that only its owner can read. */
export async function workspaceSecret(file: string): Promise<string> {
	await mkdir(path.dirname(file), {recursive: true, mode: 0o700});
	const known = await readIfPresent(file);
	if (known) {
		return known;
	}

	const secret = randomBytes(30).toString('base64url');
	await writeWhole(file, secret, 0o600);
	return secret;
}
