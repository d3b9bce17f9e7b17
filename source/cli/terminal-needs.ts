import {ToolError} from '../engine/errors.js';
import {isTooSmall, roomy, smallest} from '../frontends/tui/layout.js';
import type {Need} from '../needs/need.js';

/** What is known of the terminal; its size is in cells. */
export type Terminal = {
	readonly isTTY: boolean;
	readonly columns: number;
	readonly rows: number;
	readonly hasColor: boolean;
	readonly env: Readonly<Record<string, string | undefined>>;
};

/** What the screen needs of the terminal; without one everything is told in lines, so nothing of it is required. */
export const terminalNeeds = (terminal: Terminal): readonly Need[] => [
	{id: 'terminal', title: 'Terminal', level: 'useful', look: async () => lookAtScreen(terminal)},
	{id: 'locale', title: 'Locale', level: 'useful', look: async () => lookAtLocale(terminal)},
];

function lookAtScreen({isTTY, columns, rows, hasColor, env}: Terminal): string {
	if (!isTTY) {
		return 'none here; without one a walkthrough is told in lines';
	}

	if (env.TERM === 'dumb') {
		throw new ToolError('TERM is dumb, so a walkthrough is told in lines.', {tryThis: 'Name what your terminal is, e.g. export TERM=xterm-256color.'});
	}

	const size = `${columns}x${rows}`;
	if (isTooSmall({columns, rows})) {
		throw new ToolError(`The terminal is ${size}; the walkthrough needs ${smallest.columns}x${smallest.rows}.`, {tryThis: 'Make the window larger.'});
	}

	const isRoomy = columns >= roomy.columns && rows >= roomy.rows;
	return `${size}${isRoomy ? '' : ` (${roomy.columns}x${roomy.rows} shows more)`}, ${hasColor ? 'in colours' : 'without colours'}`;
}

/** Of the variables the first that is set decides, as in POSIX; LC_CTYPE is the category for characters. */
function lookAtLocale({env}: Terminal): string {
	const locale = [env.LC_ALL, env.LC_CTYPE, env.LANG].find(value => value !== undefined && value !== '');
	if (!/utf-?8/iv.test(locale ?? '')) {
		throw new ToolError(`${locale === undefined ? 'No locale is set' : `The locale is ${locale}`}, so lines, marks and Chinese may come out wrong.`, {
			tryThis: 'Set one with UTF-8, e.g. export LC_ALL=C.UTF-8.',
		});
	}

	return locale ?? '';
}
