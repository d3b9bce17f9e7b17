import {readdirSync, readFileSync, readlinkSync} from 'node:fs';
import path from 'node:path';
import {z} from 'zod';

/**
Ids of the processes (Linux) whose command line, working directory or environment names a directory. The wizard puts its workspace's
commands on the PATH of every tool, so what a tool starts is found too, whatever it does and wherever it goes.
*/
export function processesIn(directory: string): readonly string[] {
	return readdirSync('/proc').filter(entry => /^\d+$/v.test(entry)).filter(id => {
		try {
			const isAt = readlinkSync(`/proc/${id}/cwd`).startsWith(directory);
			return isAt || ['cmdline', 'environ'].some(file => readFileSync(`/proc/${id}/${file}`, 'latin1').includes(directory));
		} catch {
			// It ended in between, or is another user's.
			return false;
		}
	});
}

/** The same with their command lines, for messages. */
export function commandsIn(directory: string): readonly string[] {
	return processesIn(directory).map(id => `${id} ${commandOf(id)}`);
}

function commandOf(id: string): string {
	try {
		return readFileSync(`/proc/${id}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
	} catch {
		return '(ended)';
	}
}

/** The id of the wizard that works in a workspace. */
export function wizardIn(workspace: string): number {
	return z.object({pid: z.number()}).parse(JSON.parse(readFileSync(path.join(workspace, '.layer-wizard', 'lock'), 'utf8'))).pid;
}
