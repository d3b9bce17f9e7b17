import {readdirSync, readFileSync, readlinkSync} from 'node:fs';

/** Set it for a run: all that it starts inherits it, wherever that goes. */
export const runMarker = 'LAYER_WIZARD_TEST_RUN';

/** Ids of the processes (Linux) whose command line or working directory names a directory. */
export function processesIn(directory: string): readonly string[] {
	return processes(id => readFileSync(`/proc/${id}/cmdline`, 'utf8').includes(directory) || readlinkSync(`/proc/${id}/cwd`).startsWith(directory));
}

/** The processes (Linux) of a run, with their command lines: those that carry its marker, and those that work in its directory. */
export function processesMarked(marker: string, directory: string): readonly string[] {
	const marked = processes(id => readFileSync(`/proc/${id}/environ`, 'utf8').includes(`${runMarker}=${marker}`));
	return [...new Set([...marked, ...processesIn(directory)])].map(id => `${id} ${commandOf(id)}`);
}

function processes(isOne: (id: string) => boolean): readonly string[] {
	return readdirSync('/proc').filter(entry => /^\d+$/v.test(entry)).filter(id => {
		try {
			// A process that has ended and was not waited for has no files any more.
			return isOne(id);
		} catch {
			// It ended in between, or is another user's.
			return false;
		}
	});
}

function commandOf(id: string): string {
	try {
		return readFileSync(`/proc/${id}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
	} catch {
		return '(ended)';
	}
}
