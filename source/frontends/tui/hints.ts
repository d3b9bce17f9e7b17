import type {Strings} from '../../lessons/strings.js';
import type {KeyHint} from './key-bar.js';
import {bindings, type Situation} from './keys.js';

/** The keys that do something now, with what they do. While the person types, letters are letters. */
export function hintsFor(situation: Situation, {keys}: Strings): readonly KeyHint[] {
	return situation.isTyping
		? [{key: 'Enter', text: keys.next}, {key: 'Ctrl-C', text: keys.leave}]
		: bindings.filter(({isActive}) => isActive(situation)).map(({id, key}) => ({key, text: id === 'go' ? keys[goes(situation)] : keys[id]}));
}

/** What Enter does. */
function goes({phase, canGuess, view: {journey, model}}: Situation): 'finish' | 'guess' | 'run' | 'next' {
	if (journey.place.at === 'end') {
		return model.outcome ? 'finish' : 'next';
	}

	if (phase !== 'lesson') {
		return 'next';
	}

	return canGuess ? 'guess' : 'run';
}
