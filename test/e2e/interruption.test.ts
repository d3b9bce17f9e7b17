import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {createInterface} from 'node:readline';
import path from 'node:path';
import process from 'node:process';
import {GetLayerVersionByArnCommand, LambdaClient} from '@aws-sdk/client-lambda';
import {expect, test, vi} from 'vitest';
import {binFile, runBin, type BinResult} from '../support/bin.js';
import {temporaryDirectory} from '../support/directory.js';
import {startWorkspaceCloud} from '../support/practice-cloud.js';
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

test('after an interruption the same command goes on to the end and keeps what was done', async () => {
	const cwd = temporaryDirectory();
	await interrupted(cwd, 'SIGINT');
	const again = await runBin(flags, {cwd});
	expect(again.exitCode, again.stdout.slice(-2000)).toBe(0);
	const already = again.events().filter(event => event.status === 'already').map(event => event.step);
	expect(already).toContain('function.venv');
	expect(again.facts()['zip.fat.bytes']).toBeGreaterThan(0);
});

test('kill -9: the practice cloud ends by itself, and knows the deployed layer when it is started again', async () => {
	const cwd = temporaryDirectory();
	const workspace = path.join(cwd, 'w');
	const killed = await runBin(['w', '--json', '--package', 'six'], {
		cwd,
		onStart(child) {
			if (!child.stdout) {
				throw new Error('no pipe');
			}

			createInterface({input: child.stdout}).on('line', line => {
				if (line.includes('"step.finished"') && line.includes('"layer.deploy"')) {
					child.kill('SIGKILL');
				}
			});
		},
	});
	await vi.waitFor(() => {
		expect(processesIn(path.join(workspace, '.layer-wizard', 'practice-cloud'))).toEqual([]);
	}, {timeout: 5000});
	// What else was at work in there.
	for (const id of processesIn(workspace)) {
		process.kill(Number(id), 'SIGKILL');
	}

	const cloud = await startWorkspaceCloud(workspace);
	const lambda = new LambdaClient({endpoint: cloud.endpoint, region: 'us-east-1', credentials: {accessKeyId: '000000000000', secretAccessKey: cloud.secret}});
	const arn = /"id":"layer\.arn","value":"(?<arn>[^"]+)"/v.exec(killed.stdout)?.groups?.arn;
	await expect(lambda.send(new GetLayerVersionByArnCommand({Arn: String(arn)}))).resolves.toMatchObject({LayerVersionArn: arn});
});

test('the reader of the output goes away: the run stops and leaves no process', async () => {
	const cwd = temporaryDirectory();
	const child = spawn(process.execPath, [binFile, 'w', '--json', '--package', 'six'], {cwd, stdio: ['ignore', 'pipe', 'ignore']});
	const closed = once(child, 'close');
	await once(child.stdout, 'data');
	child.stdout.destroy();
	await closed;
	expect(child.exitCode).toBe(130);
	expect(processesIn(path.join(cwd, 'w'))).toEqual([]);
});
