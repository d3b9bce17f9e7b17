import {randomBytes} from 'node:crypto';
import path from 'node:path';
import {makeDirectory} from '../../disk/directory.js';
import {readIfPresent} from '../../disk/read.js';
import {writeWhole} from '../../disk/write.js';

/** 30 random bytes in Base64 for URLs. */
const wholeSecret = /^[\w\-]{40}$/v;

/** The workspace's own secret access key, made once and kept in a file that only its owner can read; made again when that is not whole. */
export async function workspaceSecret(file: string): Promise<string> {
	const known = await readIfPresent(file);
	if (known !== undefined && wholeSecret.test(known)) {
		return known;
	}

	const secret = randomBytes(30).toString('base64url');
	await makeDirectory(path.dirname(file), 0o700);
	await writeWhole(file, secret, 0o600);
	return secret;
}
