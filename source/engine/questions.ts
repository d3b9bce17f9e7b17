/** A choice that a person, a flag or a default makes. */
export type Question<Value extends string = string> = {
	readonly id: string;
	/** What is asked, in one sentence. */
	readonly message: string;
	readonly choices: ReadonlyArray<{readonly value: Value; readonly label: string}>;
	/** Taken where nobody can be asked. */
	readonly fallback: Value;
};

/** The one port through which work asks; it never knows who answers. */
export type Ask = <Value extends string>(question: Question<Value>) => Promise<Value>;

/** Answers every question with its fallback: what happens without a terminal or with `--yes`. */
export const askNobody: Ask = async question => question.fallback;
