import {escapeInJson} from '../engine/sanitize.js';
import {passingOn, type FrontEnd} from './frontend.js';

/** NDJSON: every event as one line of JSON on standard output, and nothing else there. No data is lost; a terminal obeys none of it. */
export function jsonFrontEnd(stdout: {write(text: string): unknown}): FrontEnd {
	return passingOn(event => {
		stdout.write(`${escapeInJson(JSON.stringify(event))}\n`);
	});
}
