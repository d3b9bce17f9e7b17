import type {PlannedStep} from '../engine/events.js';

/** A step as it went. */
export type ToldStep = Pick<PlannedStep, 'chapter' | 'title' | 'command'> & {
	/** What it printed, without escape sequences; trimmed here. */
	readonly output: readonly string[];
	/** The change of a file that it made, as a unified diff. */
	readonly diff: readonly string[];
};

export type TranscriptParts = {
	/** One line each: where and when it was. */
	readonly about: readonly string[];
	readonly chapters: ReadonlyArray<{readonly id: string; readonly title: string}>;
	readonly steps: readonly ToldStep[];
	/** The numbers as text. */
	readonly summary: string;
};

/** Of a longer output the first and the last lines are kept: what began, and how it ended. */
const kept = {first: 4, last: 12} as const;

/** A walkthrough as Markdown: commands, what they printed, the change of serverless.yml, the numbers. */
export function transcriptOf({about, chapters, steps, summary}: TranscriptParts): string {
	const told = chapters.flatMap(({id, title}) => {
		const parts = steps.filter(({chapter}) => chapter === id).flatMap(step => stepParts(step));
		return parts.length > 0 ? [`## ${title}`, ...parts] : [];
	});
	return `${['# A walkthrough of AWS Lambda layers in Python', about.join('\\\n'), ...told, '## The numbers', fenced('text', summary.trimEnd().split('\n'))].join('\n\n')}\n`;
}

function stepParts({title, command, output, diff}: ToldStep): readonly string[] {
	const parts = [
		...(command === undefined ? [] : [fenced('sh', [command])]),
		...(output.length > 0 ? [fenced('text', trimmed(output))] : []),
		...(diff.length > 0 ? [fenced('diff', diff)] : []),
	];
	return parts.length > 0 ? [`### ${title}`, ...parts] : [];
}

function trimmed(lines: readonly string[]): readonly string[] {
	const left = lines.length - kept.first - kept.last;
	return left <= 1 ? lines : [...lines.slice(0, kept.first), `… ${left} lines …`, ...lines.slice(-kept.last)];
}

/** A code block, whose fence is longer than any in it. */
function fenced(language: string, lines: readonly string[]): string {
	const longest = Math.max(2, ...lines.map(line => /^`+/v.exec(line)?.[0].length ?? 0));
	const fence = '`'.repeat(longest + 1);
	return [`${fence}${language}`, ...lines, fence].join('\n');
}
