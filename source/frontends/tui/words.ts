import {wordsFor, type Strings} from '../../lessons/strings.js';

/** A step's title in the person's language; steps without one keep their own. */
export function stepTitle({steps}: Strings, id: string, title: string): string {
	return wordsFor(steps, id) ?? title;
}

/** A chapter's title in the person's language. */
export function chapterTitle({chapters}: Strings, id: string): string {
	return wordsFor(chapters, id) ?? id;
}
