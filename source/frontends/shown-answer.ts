import {readAnswer, type Answer} from '../chapters/answer.js';
import {sanitizeLine} from '../engine/sanitize.js';
import {harmless} from './printable.js';

/** Reads a handler's answer as it can be shown: escapes in its JSON become control characters only here. */
export function shownAnswer(payload: string): Pick<Answer, 'body' | 'modules'> | undefined {
	const answer = readAnswer(payload);
	return answer && {
		body: harmless(answer.body),
		modules: Object.fromEntries(Object.entries(answer.modules).map(([name, file]) => [sanitizeLine(name), sanitizeLine(file)] as const)),
	};
}
