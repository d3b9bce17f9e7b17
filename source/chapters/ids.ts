import {UsageError} from '../engine/errors.js';

/** The chapters' ids, in the order in which they are told: users type them, scripts read them. The chapters themselves are not loaded for them. */
export const chapterIds = ['preflight', 'function', 'weigh', 'layer', 'use', 'ship', 'limits', 'share'] as const;

export type ChapterId = (typeof chapterIds)[number];

/** The chapter that comes after all others, and only when it is chosen. */
export const chosenChapter = 'cleanup';

/** The chapter that a run without questions ends with: the real invoke. Who follows at a terminal goes on to the end. */
export const lastChapter = 'ship';

/** The chapter that is told last. */
export const finalChapter = 'share';

/**
The chapters up to and including one of them; all of them for the one that is only chosen at the end.

@throws UsageError when there is no such chapter.
*/
export function chaptersUntil(until: string): readonly ChapterId[] {
	if (until === chosenChapter) {
		return chapterIds;
	}

	const last = (chapterIds as readonly string[]).indexOf(until);
	if (last !== -1) {
		return chapterIds.slice(0, last + 1);
	}

	throw new UsageError(`There is no chapter ${JSON.stringify(until)}.`, {tryThis: `Chapters: ${chapterIds.join(', ')}.`});
}
