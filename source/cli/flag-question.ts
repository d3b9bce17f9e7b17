import type {Question} from '../engine/questions.js';
import type {Flags} from './flags.js';

/** A question whose answer is the same as a flag's. */
export type FlagQuestion = Question & {
	readonly isGiven: (flags: Flags) => boolean;
	readonly asFlags: (answer: string) => Flags;
};
