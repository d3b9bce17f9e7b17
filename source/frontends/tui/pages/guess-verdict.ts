import {fill, type Strings} from '../../../lessons/strings.js';
import {readableValue} from '../../facts.js';
import {compareGuess, readGuess} from '../../guess.js';
import type {StepEntry} from '../model.js';

/** A kind word on a guess, now that its value is known; undefined when there was none. */
export function verdictOn({guess, facts}: Pick<StepEntry, 'guess' | 'facts'>, {guess: words}: Strings): string | undefined {
	const fact = guess && facts.find(({id}) => id === guess.fact);
	const guessed = guess && readGuess(guess.text, guess.fact);
	if (!fact || typeof fact.value !== 'number' || guessed === undefined) {
		return undefined;
	}

	const {how, times} = compareGuess(guessed, fact.value);
	return fill(words[how], {guess: readableValue({id: fact.id, value: guessed}), value: readableValue(fact), times});
}
