import {Box, Text} from 'ink';
import {took} from './duration.js';
import {factRows} from './facts.js';
import type {RecordEntry, StepEnd} from './model.js';
import {Output} from './output.js';
import {useTheme} from './theme.js';

type Props = {readonly entry: RecordEntry};

/** What stays in the scrollback of a step that ended, or of a warning. Here nothing is cut. */
export function Entry({entry}: Props) {
	const {caution, good, bad, quiet, accent, strong} = useTheme();
	if (entry.kind === 'warning') {
		return <Text {...caution}>Warning: {entry.message}</Text>;
	}

	const {title, end, ms, command, lines, facts} = entry;
	const marks = {failed: <Text {...bad}>✗</Text>, stopped: <Text {...caution}>–</Text>};
	return (
		<Box flexDirection='column'>
			<Box gap={1}>
				<Box flexShrink={0}>{end === 'failed' || end === 'stopped' ? marks[end] : <Text {...good}>✓</Text>}</Box>
				<Text>{title}  <Text {...quiet}>{endText(end, ms)}</Text></Text>
			</Box>
			<Box flexDirection='column' paddingLeft={4}>
				{command?.split('\n').map(line => (
					<Text key={line} {...accent}>$ {line}</Text>
				))}
				{lines.map((line, index) => <Output key={index} line={line} wrap='wrap'/>)}
				{factRows(facts).map(({label, value}) => <Text key={label}>{label}: <Text {...strong}>{value}</Text></Text>)}
			</Box>
		</Box>
	);
}

function endText(end: StepEnd, ms: number): string {
	switch (end) {
		case 'done': {
			return took(ms);
		}

		case 'already': {
			return 'verified';
		}

		case 'skipped': {
			return 'not run';
		}

		case 'failed':
		case 'stopped': {
			return `${end} after ${took(ms)}`;
		}
	}
}
