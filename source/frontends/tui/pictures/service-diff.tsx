import {Box, Text} from 'ink';
import {useTheme, type Theme} from '../theme.js';
import type {DiffKind, DiffRow} from './service-diff-rows.js';

const styles: Readonly<Record<DiffKind, keyof Theme>> = {file: 'strong', hunk: 'quiet', added: 'good', removed: 'bad', same: 'quiet', note: 'accent'};

/** What changed in a file, with what there is to say of it: rows as `serviceDiffRows` makes them, all or some of them. */
export function DiffRows({rows}: {readonly rows: readonly DiffRow[]}) {
	const theme = useTheme();
	return (
		<Box flexDirection='column' flexShrink={0}>
			{rows.map(({kind, text, beside}, index) => (
				// Rows have nothing but their place to be told apart by, and no state.
				<Text key={index} wrap='truncate'>
					<Text {...theme[styles[kind]]}>{text === '' ? ' ' : text}</Text>
					{beside !== '' && <Text {...theme.accent}>{beside}</Text>}
				</Text>
			))}
		</Box>
	);
}
