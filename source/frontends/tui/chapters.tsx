import {Text} from 'ink';
import {wordsFor} from '../../lessons/strings.js';
import {useStrings} from './language.js';
import type {ChapterState} from './model.js';
import {useTheme} from './theme.js';

type Props = {readonly chapters: readonly ChapterState[]};

const marks = {waiting: '○', running: '●', done: '✓'} as const;

/** Where the walkthrough stands: one row. */
export function Chapters({chapters}: Props) {
	const {quiet, accent, good} = useTheme();
	const {marks: names} = useStrings();
	const styles = {waiting: quiet, running: accent, done: good};
	return (
		<Text wrap='truncate'>
			{chapters.map(({id, state}, index) => (
				<Text key={id}>{index === 0 ? '' : '  '}<Text {...styles[state]}>{marks[state]} {wordsFor(names, id) ?? id}</Text></Text>
			))}
		</Text>
	);
}
