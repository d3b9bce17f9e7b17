import {loadWords} from '../../../../source/lessons/languages.js';

/** All that the interface says, in each language. */
export const words = {en: await loadWords('en'), zh: await loadWords('zh')} as const;

export const {strings} = words.en;
