import type {Listener} from '../engine/events.js';
import {askNobody, type Ask} from '../engine/questions.js';

/** What a person or a script sees of a run. It listens and answers; it never starts work. */
export type FrontEnd = {
	readonly listen: Listener;
	readonly ask: Ask;
	/** Gives another program the terminal for as long as the work takes. */
	readonly lendTerminal: <Result>(work: () => Promise<Result>) => Promise<Result>;
	/** Call when the run is over: gives the terminal back. */
	readonly close: () => Promise<void>;
};

/** A front end that only tells: it asks nobody, and has nothing to give back. */
export function telling(listen: Listener): FrontEnd {
	return {
		listen,
		ask: askNobody,
		lendTerminal: async work => work(),
		async close() {
			// Nothing was taken.
		},
	};
}
