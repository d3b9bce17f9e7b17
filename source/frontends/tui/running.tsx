import {Box, Text} from 'ink';
import {running} from './duration.js';
import {useStrings} from './language.js';
import type {OutputLine, RunningStep as Step} from './model.js';
import {Output} from './output.js';
import {useTheme} from './theme.js';
import {spinnerAt} from './status.js';
import {stepTitle} from './words.js';

type Props = {
	readonly step: Step;
	/** Undefined: time is not shown. */
	readonly now: number | undefined;
	readonly hasCommand: boolean;
	/** Its last lines, as many as there is room for. */
	readonly lines: readonly OutputLine[];
};

/** A step at work: its title and time, the command (its ends tell more than its middle), and what it prints; each takes one row. */
export function RunningStep({step: {id, title, command, startedAt}, now, hasCommand, lines}: Props) {
	const {accent, quiet} = useTheme();
	const strings = useStrings();
	return (
		<Box flexDirection='column'>
			<Box gap={1} height={1}>
				{now !== undefined && <Box flexShrink={0}><Text {...accent}>{spinnerAt(now)}</Text></Box>}
				<Text wrap='truncate'>{stepTitle(strings, id, title)}</Text>
				{now !== undefined && <Box flexShrink={0}><Text {...quiet}>{running(now - startedAt)}</Text></Box>}
			</Box>
			{hasCommand && command && <Box paddingLeft={2} height={1}><Text {...accent} wrap='truncate-middle'>$ {command.split('\n', 1)[0]}</Text></Box>}
			{lines.map((line, index) => (
				<Box key={index} gap={1} paddingLeft={2} height={1}>
					<Box flexShrink={0}><Text {...quiet}>│</Text></Box>
					<Output line={line}/>
				</Box>
			))}
		</Box>
	);
}
