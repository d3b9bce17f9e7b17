import {UsageError} from '../engine/errors.js';
import type {WalkChapter} from './context.js';
import {functionChapter} from './function.js';
import {layer} from './layer.js';
import {preflight} from './preflight.js';
import {ship} from './ship.js';
import {use} from './use.js';
import {weigh} from './weigh.js';

/** The walkthrough, in the order in which it is told. */
export const walkthrough: readonly WalkChapter[] = [preflight, functionChapter, weigh, layer, use, ship];

/** Chapters that have their place after these and are not available yet. */
export const laterChapters = ['limits', 'share', 'cleanup'] as const;

/** The chapter that a run without questions ends with. */
export const lastChapter = 'ship';

/**
The chapters up to and including one of them.

@throws UsageError when there is no such chapter, or not yet.
*/
export function chaptersUntil(until: string): readonly WalkChapter[] {
	const last = walkthrough.findIndex(({id}) => id === until);
	if (last !== -1) {
		return walkthrough.slice(0, last + 1);
	}

	if ((laterChapters as readonly string[]).includes(until)) {
		throw new UsageError(`The chapter ${until} is not available yet.`, {tryThis: `The last one that is: ${lastChapter}.`});
	}

	throw new UsageError(`There is no chapter ${JSON.stringify(until)}.`, {tryThis: `Chapters: ${walkthrough.map(({id}) => id).join(', ')}.`});
}
