import {UsageError} from '../engine/errors.js';

/** The chapters' ids, in the order in which they are told: users type them, scripts read them. The chapters themselves are not loaded for them. */
export const chapterIds = ['preflight', 'function', 'weigh', 'layer', 'use', 'ship'] as const;

export type ChapterId = (typeof chapterIds)[number];

/** Chapters that have their place after these and are not available yet. */
export const laterChapters = ['limits', 'share'] as const;

/** The chapter that comes after all others, and only when it is chosen. */
export const chosenChapter = 'cleanup';

/** The chapter that a run without questions ends with. */
export const lastChapter = 'ship';

/**
The chapters up to and including one of them; all of them for the one that is only chosen at the end.

@throws UsageError when there is no such chapter, or not yet.
*/
export function chaptersUntil(until: string): readonly ChapterId[] {
	if (until === chosenChapter) {
		return chapterIds;
	}

	const last = (chapterIds as readonly string[]).indexOf(until);
	if (last !== -1) {
		return chapterIds.slice(0, last + 1);
	}

	if ((laterChapters as readonly string[]).includes(until)) {
		throw new UsageError(`The chapter ${until} is not available yet.`, {tryThis: `The last one that is: ${lastChapter}.`});
	}

	throw new UsageError(`There is no chapter ${JSON.stringify(until)}.`, {tryThis: `Chapters: ${chapterIds.join(', ')}.`});
}
