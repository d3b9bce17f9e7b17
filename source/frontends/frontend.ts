import type {Listener} from '../engine/events.js';
import {askNobody, type Ask} from '../engine/questions.js';
import {sanitizeEvent} from '../engine/sanitize-events.js';

/** What a person or a script sees of a run. It listens and answers; it never starts work. */
export type FrontEnd = {
	readonly listen: Listener;
	readonly ask: Ask;
	/** Gives another program the terminal for as long as the work takes. */
	readonly lendTerminal: <Result>(work: () => Promise<Result>) => Promise<Result>;
	/** Call when the run is over: gives the terminal back. */
	readonly close: () => Promise<void>;
};

/** Builds a front end that only tells, in words that are safe to show: it asks nobody, and has nothing to give back. */
export function telling(listen: Listener): FrontEnd {
	return passingOn(event => {
		listen(sanitizeEvent(event));
	});
}

/** Builds a front end that passes events on to a program, as they are. */
export function passingOn(listen: Listener): FrontEnd {
	return {
		listen,
		ask: askNobody,
		lendTerminal: async work => work(),
		async close() {
			// Nothing was taken.
		},
	};
}
