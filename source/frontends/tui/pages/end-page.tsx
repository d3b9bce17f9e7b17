import {Box, Text} from 'ink';
import type {Lesson} from '../../../lessons/lesson.js';
import {numberRows} from '../../facts.js';
import {useStrings} from '../language.js';
import type {Model} from '../model.js';
import {Numbers} from '../numbers.js';
import {Scrolled} from '../text/lines.js';
import {proseLines} from '../text/prose.js';
import {useTheme} from '../theme.js';
import {useScroll} from '../text/use-scroll.js';

type Props = {
	readonly model: Model;
	readonly lesson: Lesson;
	readonly columns: number;
	readonly rows: number;
};

/** The last page: the numbers, the limits, and what one can do next. */
export function EndPage({model, lesson, columns, rows}: Props) {
	const {strong} = useTheme();
	const strings = useStrings();
	const numbers = numberRows(model.facts, strings);
	const lines = proseLines(lesson.prose, columns);
	const lessonRows = Math.max(1, rows - 2 - numbers.length);
	const offset = useScroll({total: lines.length, rows: lessonRows});
	return (
		<Box flexDirection='column' height={Math.min(rows, 2 + numbers.length + lines.length)} overflow='hidden'>
			<Text {...strong} wrap='truncate'>{lesson.title}</Text>
			<Scrolled lines={lines} rows={lessonRows} columns={columns} offset={offset}/>
			<Text> </Text>
			<Numbers rows={numbers}/>
		</Box>
	);
}
