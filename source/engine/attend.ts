import {factIds, type FactId, type Guesses} from './events.js';
import {reactions, type ReactionKind} from './findings.js';
import type {Journal} from './journal.js';
import {askNobody, type Ask} from './questions.js';
import type {Step} from './steps.js';

export type Attending = {
	readonly ask: Ask;
	/** Keeps guesses and predictions. */
	readonly journal: Pick<Journal, 'note' | 'recall'>;
};

const noteOf = (fact: FactId) => `guess.${fact}`;

const predictionNote = (step: string) => `predict.${step}`;

/** What was predicted of a step; undefined where nobody was asked. */
export function predictionOf(step: string, journal: Pick<Journal, 'recall'>): ReactionKind | undefined {
	return reactions.find(kind => kind === journal.recall(predictionNote(step)));
}

/** The guesses that a journal keeps. */
export function guessesIn(journal: Pick<Journal, 'recall'>): Guesses {
	return Object.fromEntries(factIds.flatMap(fact => {
		const text = journal.recall(noteOf(fact));
		return typeof text === 'string' ? [[fact, text]] : [];
	}));
}

/**
Lets the person take part before a step runs: a guess, once, the word to go on, and a prediction, once.

@returns False when the person leaves the step out.
@throws the signal's reason when the run is stopped meanwhile.
*/
export async function attend<Context, Command>(
	{id, attended}: Step<Context, Command>,
	{ask, journal}: Attending,
	signal: AbortSignal,
): Promise<boolean> {
	if (!attended) {
		return true;
	}

	const {guess, canSkip = false, predict = false} = attended;
	if (guess && journal.recall(noteOf(guess)) === undefined) {
		const text = await ask({id: 'guess', step: id, fact: guess, fallback: ''}, signal);
		signal.throwIfAborted();
		// Who skips it is not asked again; nobody has skipped nothing.
		if (ask !== askNobody) {
			journal.note(noteOf(guess), text);
		}
	}

	const answer = await ask({id: 'go', step: id, choices: canSkip ? ['run', 'skip'] : ['run'], fallback: 'run'}, signal);
	signal.throwIfAborted();
	if (answer === 'run' && predict && ask !== askNobody && predictionOf(id, journal) === undefined) {
		const predicted = await ask<ReactionKind>({id: 'predict', step: id, choices: reactions, fallback: 'takes'}, signal);
		signal.throwIfAborted();
		journal.note(predictionNote(id), predicted);
	}

	return answer === 'run';
}
