import {askNobody} from '../engine/questions.js';
import type {StampedEvent} from '../engine/events.js';
import type {FrontEnd} from './frontend.js';

/** NDJSON: every event as one line of JSON on standard output, and nothing else there. */
export function jsonFrontEnd(stdout: {write(text: string): unknown}): FrontEnd {
	return {
		listen(event: StampedEvent) {
			stdout.write(`${JSON.stringify(event)}\n`);
		},
		ask: askNobody,
		async close() {
			// Nothing to give back.
		},
	};
}
