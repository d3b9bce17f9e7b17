import {stripVTControlCharacters} from 'node:util';

/** Longer lines are cut before they are kept: no terminal shows them, and some tools print megabytes without a break. */
const longest = 500;

/**
A tool's line as a terminal may show it in one row: without colours and cursor movements, tabs as spaces,
and of a line that was drawn over with carriage returns only what was left to see.
*/
export function printable(line: string): string {
	const drawn = stripVTControlCharacters(line.slice(0, longest * 4)).split('\r').findLast(part => part !== '') ?? '';
	return drawn.replaceAll('\t', '    ').replaceAll(/\p{Cc}/gv, '').slice(0, longest);
}
