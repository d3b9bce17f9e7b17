import {Box, Text} from 'ink';
import {fill, type Strings} from '../../lessons/strings.js';
import {factRows} from '../facts.js';
import {resumeLine} from '../resume-line.js';
import {took} from './duration.js';
import {useStrings} from './language.js';
import type {RecordEntry, StepEntry} from './model.js';
import {Output} from './output.js';
import {verdictOn} from './pages/guess-verdict.js';
import {useTheme} from './theme.js';
import {chapterTitle, stepTitle} from './words.js';

type Props = {
	readonly entry: RecordEntry;
	/** The chapter that was recorded before, so that each is named once. */
	readonly chapterBefore: string | undefined;
};

/** What stays in the scrollback of a step that ended, of a warning, or of what was found done. Here nothing is cut. */
export function Entry({entry, chapterBefore}: Props) {
	const {caution, good, bad, quiet, accent, strong} = useTheme();
	const strings = useStrings();
	if (entry.kind === 'warning') {
		return <Text {...caution}>{fill(strings.record.warning, {message: entry.message})}</Text>;
	}

	if (entry.kind === 'resumed') {
		return <Text {...quiet}>{resumeLine(entry.earlier, strings)}</Text>;
	}

	const {id, chapter, title, end, command, diff, facts} = entry;
	const verdict = verdictOn(entry, strings);
	return (
		<Box flexDirection='column'>
			{chapter !== chapterBefore && <Text {...strong}>{'\n'}{chapterTitle(strings, chapter)}</Text>}
			<Box gap={1}>
				{end === 'unfinished' ? <Text {...bad}>✗</Text> : <Text {...good}>✓</Text>}
				<Text>{stepTitle(strings, id, title)}  <Text {...quiet}>{endText(entry, strings)}</Text></Text>
			</Box>
			<Box flexDirection='column' paddingLeft={4}>
				{command?.split('\n').map(line => (
					<Text key={line} {...accent}>$ {line}</Text>
				))}
				{diff.map((line, index) => <Output key={index} line={line} wrap='wrap'/>)}
				{factRows(facts, strings).map(({label, value}) => <Text key={label}>{label}: <Text {...strong}>{value}</Text></Text>)}
				{verdict && <Text>{verdict}</Text>}
			</Box>
		</Box>
	);
}

function endText({end, ms}: StepEntry, {record}: Strings): string {
	switch (end) {
		case 'done': {
			return took(ms);
		}

		case 'already': {
			return record.verified;
		}

		case 'skipped': {
			return record.skipped;
		}

		case 'unfinished': {
			return fill(record.unfinished, {time: took(ms)});
		}
	}
}
