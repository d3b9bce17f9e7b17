/** The chapters' ids, in the order in which they are told: users type them, scripts read them. They load nothing else. */
export const chapterIds = ['preflight', 'function', 'weigh', 'layer', 'use', 'ship'] as const;

export type ChapterId = (typeof chapterIds)[number];

/** Chapters that have their place after these and are not available yet. */
export const laterChapters = ['limits', 'share'] as const;

/** The chapter that comes after all others, and only when it is chosen. */
export const chosenChapter = 'cleanup';

/** The chapter that a run without questions ends with. */
export const lastChapter = 'ship';
