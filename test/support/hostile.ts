/** Marks what a newline would put at the beginning of a line of its own. */
export const injected = 'INJECTED';

/** A name as an attacker would give it: sequences that set a title, ask the terminal and clear it, C1, bidi, invisible characters, line breaks. */
export const hostile = `a\u001B]0;title\u0007\u001B[6n\u001B[2J\u009B31m\u0090q\u009Cb\u202Efdp\u2066\u061C\u200E\u200F\u200B\u00AD\uFEFF\u{E0041}\u001B\u0000c\r\n${injected}\r${injected}\u2028${injected}\u2029${injected}\u0085${injected}`;

/** The same as a text that may have lines. */
export const hostileText = `${hostile.replaceAll(injected, 'x')}\n\tsecond`;

/** Characters that a terminal obeys or that nobody sees; a line's end is none. */
export const unseen = /[^\P{Cc}\n]|[\p{Cf}\p{Zl}\p{Zp}]/gv;

/** What a front end itself sends to a terminal: colours, and what Ink moves, clears and hides. */
// eslint-disable-next-line no-control-regex -- Control characters are what it looks for.
const own = /\u001B\[(?:[\d;]*[mAGK]|\?25[hl]|\?2026[hl])/gv;

/** The characters of an output that no front end sends. */
export const rawIn = (output: string): readonly string[] => output.replaceAll(own, '').match(unseen) ?? [];
