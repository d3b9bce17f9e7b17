import type {Question} from '../engine/questions.js';
import {wordsFor} from '../lessons/strings.js';

/** What an answer would make or remove: a line for each kind, with all the names of that kind. */
export function resourceLines(resources: NonNullable<Question['resources']>, kinds: Readonly<Record<string, string>>): readonly string[] {
	return [...new Set(resources.map(({kind}) => kind))].map(kind => {
		const names = resources.filter(resource => resource.kind === kind).map(({name}) => name);
		return `${wordsFor(kinds, kind) ?? kind}: ${names.join(', ')}`;
	});
}
