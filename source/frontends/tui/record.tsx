import {Box, Text} from 'ink';
import {factRows} from '../facts.js';
import {took} from './duration.js';
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

	const {title, end, ms, command, diff, facts} = entry;
	return (
		<Box flexDirection='column'>
			<Box gap={1}>
				{end === 'unfinished' ? <Text {...bad}>✗</Text> : <Text {...good}>✓</Text>}
				<Text>{title}  <Text {...quiet}>{endText(end, ms)}</Text></Text>
			</Box>
			<Box flexDirection='column' paddingLeft={4}>
				{command?.split('\n').map(line => (
					<Text key={line} {...accent}>$ {line}</Text>
				))}
				{diff.map((line, index) => <Output key={index} line={line} wrap='wrap'/>)}
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

		case 'unfinished': {
			return `not finished, after ${took(ms)}`;
		}
	}
}
