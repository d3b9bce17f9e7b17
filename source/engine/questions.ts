import type {FactId, FailureReport} from './events.js';

/** Something that a person, a flag or a default decides. Its words are the front end's, in the person's language. */
export type Question<Value extends string = string> = {
	/** What is asked, e.g. `directory`. */
	readonly id: string;
	/** Taken where nobody can be asked, and offered as the default. */
	readonly fallback: Value;
	/** The answers that there are; absent when it is answered with a text. */
	readonly choices?: readonly Value[];
	/** Says whether a text is an answer; absent when any is. */
	readonly check?: (text: string) => boolean | Promise<boolean>;
	/** The flag that answers it. */
	readonly flag?: string;
	/** The step that it belongs to. */
	readonly step?: string;
	/** What would be guessed. */
	readonly fact?: FactId;
	/** What its words have places for. */
	readonly values?: Readonly<Record<string, string>>;
	/** What the answer would make or remove. */
	readonly resources?: ReadonlyArray<{readonly kind: string; readonly name: string}>;
	/** Of the question what is to hold of a file: a unified diff of what was changed in it. */
	readonly diff?: readonly string[];
	/** Of the question what to do about a failure: what failed. */
	readonly failure?: FailureReport;
};

/** The one port through which work asks; it never knows who answers. On abort the question is withdrawn and gets its fallback. */
export type Ask = <Value extends string>(question: Question<Value>, signal?: AbortSignal) => Promise<Value>;

/** Answers every question with its fallback: what happens without a terminal or with `--yes`. */
export const askNobody: Ask = async question => question.fallback;

/** A text as an answer of the question's type: of one with choices, none but those. */
export function answerTo<Value extends string>({choices, fallback}: Question<Value>, text: string): Value {
	// A question without choices is answered with any text, and its type says so.
	// eslint-disable-next-line @typescript-eslint/no-unsafe-type-assertion
	return choices ? choices.find(choice => choice === text) ?? fallback : text as Value;
}
