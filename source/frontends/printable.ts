import {sanitizeLine, sanitizeText} from '../engine/sanitize.js';

/** Longer lines are cut before they are kept: no terminal shows them, and some tools print megabytes without a break. */
const longest = 300;

/** Terminals disagree on how wide modified emoji are, and a row that is wider than expected breaks the screen. */
const modifiers = /\p{Emoji_Modifier}/gv;

/** A text from outside without colours, cursor movements and other control characters; its lines stay lines. */
export function harmless(text: string): string {
	return sanitizeText(text).replaceAll('\t', '    ');
}

/** A tool's line as it fits in one row; of a line that was drawn over with carriage returns, what was left to see. */
export function printable(line: string): string {
	const drawn = line.slice(0, longest * 4).split('\r').findLast(part => part !== '') ?? '';
	return sanitizeLine(drawn).replaceAll(modifiers, '').slice(0, longest);
}
