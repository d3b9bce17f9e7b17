import {stripVTControlCharacters} from 'node:util';

/** Longer lines are cut before they are kept: no terminal shows them, and some tools print megabytes without a break. */
const longest = 300;

/** Terminals disagree on how wide joined and modified characters are, and a row that is wider than expected breaks the screen. */
const joiners = /[\p{Cf}\p{Variation_Selector}\p{Emoji_Modifier}]/gv;

/** A text from outside without colours, cursor movements and other control characters; its lines stay lines. */
export function harmless(text: string): string {
	return stripVTControlCharacters(text).replaceAll('\t', '    ').replaceAll(/[^\P{Cc}\n]/gv, '');
}

/** A tool's line as it fits in one row; of a line that was drawn over with carriage returns, what was left to see. */
export function printable(line: string): string {
	const drawn = line.slice(0, longest * 4).split('\r').findLast(part => part !== '') ?? '';
	return harmless(drawn).replaceAll('\n', ' ').replaceAll(joiners, '').slice(0, longest);
}
