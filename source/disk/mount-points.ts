import {readFile} from 'node:fs/promises';
import path from 'node:path';
import {realPath} from './path.js';

/** Lists the mount points in a directory, itself included, as Linux tells them; other systems have no such list. */
export async function mountPointsIn(directory: string): Promise<readonly string[]> {
	const mounts = await readFile('/proc/self/mountinfo', 'utf8').catch(() => '');
	const real = realPath(directory);
	// Fields are separated by blanks, so blanks in names are octal escapes: proc_pid_mountinfo(5).
	const points = mounts.split('\n').map(line => (line.split(' ')[4] ?? '').replaceAll(/\\(?<code>[0-7]{3})/gv, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 8))));
	return [...new Set(points.filter(point => point === real || point.startsWith(real + path.sep)))];
}
