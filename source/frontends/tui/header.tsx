import {Box, Text} from 'ink';
import {useTheme} from './theme.js';

type Props = {
	readonly target: string | undefined;
	readonly directory: string | undefined;
};

/** Clouds by the names of their targets. */
const clouds: Readonly<Record<string, string>> = {practice: 'the practice cloud', aws: 'AWS'};

/** What runs, on which cloud, and where: one row. */
export function Header({target, directory}: Props) {
	const {strong, quiet, accent} = useTheme();
	return (
		<Box gap={1} height={1}>
			<Box flexShrink={0}><Text {...strong}>layer-wizard</Text></Box>
			{target && <Box flexShrink={0}><Text>on <Text {...accent}>{clouds[target] ?? target}</Text></Text></Box>}
			{directory && <Text {...quiet} wrap='truncate-start'>{directory}</Text>}
		</Box>
	);
}
