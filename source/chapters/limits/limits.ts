import type {WalkChapter} from '../context.js';
import {missing, wrongWheel} from './failing.js';
import {gauges} from './gauges.js';
import {deleted, elsewhere, sixthLayer, tooHeavy} from './refused.js';

/** What stops a function with layers, and the words that one then reads. */
export const limitsChapter: WalkChapter = {
	id: 'limits',
	title: 'The limits, felt',
	steps: [gauges, sixthLayer, tooHeavy, elsewhere, deleted, missing, wrongWheel],
};
