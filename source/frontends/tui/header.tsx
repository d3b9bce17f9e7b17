import {Box, Text} from 'ink';
import {fill} from '../../lessons/strings.js';
import {useStrings} from './language.js';
import {useTheme} from './theme.js';

type Props = {
	readonly target: string | undefined;
	readonly directory: string | undefined;
};

/** What runs, on which cloud, and where: one row. */
export function Header({target, directory}: Props) {
	const {strong, quiet, accent} = useTheme();
	const {header} = useStrings();
	return (
		<Box gap={1} height={1} overflow='hidden'>
			<Box flexShrink={0}><Text {...strong}>layer-wizard</Text></Box>
			{target && <Box flexShrink={0}><Text {...accent}>{fill(header.on, {cloud: target === 'aws' ? header.aws : header.practice})}</Text></Box>}
			{directory && <Text {...quiet} wrap='truncate-start'>{directory}</Text>}
		</Box>
	);
}
