import type {ReactNode} from 'react';
import type {Language} from '../../../../source/lessons/languages.js';
import {StringsContext} from '../../../../source/frontends/tui/language.js';
import {fittingRows} from './fits.js';
import {show} from './frame.js';
import {words} from './words.js';

/** The places that pages have on terminals of 80x24 and 60x20, in each language. */
export const places = (['en', 'zh'] as const).flatMap(language => [
	{language, columns: 79, rows: 17},
	{language, columns: 59, rows: 14},
]);

/** A page in its place; its rows are never wider than that, nor more. */
export function showPage(node: ReactNode, {language = 'en', columns = 79, rows = 17}: {readonly language?: Language; readonly columns?: number; readonly rows?: number} = {}) {
	const shown = show(<StringsContext.Provider value={words[language].strings}>{node}</StringsContext.Provider>, columns);
	return {...shown, rows: () => fittingRows(shown, columns, rows)};
}
