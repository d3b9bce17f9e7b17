import {UsageError} from '../engine/errors.js';
import type {WalkChapter} from './context.js';
import {functionChapter} from './function.js';
import {chapterIds, chosenChapter, lastChapter, laterChapters, type ChapterId} from './ids.js';
import {layer} from './layer.js';
import {preflight} from './preflight.js';
import {ship} from './ship.js';
import {use} from './use.js';
import {weigh} from './weigh.js';

const chapters: Readonly<Record<ChapterId, WalkChapter>> = {preflight, function: functionChapter, weigh, layer, use, ship};

/** The walkthrough, in the order in which it is told. */
export const walkthrough: readonly WalkChapter[] = chapterIds.map(id => chapters[id]);

/**
The chapters up to and including one of them; all of them for the one that is only chosen at the end.

@throws UsageError when there is no such chapter, or not yet.
*/
export function chaptersUntil(until: string): readonly WalkChapter[] {
	if (until === chosenChapter) {
		return walkthrough;
	}

	const last = walkthrough.findIndex(({id}) => id === until);
	if (last !== -1) {
		return walkthrough.slice(0, last + 1);
	}

	if ((laterChapters as readonly string[]).includes(until)) {
		throw new UsageError(`The chapter ${until} is not available yet.`, {tryThis: `The last one that is: ${lastChapter}.`});
	}

	throw new UsageError(`There is no chapter ${JSON.stringify(until)}.`, {tryThis: `Chapters: ${walkthrough.map(({id}) => id).join(', ')}.`});
}
