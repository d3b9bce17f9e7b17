import {Box, Text} from 'ink';
import {fill} from '../../lessons/strings.js';
import {useStrings} from './language.js';
import type {Model} from './model.js';
import {useTheme} from './theme.js';

type Props = {readonly model: Pick<Model, 'target' | 'directory' | 'region' | 'facts'>};

/** What runs, on which cloud (of AWS: which account and region), and where: one row. */
export function Header({model: {target, directory, region, facts}}: Props) {
	const {strong, quiet, accent} = useTheme();
	const {header} = useStrings();
	const account = facts.find(({id}) => id === 'cloud.account')?.value;
	const place = [account, region].filter(Boolean).join(', ');
	return (
		<Box gap={1} height={1} overflow='hidden'>
			<Box flexShrink={0}><Text {...strong}>layer-wizard</Text></Box>
			{target && <Box flexShrink={0}><Text {...accent}>{fill(header.on, {cloud: target === 'aws' ? fill(header.aws, {place}) : header.practice})}</Text></Box>}
			{directory && <Text {...quiet} wrap='truncate-start'>{directory}</Text>}
		</Box>
	);
}
