import {failureText} from '../plain.js';
import {summary} from '../summary.js';
import type {Outcome} from './model.js';

type Streams = {
	readonly stdout: {write(text: string): unknown};
	readonly stderr: {write(text: string): unknown};
};

/** What is told after the screen is gone: the result and how to go on, or what failed. */
export function writeEnding(outcome: Outcome | undefined, {stdout, stderr}: Streams): void {
	if (outcome?.type === 'run.finished') {
		stdout.write([summary(outcome.facts), ...outcome.nextSteps.map(next => `Next: ${next}\n`)].join(''));
	} else if (outcome) {
		stderr.write(`${failureText(outcome.error)}\n`);
	}
}
