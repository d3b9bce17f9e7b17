import {Box, Text} from 'ink';
import {fill} from '../../lessons/strings.js';
import {useStrings} from './language.js';
import type {TerminalSize} from './layout.js';

/** The smallest terminal that the pages fit into. */
export const smallest: TerminalSize = {columns: 60, rows: 20};

export const isTooSmall = ({columns, rows}: TerminalSize): boolean => columns < smallest.columns || rows < smallest.rows;

/** Shown instead of a page until the terminal is larger. */
export function TooSmall({columns, rows}: TerminalSize) {
	const {tooSmall} = useStrings();
	return <Box width={columns} height={Math.max(1, Math.min(5, rows - 1))} overflow='hidden'><Text>{fill(tooSmall, {columns, rows})}</Text></Box>;
}
