import {telling, type FrontEnd} from './frontend.js';

/** NDJSON: every event as one line of JSON on standard output, and nothing else there. */
export function jsonFrontEnd(stdout: {write(text: string): unknown}): FrontEnd {
	return telling(event => {
		stdout.write(`${JSON.stringify(event)}\n`);
	});
}
