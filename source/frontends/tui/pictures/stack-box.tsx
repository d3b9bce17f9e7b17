import type {ReactNode} from 'react';
import {Box, Text} from 'ink';
import {cut} from '../text/cells.js';
import {useTheme, type Theme} from '../theme.js';

type Props = {
	readonly width: number;
	/** The border's. */
	readonly style: Theme[keyof Theme];
	/** What the stack is of, and its name: one row each. */
	readonly heading: readonly string[];
	/** Where the ARN leaves the stack or enters it. */
	readonly port: string;
	/** What is there: a text of one row. */
	readonly value: ReactNode;
};

/** A stack as a box: two rows for its border, one for each heading, one for its port, one for the value. */
export function StackBox({width, style, heading, port, value}: Props) {
	const {strong, quiet} = useTheme();
	const inside = width - 4;
	const [title = '', ...more] = heading;
	return (
		<Box
			flexDirection='column'
			width={width}
			height={heading.length + 4}
			flexShrink={0}
			paddingX={1}
			borderStyle='single'
			borderColor={style.color}
			borderDimColor={style.dimColor}
		>
			<Text {...strong} wrap='truncate'>{cut(title, inside, 'ends')}</Text>
			{more.map(text => <Text key={text} wrap='truncate'>{cut(text, inside, 'ends')}</Text>)}
			<Text {...quiet} wrap='truncate'>{cut(port, inside)}</Text>
			<Text wrap='truncate'>{value}</Text>
		</Box>
	);
}
