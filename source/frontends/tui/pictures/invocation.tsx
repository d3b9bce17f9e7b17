import {Box, Text, useIsScreenReaderEnabled} from 'ink';
import {pad} from '../text/cells.js';
import {useStrings} from '../language.js';
import {useTheme} from '../theme.js';
import {answerLines, answerRows, logLines, logRows, type PaneRow} from './invocation-rows.js';

type Props = {
	/** What the function gave back. */
	readonly answer: string;
	/** Where its package was loaded from. */
	readonly modulePath: string | undefined;
	readonly log: string;
	readonly columns: number;
	readonly rows: number;
};

/** From this width on the log stands beside the answer; narrower, below it. */
const columnsForTwo = 76;
const separator = ' │ ';

/** What the function answered, and what it logged meanwhile. */
export function Invocation({answer, modulePath, log, columns, rows}: Props) {
	const {quiet} = useTheme();
	const {invocation: words} = useStrings();
	if (useIsScreenReaderEnabled()) {
		const path = modulePath === undefined ? [] : [`${words.modulePath}: ${modulePath}`];
		return <Text>{[`${words.answer}:`, ...answerLines(answer), ...path, `${words.log}:`, ...logLines(log, words)].join('\n')}</Text>;
	}

	if (columns >= columnsForTwo) {
		const half = Math.floor((columns - separator.length) / 2);
		const left = answerRows({answer, modulePath, words, columns: half, rows});
		const right = logRows({log, words, columns: columns - separator.length - half, rows});
		return (
			<Box flexDirection='column' width={columns}>
				{Array.from({length: Math.max(left.length, right.length)}, (_, index) => (
					<Text key={index} wrap='truncate'>
						<PaneText row={left[index]} columns={half}/>
						<Text {...quiet}>{separator}</Text>
						<PaneText row={right[index]}/>
					</Text>
				))}
			</Box>
		);
	}

	const wanted = answerRows({answer, modulePath, words, columns, rows: Infinity}).length;
	// The answer comes first, but the log gets a third; a title alone would tell nothing.
	const forLog = Math.min(logLines(log, words).length + 1, Math.max(Math.floor(rows / 3), rows - wanted));
	const below = forLog < 2 ? [] : logRows({log, words, columns, rows: forLog});
	const above = answerRows({answer, modulePath, words, columns, rows: rows - below.length});
	return (
		<Box flexDirection='column' width={columns}>
			{[...above, ...below].map((row, index) => <Text key={index} wrap='truncate'><PaneText row={row}/></Text>)}
		</Box>
	);
}

/** @param columns How many cells it fills. */
function PaneText({row, columns = 0}: {readonly row: PaneRow | undefined; readonly columns?: number}) {
	const theme = useTheme();
	const text = row?.text ?? '';
	return <Text {...(row?.style ? theme[row.style] : {})}>{columns > 0 ? pad(text, columns) : (text === '' ? ' ' : text)}</Text>;
}
