import type {Fact, FactId} from '../engine/events.js';
import type {Contents} from '../engine/findings.js';

/** A size fact, in bytes; of a zip with what is in it. */
export const bytes = (id: FactId, value: number, contents?: Contents): Fact => ({id, value, unit: 'B', ...(contents && {contents})});

/** A duration fact, in milliseconds. */
export const milliseconds = (id: FactId, value: number): Fact => ({id, value, unit: 'ms'});

/** A fact that is a text. */
export const words = (id: FactId, value: string): Fact => ({id, value});
