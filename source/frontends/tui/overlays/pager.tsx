import {useCallback, useEffect, useEffectEvent, useReducer} from 'react';
import {Box} from 'ink';
import {fill} from '../../../lessons/strings.js';
import {widthOf} from '../text/cells.js';
import {crop} from '../text/crop.js';
import {useKeys} from '../keyboard.js';
import {useStrings} from '../language.js';
import {Lines} from '../text/lines.js';
import {plainTheme, useTheme} from '../theme.js';
import type {Line} from '../text/wrap.js';
import {useLog} from './use-log.js';
import {atEnd, page, patternOf, shownLines, topLine, type Page, type Paging} from './paging.js';
import {bodyRows, Overlay} from './overlay.js';
import {marked} from './found.js';

type Props = {
	readonly title: string;
	/** The log; it may come into being, and grow, while it is shown. */
	readonly file: string;
	readonly columns: number;
	readonly rows: number;
	readonly onClose: () => void;
};

/** All that a step printed: to scroll in and to search. */
export function Pager({title, file, columns, rows, onClose}: Props) {
	const [paging, dispatch] = useReducer(page, atEnd);
	const body: Page = {columns, rows: bodyRows(rows)};
	const onRead = useCallback((lines: readonly string[]) => {
		dispatch({type: 'read', lines});
	}, []);
	useLog(file, onRead);
	useKeys(stroke => {
		dispatch({type: 'key', stroke, page: body});
	});
	const close = useEffectEvent(onClose);
	useEffect(() => {
		if (paging.isClosed) {
			close();
		}
	}, [paging.isClosed]);
	return (
		<Overlay title={title} foot={useFoot(paging, body)} columns={columns} rows={rows}>
			<Box height={body.rows} flexShrink={0}><Lines lines={useText(paging, body)}/></Box>
		</Overlay>
	);
}

function useText(paging: Paging, {columns, rows}: Page): readonly Line[] {
	const {pager} = useStrings();
	const isPlain = useTheme() === plainTheme;
	const {lines, left, query, matches, match} = paging;
	if (lines?.length === 0) {
		return [crop([{text: pager.empty, style: 'quiet'}], 0, columns)];
	}

	const top = topLine(paging, rows);
	const pattern = query === '' ? undefined : patternOf(query);
	return shownLines(paging, rows).map((text, row) => {
		const line = pattern ? marked(text, pattern, top + row === matches[match] ? 'match' : 'found', isPlain) : [{text}];
		return crop(line, left, columns);
	});
}

/** The last row: the text that is being typed with its end in sight, or where the page stands. */
function useFoot(paging: Paging, {columns, rows}: Page): Line {
	const {pager} = useStrings();
	const {lines = [], typed, query, matches, match} = paging;
	if (typed !== undefined) {
		const input = `${pager.search}${typed}_`;
		return [...crop([{text: input}], Math.max(0, widthOf(input) - columns), columns), {text: `  ${pager.searchKeys}`, style: 'quiet'}];
	}

	const top = topLine(paging, rows);
	const position = lines.length === 0 ? [] : [fill(pager.position, {first: top + 1, last: Math.min(top + rows, lines.length), total: lines.length})];
	const search = matches.length > 0 ? fill(pager.match, {match: match + 1, matches: matches.length}) : fill(pager.noMatch, {query});
	return [{text: [...position, ...(query === '' ? [] : [search])].join('  ')}, {text: `  ${pager.keys}`, style: 'quiet'}];
}
