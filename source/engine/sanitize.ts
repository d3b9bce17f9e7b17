import {Buffer} from 'node:buffer';

/**
Escape sequences of terminals (ECMA-48): CSI, then strings such as OSC and DCS with their text, then all that are shorter.
No part runs over another control character, so a text of any length is read once.
*/
// eslint-disable-next-line no-control-regex -- Control characters are what it looks for.
const sequences = /(?:\u{1B}\[|\u{9B})[0-?]*[ -\/]*[@-~]?|(?:\u{1B}[\]PX^_]|[\u{90}\u{98}\u{9D}-\u{9F}])[^\p{Cc}]*(?:\u{7}|\u{1B}\\|\u{9C})|\u{1B}[ -\/]*[0-~]/gv;

/** All that a terminal obeys or that cannot be seen: control characters, bidi controls, zero-width and ignorable characters, line separators. */
const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/v;
const allUnseen = new RegExp(String.raw`(?![\n\t])${unseen.source}`, 'gv');

const returnAtEnd = /\r+(?=\n|$)/gv;
const lineBreak = /[\r\v\f\u{85}\u{2028}\u{2029}]/gv;

/** Makes a foreign text of several lines safe to show: its lines and tabs stay, and what a terminal would obey goes. */
export function sanitizeText(text: string): string {
	// Hardly any text needs the rest.
	return unseen.test(text)
		? text.replaceAll(sequences, '').replaceAll(returnAtEnd, '').replaceAll(lineBreak, '\n').replaceAll(allUnseen, '')
		: text;
}

/** Makes a foreign text safe to show as one line, e.g. a name, a title or a message. */
export function sanitizeLine(text: string): string {
	return unseen.test(text) ? sanitizeText(text).replaceAll('\n', ' ').replaceAll('\t', '    ') : text;
}

const unseenInJson = new RegExp(String.raw`(?!\n)${unseen.source}`, 'gv');

/** Writes what cannot be seen in a JSON text as `\uXXXX`: a terminal obeys none of it, and the data stays the same. */
export function escapeInJson(json: string): string {
	return unseen.test(json) ? json.replaceAll(unseenInJson, character => escaped(character)) : json;
}

/** Escapes a character by its UTF-16 code units: JSON has no other escapes. */
function escaped(character: string): string {
	const bytes = Buffer.from(character, 'utf16le').swap16().toString('hex');
	return bytes.replaceAll(/.{4}/gv, String.raw`\u$&`);
}
