import {fill, type Strings} from '../../lessons/strings.js';
import {failureText} from '../plain.js';
import {summary} from '../summary.js';
import type {Outcome} from './model.js';

type Streams = {
	readonly stdout: {write(text: string): unknown};
	readonly stderr: {write(text: string): unknown};
};

/** What is told after the screen is gone: the result and how to go on, or what failed. */
export function writeEnding(outcome: Outcome | undefined, strings: Strings, {stdout, stderr}: Streams): void {
	if (outcome?.type === 'run.finished') {
		stdout.write([summary(outcome.facts, strings), ...outcome.nextSteps.map(step => `${fill(strings.summary.next, {step})}\n`)].join(''));
	} else if (outcome) {
		stderr.write(`${failureText(outcome.error)}\n`);
	}
}
