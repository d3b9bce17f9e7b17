import {Box, Text} from 'ink';
import type {FactRow} from '../facts.js';
import {widthOf} from './text/cells.js';
import {useTheme} from './theme.js';

type Props = {readonly rows: readonly FactRow[]};

/** The numbers measured so far, one a row. */
export function Numbers({rows}: Props) {
	const {quiet, strong} = useTheme();
	const width = Math.max(0, ...rows.map(({label}) => widthOf(label)));
	return (
		<Box flexDirection='column'>
			{rows.map(({label, value}) => (
				<Box key={label} gap={2} height={1}>
					<Box width={width} flexShrink={0}><Text {...quiet} wrap='truncate'>{label}</Text></Box>
					<Text {...strong} wrap='truncate'>{value}</Text>
				</Box>
			))}
		</Box>
	);
}
