import {mkdirSync} from 'node:fs';
import path from 'node:path';
import {expect} from 'vitest';
import {runBin, type BinOptions, type BinResult} from './bin.js';
import {temporaryDirectory} from './directory.js';
import {makeWheels} from './wheel.js';

/** A directory with a package of one line that pip finds in a folder, and the shortest walkthrough that there is. */
export function smallWalk() {
	const cwd = temporaryDirectory();
	const wheels = path.join(cwd, 'wheels');
	mkdirSync(wheels);
	makeWheels(wheels, [{name: 'demo', version: '1.0', files: {'demo.py': '__version__ = "1.0"\n'}}]);
	const walk = async (env: Readonly<Record<string, string | undefined>> = {}, flags: readonly string[] = ['w'], options: Pick<BinOptions, 'node' | 'setup' | 'under'> = {}): Promise<BinResult> =>
		runBin([...flags, '--yes', '--json', '--package', 'demo'], {...options, cwd, env: {PIP_FIND_LINKS: wheels, ...env}});
	return {cwd, wheels, walk};
}

/** Expects a walkthrough to have come to its end, with an answer of the function in the cloud. */
export function expectAnswer(run: BinResult): string {
	expect(run.exitCode, `${run.stdout.slice(-3000)}\n${run.stderr}`).toBe(0);
	expect(run.stderr).toBe('');
	const payload = String(run.facts()['invoke.cloud.payload']);
	expect(payload).toContain('demo 1.0');
	return payload;
}

/** Why a run failed, in the wizard's own words. */
export function failureOf(run: BinResult): {readonly message: string; readonly tryThis: string; readonly exitCode: number} {
	const error = run.events().at(-1)?.error;
	return {message: '', tryThis: '', exitCode: 0, ...(typeof error === 'object' && error)};
}
