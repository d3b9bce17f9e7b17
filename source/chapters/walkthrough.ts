import type {WalkChapter} from './context.js';
import {functionChapter} from './function.js';
import {chapterIds, type ChapterId} from './ids.js';
import {layer} from './layer.js';
import {limitsChapter} from './limits/limits.js';
import {preflight} from './preflight.js';
import {share} from './share/share.js';
import {ship} from './ship.js';
import {use} from './use.js';
import {weigh} from './weigh.js';

/** What each chapter does. */
export const chapters: Readonly<Record<ChapterId, WalkChapter>> = {preflight, function: functionChapter, weigh, layer, use, ship, limits: limitsChapter, share};

/** The walkthrough, in the order in which it is told. */
export const walkthrough: readonly WalkChapter[] = chapterIds.map(id => chapters[id]);
