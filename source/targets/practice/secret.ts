import {randomBytes} from 'node:crypto';
import {mkdir} from 'node:fs/promises';
import path from 'node:path';
import {readIfPresent, writeWhole} from '../../files/write.js';

/** 30 random bytes in Base64 for URLs. */
const wholeSecret = /^[\w\-]{40}$/v;

/** The workspace's own secret access key, made once and kept in a file that only its owner can read; made again when that is not whole. */
export async function workspaceSecret(file: string): Promise<string> {
	const known = await readIfPresent(file);
	if (known !== undefined && wholeSecret.test(known)) {
		return known;
	}

	const secret = randomBytes(30).toString('base64url');
	await mkdir(path.dirname(file), {recursive: true, mode: 0o700});
	await writeWhole(file, secret, 0o600);
	return secret;
}
