import type {PlannedStep} from '../engine/events.js';
import {sanitizeLine, sanitizeText} from '../engine/sanitize.js';

/** A step as it went. */
export type ToldStep = Pick<PlannedStep, 'chapter' | 'title' | 'command'> & {
	/** What it printed; trimmed here. */
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

/** Writes a walkthrough as Markdown: commands, what they printed, the change of serverless.yml, the numbers. None of these words can become markup or an escape sequence. */
export function transcriptOf({about, chapters, steps, summary}: TranscriptParts): string {
	const told = chapters.flatMap(({id, title}) => {
		const parts = steps.filter(({chapter}) => chapter === id).flatMap(step => stepParts(step));
		return parts.length > 0 ? [`## ${inline(title)}`, ...parts] : [];
	});
	return `${['# A walkthrough of AWS Lambda layers in Python', about.map(line => inline(line)).join('\\\n'), ...told, '## The numbers', fenced('text', linesOf(summary.trimEnd()))].join('\n\n')}\n`;
}

function stepParts({title, command, output, diff}: ToldStep): readonly string[] {
	const parts = [
		...(command === undefined ? [] : [fenced('sh', [sanitizeLine(command)])]),
		...(output.length > 0 ? [fenced('text', trimmed(output.flatMap(text => linesOf(text))))] : []),
		...(diff.length > 0 ? [fenced('diff', diff.map(line => sanitizeLine(line)))] : []),
	];
	return parts.length > 0 ? [`### ${inline(title)}`, ...parts] : [];
}

function trimmed(lines: readonly string[]): readonly string[] {
	const left = lines.length - kept.first - kept.last;
	return left <= 1 ? lines : [...lines.slice(0, kept.first), `… ${left} lines …`, ...lines.slice(-kept.last)];
}

/** Splits a foreign text into lines that are safe to show. */
const linesOf = (text: string): readonly string[] => sanitizeText(text).split('\n').map(line => sanitizeLine(line));

/** Escapes what Markdown and HTML read in a line. */
function inline(text: string): string {
	return sanitizeLine(text).replaceAll(/[\\`*_\[\]<>~\|#]|&/gv, String.raw`\$&`);
}

/** Formats a code block, whose fence is longer than any in it. */
function fenced(language: string, lines: readonly string[]): string {
	// Spaces may stand before the fence that ends a block.
	const longest = Math.max(2, ...lines.map(line => /^\s*(?<fence>`+)/v.exec(line)?.groups?.fence?.length ?? 0));
	const fence = '`'.repeat(longest + 1);
	return [`${fence}${language}`, ...lines, fence].join('\n');
}
