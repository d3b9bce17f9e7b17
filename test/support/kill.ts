import {createInterface} from 'node:readline';
import path from 'node:path';
import process from 'node:process';
import fc from 'fast-check';
import {expect, vi} from 'vitest';
import {readEvents, runBin, type BinResult, type SeenEvent} from './bin.js';
import {temporaryDirectory} from './directory.js';
import {parseAll, parseTexts} from './parse-all.js';
import {commandsIn} from './processes.js';

/** When a run is killed: as soon as it tells an event of a step, or some time after it. */
export type KillPoint = {
	readonly event: 'step.started' | 'step.finished';
	readonly step: string;
	/** Milliseconds after the event; 0 for the boundary itself. */
	readonly after: number;
};

/** A whole run that nobody kills: what all others must come to. */
export type Reference = {
	readonly facts: Readonly<Record<string, string | number>>;
	readonly steps: ReadonlyArray<{readonly step: string; readonly ms: number}>;
};

const flags = ['w', '--json', '--package', 'six'];
/** A step that takes longer is killed in the middle, too, in milliseconds. */
const long = 400;
/** The wizard that was killed cannot end what it started; this long others may take to do so, in milliseconds. */
const goneWithin = 5000;

/** Steps that do their work in every run, because it does not outlive one. */
const everyRun: ReadonlySet<string> = new Set(['preflight.tools', 'preflight.cloud']);
/** Facts that differ between two runs of the same. */
const passing: ReadonlySet<string> = new Set(['cloud.endpoint', 'deploy.layer.ms', 'deploy.function.ms', 'invoke.cloud.log']);

export async function referenceRun(cwd: string): Promise<Reference> {
	const whole = await runBin(flags, {cwd});
	expect(whole.exitCode, whole.stdout.slice(-2000)).toBe(0);
	return {
		facts: lasting(whole, cwd),
		steps: whole.events().filter(({type}) => type === 'step.finished').map(({step, ms}) => ({step: String(step), ms: Number(ms)})),
	};
}

/** The beginning and the end of every step. */
export function boundariesOf({steps}: Reference): readonly KillPoint[] {
	return steps.flatMap(({step}) => [{event: 'step.started', step, after: 0}, {event: 'step.finished', step, after: 0}]);
}

/** Moments inside long steps, the same for the same seed. */
export function momentsIn({steps}: Reference, seed: number, count: number): readonly KillPoint[] {
	const moment = fc.record({
		event: fc.constant('step.started' as const),
		long: fc.constantFrom(...steps.filter(({ms}) => ms > long)),
		part: fc.double({min: 0.05, max: 0.95, noNaN: true}),
	}).map(({event, long: {step, ms}, part}) => ({event, step, after: Math.round(ms * part)}));
	return fc.sample(moment, {seed, numRuns: count});
}

/** Some of many, the same for the same seed. */
export function someOf(points: readonly KillPoint[], seed: number, count: number): readonly KillPoint[] {
	return fc.sample(fc.shuffledSubarray([...points], {minLength: count, maxLength: count}), {seed, numRuns: 1}).flat();
}

/**
Runs the walkthrough in a new workspace, kills it there, and runs it again: looks after both whether all is as it must be.

@returns How long the processes outlived the wizard, in milliseconds, and how many steps were done before.
*/
export async function killAndComeBack(point: KillPoint, signal: 'SIGKILL' | 'SIGINT', reference: Reference): Promise<{readonly outlived: number; readonly done: number}> {
	const cwd = temporaryDirectory();
	const killed = await kill(point, signal, cwd);
	const end = performance.now();
	if (signal === 'SIGINT') {
		expectStopped(killed);
		expect(commandsIn(cwd)).toEqual([]);
	} else {
		await vi.waitFor(() => {
			expect(commandsIn(cwd)).toEqual([]);
		}, {timeout: goneWithin, interval: 20});
	}

	const outlived = Math.round(performance.now() - end);
	const workspace = path.join(cwd, 'w');
	parseTexts(workspace);

	const again = await runBin(flags, {cwd});
	expect(again.exitCode, again.stdout.slice(-3000)).toBe(0);
	expect(lasting(again, cwd)).toEqual(reference.facts);
	const done = finishedIn(killed.stdout);
	const twice = again.events().filter(event => event.type === 'step.finished' && event.status === 'done' && done.has(String(event.step)));
	expect(twice.map(({step}) => step)).toEqual([]);
	parseAll(workspace);
	return {outlived, done: done.size};
}

async function kill({event, step, after}: KillPoint, signal: NodeJS.Signals, cwd: string): Promise<BinResult> {
	return runBin(flags, {
		cwd,
		onStart(child) {
			createInterface({input: child.stdout ?? process.stdin}).on('line', line => {
				if (line.includes(`"type":"${event}"`) && line.includes(`"step":"${step}"`)) {
					setTimeout(() => {
						child.kill(signal);
					}, after);
				}
			});
		},
	});
}

/** A run that was asked to stop says so; one that came to its end first says that. */
function expectStopped({exitCode, events}: BinResult): void {
	const last = events().at(-1);
	if (last?.type === 'run.finished') {
		expect(exitCode).toBe(0);
	} else {
		expect(last).toMatchObject({type: 'run.failed', error: {code: 'Interrupted', exitCode: 130, tryThis: expect.stringMatching(/^Go on where it stopped: /v)}});
		expect(exitCode).toBe(130);
	}
}

/** The steps that a run finished whose work outlives it; its last line may be cut off. */
function finishedIn(stdout: string): ReadonlySet<string> {
	const whole: readonly SeenEvent[] = readEvents(stdout.slice(0, stdout.lastIndexOf('\n') + 1));
	return new Set(whole.filter(({type, step}) => type === 'step.finished' && !everyRun.has(String(step))).map(({step}) => String(step)));
}

/** The facts that every such run must come to; of paths, what does not depend on where and when it ran. */
function lasting(run: BinResult, cwd: string): Readonly<Record<string, string | number>> {
	const same = Object.entries(run.facts()).filter(([id]) => !passing.has(id));
	return Object.fromEntries(same.map(([id, value]) => [id, typeof value === 'string' ? value.replaceAll(cwd, '').replaceAll(/(?<=ministack-lambda-[\w\-]+-)\w{8}(?=\/)/gv, '') : value]));
}
