import {Box, Text, useIsScreenReaderEnabled} from 'ink';
import {useTheme, type Theme} from '../theme.js';
import {serviceDiffRows, type DiffKind, type DiffNote, type DiffRow} from './service-diff-rows.js';

type Props = {
	/** A unified diff. */
	readonly lines: readonly string[];
	readonly notes: readonly DiffNote[];
	readonly columns: number;
};

/** What changed in a file, with what there is to say of it at each change. */
export function ServiceDiff({lines, notes, columns}: Props) {
	// What is read aloud has no width.
	const width = useIsScreenReaderEnabled() ? Infinity : columns;
	return <DiffRows rows={serviceDiffRows(lines, notes, width)}/>;
}

const styles: Readonly<Record<DiffKind, keyof Theme>> = {file: 'strong', hunk: 'quiet', added: 'good', removed: 'bad', same: 'quiet', note: 'accent'};

/** Rows of a diff, as `serviceDiffRows` makes them; also some of them, for a part that scrolls. */
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
