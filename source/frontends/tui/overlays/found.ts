import type {Line, Span} from '../text/wrap.js';

/** Brackets tell what was found where there are no colours. */
const marks = {
	found: {style: 'found', before: '[', after: ']'},
	match: {style: 'match', before: '[[', after: ']]'},
} as const;

/** A line with what was found in it marked, in a way of its own where the search stands now (`match`). */
export function marked(text: string, pattern: RegExp, kind: keyof typeof marks, isPlain: boolean): Line {
	const {style, before, after} = marks[kind];
	const spans: Span[] = [];
	let from = 0;
	for (const {0: found, index} of text.matchAll(pattern)) {
		spans.push({text: text.slice(from, index)}, {text: isPlain ? `${before}${found}${after}` : found, style});
		from = index + found.length;
	}

	return [...spans, {text: text.slice(from)}].filter(span => span.text !== '');
}
