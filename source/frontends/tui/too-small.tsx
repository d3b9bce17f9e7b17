import {Box, Text} from 'ink';
import {fill} from '../../lessons/strings.js';
import {useStrings} from './language.js';
import type {TerminalSize} from './layout.js';

/** Shown instead of a page until the terminal is larger. */
export function TooSmall({columns, rows}: TerminalSize) {
	const {tooSmall} = useStrings();
	return <Box width={columns} height={Math.max(1, Math.min(5, rows - 1))} overflow='hidden'><Text>{fill(tooSmall, {columns, rows})}</Text></Box>;
}
