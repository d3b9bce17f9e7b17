import {createInterface} from 'node:readline';
import path from 'node:path';
import {beforeAll, describe, expect} from 'vitest';
import {inventory, nothing, type Inventory} from '../support/account.js';
import {runBin, type BinResult} from '../support/bin.js';
import {suiteDirectory} from '../support/directory.js';
import {fault} from '../support/fault.js';
import {startWorkspaceCloud} from '../support/practice-cloud.js';
import {processesIn} from '../support/processes.js';

const second = '111122223333';

describe('what experiments make', () => {
	const cwd = suiteDirectory();
	const workspace = path.join(cwd, 'w');

	/** What the cloud itself lists: in the workspace's account, and in the second. */
	const listed = async (): Promise<readonly [Inventory, Inventory]> => {
		const cloud = await startWorkspaceCloud(workspace);
		const as = (accessKeyId: string) => ({endpoint: cloud.endpoint, region: 'us-east-1', credentials: {accessKeyId, secretAccessKey: cloud.secret}});
		const found = [await inventory(as('000000000000')), await inventory(as(second))] as const;
		await cloud.stop();
		return found;
	};

	/** Goes on to the end, and ends at the first line of a step that begins so. */
	const endedAt = async (step: string, beginning: string, signal: NodeJS.Signals): Promise<BinResult> => runBin(['w', '--yes', '--json', '--until', 'share'], {
		cwd,
		onStart(child) {
			if (!child.stdout) {
				throw new Error('no pipe');
			}

			createInterface({input: child.stdout}).on('line', line => {
				if (line.includes(`"step":"${step}","stream":"stdout","line":"${beginning}`)) {
					child.kill(signal);
				}
			});
		},
	});

	/** As the walkthrough leaves it. */
	let before: Inventory;

	beforeAll(async () => {
		const {exitCode} = await runBin(['w', '--yes', '--json', '--package', 'idna'], {cwd});
		expect(exitCode).toBe(0);
	});

	fault({
		promise: 'Nothing of an experiment is left',
		fault: 'Ctrl-C while a layer and a function of an experiment are there',
		then: 'exit 130, and the cloud\'s own lists are as before',
	}, async tell => {
		[before] = await listed();
		const stopped = await endedAt('limits.sixth', 'Invoke', 'SIGINT');
		expect(stopped.exitCode).toBe(130);
		expect(processesIn(workspace)).toEqual([]);
		expect(await listed()).toEqual([before, nothing]);
		tell('the function, its logs and five layers are gone');
	});

	fault({
		promise: 'Nothing of an experiment is left',
		fault: 'kill -9 while a layer and a function of an experiment are there',
		then: 'the next run takes them away and goes on to the end',
	}, async tell => {
		const killed = await endedAt('limits.deleted', 'Invoke', 'SIGKILL');
		expect(killed.exitCode).toBeUndefined();
		const [left] = await listed();
		expect(left.functions).toEqual([...before.functions, expect.stringMatching(/^sls-layers-python-dev-try-[\da-f]{8}$/v)]);
		const next = await runBin(['w', '--yes', '--json', '--until', 'limits'], {cwd});
		expect(next.exitCode).toBe(0);
		expect(await listed()).toEqual([before, nothing]);
		tell('a function was left, and was gone after it');
	});

	fault({
		promise: 'Nothing of an experiment is left',
		fault: 'kill -9 while the second account has a role and may use the layer, and then a clean-up instead of going on',
		then: 'the clean-up takes that away too',
	}, async tell => {
		const killed = await endedAt('share.revoke', 'CreateFunction', 'SIGKILL');
		expect(killed.exitCode).toBeUndefined();
		const [, left] = await listed();
		expect(left.roles).toEqual([expect.stringMatching(/^sls-layers-python-dev-try-[\da-f]{8}$/v)]);
		const cleaned = await runBin(['clean', 'w', '--yes', '--json'], {cwd});
		expect(cleaned.exitCode, cleaned.stdout.slice(-2000)).toBe(0);
		expect(await listed()).toEqual([nothing, nothing]);
		tell('a role was left in the second account; then nothing is left in either');
	});
});
