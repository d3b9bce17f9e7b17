/** A part of a person's text file that is filled in for them, between two marker lines. */
export type Markers = {readonly start: string; readonly end: string};

/** What stands between the markers, without the line breaks beside them; undefined when one is missing. */
export function sectionIn(text: string, {start, end}: Markers): string | undefined {
	const [from, to] = placeOf(text, start, end);
	return to === -1 ? undefined : text.slice(from, to);
}

/** The text with another section; the same text when a marker is missing. */
export function withSection(text: string, {start, end}: Markers, section: string): string {
	const [from, to] = placeOf(text, start, end);
	return to === -1 ? text : `${text.slice(0, from)}${section}${text.slice(to)}`;
}

/** Where the section begins and ends; an end of -1 when there is none. */
function placeOf(text: string, start: string, end: string): readonly [number, number] {
	const from = text.indexOf(`${start}\n`);
	return from === -1 ? [-1, -1] : [from + start.length + 1, text.indexOf(`\n${end}`, from + start.length)];
}
