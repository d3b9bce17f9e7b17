import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {createInterface} from 'node:readline';
import path from 'node:path';
import process from 'node:process';
import {expect, test} from 'vitest';
import {binFile, runBin, type BinResult} from '../support/bin.js';
import {temporaryDirectory} from '../support/directory.js';
import {processesIn} from '../support/processes.js';

const flags = ['w', '--json', '--package', 'six', '--until', 'weigh'];

/** Runs the bin and sends it a signal while npm, pip and perhaps the practice cloud's installation are at work. */
async function interrupted(cwd: string, signal: NodeJS.Signals): Promise<BinResult> {
	return runBin(flags, {
		cwd,
		onStart(child) {
			if (!child.stdout) {
				throw new Error('no pipe');
			}

			createInterface({input: child.stdout}).on('line', line => {
				if (line.includes('"step.started"') && line.includes('"function.install"')) {
					child.kill(signal);
				}
			});
		},
	});
}

test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('%s in the middle: exit 130, said as such, and no process left', async signal => {
	const cwd = temporaryDirectory();
	const stopped = await interrupted(cwd, signal);
	expect(stopped.exitCode).toBe(130);
	expect(stopped.events().at(-1)).toMatchObject({type: 'run.failed', error: {code: 'Interrupted', exitCode: 130}});
	expect(processesIn(path.join(cwd, 'w'))).toEqual([]);
});

test('the reader of the output goes away: the run stops and leaves no process', async () => {
	const cwd = temporaryDirectory();
	const child = spawn(process.execPath, [binFile, 'w', '--json', '--package', 'six'], {cwd, stdio: ['ignore', 'pipe', 'ignore']});
	const closed = once(child, 'close');
	await once(child.stdout, 'data');
	child.stdout.destroy();
	await closed;
	// As of SIGPIPE.
	expect(child.exitCode).toBe(141);
	expect(processesIn(path.join(cwd, 'w'))).toEqual([]);
});
