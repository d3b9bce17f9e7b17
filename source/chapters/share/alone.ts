import type {WalkStep} from '../context.js';
import {wrongWheel} from '../limits/failing.js';
import {hasSecond} from './accounts.js';

/** In an account without a second one: how it would be done is read, and nothing is done. */
export const alone: WalkStep = {
	id: 'share.alone',
	title: 'Read how a layer is shared',
	needs: [wrongWheel.id],
	attended: {canSkip: true},
	applies: context => !hasSecond(context),
	plan: () => ({}),
	async run({walk: {journal}, step}) {
		journal.note(step, true);
	},
	async verify({walk: {journal}, step}) {
		return journal.recall(step) ? {done: true} : {done: false, why: 'it has not been read'};
	},
};
