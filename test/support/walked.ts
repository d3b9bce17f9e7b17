import {readFileSync} from 'node:fs';
import path from 'node:path';
import {DeleteStackCommand, waitUntilStackDeleteComplete} from '@aws-sdk/client-cloudformation';
import {expect} from 'vitest';
import {clients} from './account.js';
import {runBin, type BinResult} from './bin.js';
import {startWorkspaceCloud} from './practice-cloud.js';

/** A walkthrough with a package of no weight, again and again in one workspace of its own. */
export class Walked {
	readonly directory: string;
	readonly practiceCloud: string;
	readonly #home: string;

	constructor(home: string) {
		this.#home = home;
		this.directory = path.join(home, 'w');
		this.practiceCloud = path.join(this.directory, '.layer-wizard', 'practice-cloud');
	}

	/** Walks to the end, or goes on to it. */
	async walk(onStart?: NonNullable<Parameters<typeof runBin>[1]['onStart']>): Promise<BinResult> {
		return runBin(['w', '--yes', '--json', '--package', 'six'], {cwd: this.#home, ...(onStart && {onStart})});
	}

	/** Walks, expects the end and all facts, and gives what it had to do again and what it told of that. */
	async goOn(): Promise<{readonly done: readonly string[]; readonly warnings: readonly string[]; readonly facts: BinResult['facts']}> {
		const run = await this.walk();
		expect(run.exitCode, run.stdout.slice(-2000)).toBe(0);
		expect(run.facts()['invoke.cloud.payload']).toContain('/layer_0/python/six.py');
		const arn = String(run.facts()['layer.arn']);
		expect(readFileSync(path.join(this.directory, 'sls-layers-python', 'serverless.yml'), 'utf8').match(/arn:aws:lambda:\S+/gv)).toEqual([arn]);
		expect(readFileSync(path.join(this.directory, 'README.md'), 'utf8')).toContain(arn);
		return {
			done: run.events().filter(event => event.type === 'step.finished' && event.status === 'done').map(event => String(event.step)).filter(step => !always.has(step)),
			warnings: run.events().filter(event => event.type === 'warning' && event.code !== 'defaults').map(event => String(event.message)),
			facts: run.facts,
		};
	}

	/** Does something to what is in the cloud, by hand and not by the wizard. */
	async inCloud(work: (by: ReturnType<typeof clients>) => Promise<unknown>): Promise<void> {
		const cloud = await startWorkspaceCloud(this.directory);
		await work(clients({endpoint: cloud.endpoint, region: 'us-east-1', credentials: {accessKeyId: '000000000000', secretAccessKey: cloud.secret}}));
		await cloud.stop();
	}
}

/** Steps that look at the machine, and are not remembered; the numbers in README.md change only when a deploy took another time, rounded. */
const always: ReadonlySet<string> = new Set(['preflight.tools', 'preflight.cloud', 'preflight.cloud-install', 'ship.readme']);

/** Removes a stack and waits until it is gone. */
export async function removeStack({cloudFormation}: ReturnType<typeof clients>, name: string): Promise<void> {
	await cloudFormation.send(new DeleteStackCommand({StackName: name}));
	await waitUntilStackDeleteComplete({client: cloudFormation, maxWaitTime: 30, minDelay: 1, maxDelay: 1}, {StackName: name});
}
