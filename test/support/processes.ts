import {readdirSync, readFileSync, readlinkSync} from 'node:fs';

/** Ids of the processes (Linux) whose command line or working directory names a directory. */
export function processesIn(directory: string): readonly string[] {
	return readdirSync('/proc').filter(entry => /^\d+$/v.test(entry)).filter(id => {
		try {
			return readFileSync(`/proc/${id}/cmdline`, 'utf8').includes(directory) || readlinkSync(`/proc/${id}/cwd`).startsWith(directory);
		} catch {
			// It ended in between, or is another user's.
			return false;
		}
	});
}
