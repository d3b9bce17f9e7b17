import {performance} from 'node:perf_hooks';
import {chaptersUntil, chosenChapter} from '../chapters/ids.js';
import {UsageError} from '../engine/errors.js';
import {askNobody} from '../engine/questions.js';
import type {Flags} from './flags.js';
import {commandLine} from './come-back.js';
import {untilOf} from './config.js';
import {interview} from './interview.js';
import type {Surroundings} from './walk-in.js';

/**
The walkthrough as one command line asks for it: what is still open is asked for, then it goes on in its workspace.

@throws WizardError, before anything is created when the command line is at fault.
*/
export async function walk(given: string | undefined, givenFlags: Flags, surroundings: Surroundings): Promise<void> {
	const {frontEnd, signals: {signal}} = surroundings;
	const start = performance.now();
	const until = untilOf(givenFlags, frontEnd.ask !== askNobody);
	const chapters = chaptersUntil(until);
	if (until === chosenChapter && frontEnd.ask === askNobody) {
		throw new UsageError('The chapter cleanup removes things, so it never comes by itself.', {tryThis: `After the walkthrough: ${commandLine('clean')}.`});
	}

	const {directory, flags} = await interview({directory: given, flags: givenFlags}, frontEnd.ask, signal);
	// Chapters, tools and clouds are most of the program, and the first question does not wait for them.
	const {walkIn} = await import('./walk-in.js');
	await walkIn(directory, {...surroundings, start, chapters, flags});
}
