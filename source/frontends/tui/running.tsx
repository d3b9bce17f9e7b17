import {Box, Text} from 'ink';
import {running} from './duration.js';
import type {OutputLine, RunningStep as Step} from './model.js';
import {Output} from './output.js';
import {useTheme} from './theme.js';
import {tick} from './use-clock.js';

type Props = {
	readonly step: Step;
	/** Undefined: time is not shown. */
	readonly now: number | undefined;
	readonly hasCommand: boolean;
	/** Its last lines, as many as there is room for. */
	readonly lines: readonly OutputLine[];
};

const frames = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];

/** A step at work: its title and time, the command (its ends tell more than its middle), and what it prints; each takes one row. */
export function RunningStep({step: {title, command, startedAt}, now, hasCommand, lines}: Props) {
	const {accent, quiet} = useTheme();
	return (
		<Box flexDirection='column'>
			<Box gap={1} height={1}>
				{now !== undefined && <Box flexShrink={0}><Text {...accent}>{frames[Math.floor(now / tick) % frames.length]}</Text></Box>}
				<Text wrap='truncate'>{title}</Text>
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
