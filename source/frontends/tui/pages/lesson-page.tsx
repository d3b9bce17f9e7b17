import {Box, Text} from 'ink';
import type {Lesson} from '../../../lessons/lesson.js';
import {fill} from '../../../lessons/strings.js';
import {Command, commandLines} from '../text/command.js';
import {useStrings} from '../language.js';
import type {Page} from '../model.js';
import {Scrolled} from '../text/lines.js';
import {proseLines} from '../text/prose.js';
import {useTheme} from '../theme.js';
import {useScroll} from '../text/use-scroll.js';
import {stepTitle} from '../words.js';

type Props = {
	readonly page: Page;
	readonly lesson: Lesson;
	/** The chapter's number and the lesson's title. */
	readonly heading: string;
	/** One more line: that one may guess, or what the start waits for. */
	readonly note: string | undefined;
	readonly columns: number;
	readonly rows: number;
};

/** Why, then the exact command that Enter runs. The command is always whole; the lesson takes the rows that are left, and scrolls. */
export function LessonPage({page: {step, title, command}, lesson, heading, note, columns, rows}: Props) {
	const {strong, quiet, caution} = useTheme();
	const strings = useStrings();
	const {page: words} = strings;
	const below = 1 + (command ? 1 + commandLines(command, columns - 2).length : 1) + (note ? 1 : 0);
	const lines = proseLines(lesson.prose, columns);
	const lessonRows = Math.max(1, rows - 2 - below);
	const offset = useScroll({total: lines.length, rows: lessonRows});
	return (
		<Box flexDirection='column' height={Math.min(rows, 2 + lines.length + below)} overflow='hidden'>
			<Text {...strong} wrap='truncate'>{heading}</Text>
			<Text> </Text>
			<Scrolled lines={lines} rows={lessonRows} columns={columns} offset={offset}/>
			<Text> </Text>
			<Text {...quiet} wrap='truncate'>{command ? words.command : fill(words.action, {title: stepTitle(strings, step, title)})}</Text>
			{command && <Box paddingLeft={2}><Command command={command} columns={columns - 2}/></Box>}
			{note && <Text {...caution} wrap='truncate'>{note}</Text>}
		</Box>
	);
}
