import {clusters} from './cells.js';
import type {Line, Span} from './wrap.js';

/** The part of a row that shows when it is shifted to the left by some cells. A wide character across an edge leaves a gap. */
export function crop(line: Line, shifted: number, columns: number): Line {
	const spans: Span[] = [];
	let column = -shifted;
	for (const {text, ...style} of line) {
		let kept = '';
		for (const {text: character, width} of clusters(text)) {
			const after = column + width;
			if (after > columns) {
				return kept === '' ? spans : [...spans, {text: kept, ...style}];
			}

			if (column >= 0) {
				kept += character;
			} else if (after > 0) {
				kept += ' '.repeat(after);
			}

			column = after;
		}

		if (kept !== '') {
			spans.push({text: kept, ...style});
		}
	}

	return spans;
}
