import {readFileSync} from 'node:fs';
import path from 'node:path';
import {DeleteStackCommand, waitUntilStackDeleteComplete} from '@aws-sdk/client-cloudformation';
import {expect} from 'vitest';
import {clients} from './account.js';
import {runBin, type BinResult} from './bin.js';
import type {Emulator} from './emulator.js';
import {startWorkspaceCloud} from './practice-cloud.js';

/** An account that a walkthrough is in. */
export type WalkedAccount = {
	readonly emulator: Emulator;
	/** The files that say how it is reached. */
	readonly env: Readonly<Record<string, string | undefined>>;
};

/** A walkthrough with a package of no weight, again and again in one workspace of its own: on the practice cloud, or in an account. */
export class Walked {
	readonly directory: string;
	readonly practiceCloud: string;
	readonly #home: string;
	readonly #account: (() => WalkedAccount) | undefined;

	/** @param account Asked when the first command runs; absent: the practice cloud. */
	constructor(home: string, account?: () => WalkedAccount) {
		this.#home = home;
		this.#account = account;
		this.directory = path.join(home, 'w');
		this.practiceCloud = path.join(this.directory, '.layer-wizard', 'practice-cloud');
	}

	/** Walks to the end, or goes on to it. */
	async walk(onStart?: NonNullable<Parameters<typeof runBin>[1]['onStart']>): Promise<BinResult> {
		const target = this.#account ? ['--target', 'aws'] : [];
		return runBin(['w', '--yes', '--json', '--package', 'six', ...target], {cwd: this.#home, ...(this.#account && {env: this.#account().env}), ...(onStart && {onStart})});
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
			warnings: run.events().filter(event => event.type === 'warning' && !surely.has(String(event.code))).map(event => String(event.message)),
			facts: run.facts,
		};
	}

	/** Does something to what is in the cloud, by hand and not by the wizard. */
	async inCloud(work: (by: ReturnType<typeof clients>) => Promise<unknown>): Promise<void> {
		if (this.#account) {
			await work(clients(this.#account().emulator));
			return;
		}

		const cloud = await startWorkspaceCloud(this.directory);
		await work(clients({endpoint: cloud.endpoint, region: 'us-east-1', credentials: {accessKeyId: '000000000000', secretAccessKey: cloud.secret}}));
		await cloud.stop();
	}
}

/** Steps that look at the machine, and are not remembered; the numbers in README.md change only when a deploy took another time, rounded. */
const always: ReadonlySet<string> = new Set(['preflight.tools', 'preflight.cloud', 'preflight.cloud-install', 'ship.readme']);

/** Warnings of every run that asks nobody. */
const surely: ReadonlySet<string> = new Set(['defaults', 'account']);

/** Removes a stack and waits until it is gone. */
export async function removeStack({cloudFormation}: ReturnType<typeof clients>, name: string): Promise<void> {
	await cloudFormation.send(new DeleteStackCommand({StackName: name}));
	await waitUntilStackDeleteComplete({client: cloudFormation, maxWaitTime: 30, minDelay: 1, maxDelay: 1}, {StackName: name});
}
