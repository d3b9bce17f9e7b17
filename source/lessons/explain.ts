/** What a piece of a command is for. */
export type Explanation = {
	/** The piece as it is typed: a program with its subcommand, a flag, or what belongs to the shell. */
	readonly match: string;
	readonly text: string;
};

/**
The explanations of a shown command, each once, in the order in which their pieces come.
Only whole words count, and a longer piece takes its words from the shorter ones inside it.
*/
export function explain(command: string, explanations: readonly Explanation[]): readonly Explanation[] {
	const longestFirst = explanations
		.map(explanation => ({explanation, words: wordsOf(explanation.match)}))
		.filter(({words}) => words.length > 0)
		.toSorted((one, other) => other.words.length - one.words.length);
	const pieceAtStart = (rest: readonly string[]) => longestFirst.find(({words}) => words.every((word, index) => rest[index] === word));

	const found = new Set<Explanation>();
	let rest = wordsOf(command);
	while (rest.length > 0) {
		const piece = pieceAtStart(rest);
		if (piece) {
			found.add(piece.explanation);
		}

		rest = rest.slice(piece?.words.length ?? 1);
	}

	return [...found];
}

/** A command's words as a shell parts them; quoted ones keep their quotes, so that no `>` inside them counts. */
function wordsOf(command: string): readonly string[] {
	return command.match(/[\(\)]|(?:'[^']*'|\\.|[^\s\(\)'\\])+/gv) ?? [];
}
