import {useState} from 'react';
import {Box, Text} from 'ink';
import type {Lesson} from '../../../lessons/lesson.js';
import {fill} from '../../../lessons/strings.js';
import {useKeys} from '../keyboard.js';
import {useStrings} from '../language.js';
import {entryOf, type Model} from '../model.js';
import {ResultPage} from '../pages/result-page.js';
import {Scrolled} from '../text/lines.js';
import {proseLines} from '../text/prose.js';
import {useTheme} from '../theme.js';
import {useScroll} from '../text/use-scroll.js';
import type {Line} from '../text/wrap.js';

type Props = {
	readonly model: Model;
	readonly lesson: (page: string) => Lesson;
	readonly columns: number;
	readonly rows: number;
	readonly onClose: () => void;
};

const closingKeys: ReadonlySet<string> = new Set(['b', 'q', 'escape', 'enter']);
const turns: Readonly<Record<string, number>> = {left: -1, right: 1};

/** The pages behind: each has its lesson, and its result. */
export function LookBack({model, lesson, columns, rows, onClose}: Props) {
	const {quiet} = useTheme();
	const {lookBack} = useStrings();
	const behind = model.pages.flatMap(page => {
		const entry = entryOf(model, page.step);
		return entry ? [{page, entry}] : [];
	});
	// Two views of each page: first its result is seen, one to the left its lesson.
	const views = behind.length * 2;
	const [view, setView] = useState(views - 1);
	const shown = behind[Math.floor(view / 2)];
	useKeys(stroke => {
		if (closingKeys.has(stroke)) {
			onClose();
		} else {
			setView(current => Math.max(0, Math.min(views - 1, current + (turns[stroke] ?? 0))));
		}
	});
	if (!shown) {
		return null;
	}

	const {page, entry} = shown;
	return (
		<Box flexDirection='column' height={rows} overflow='hidden'>
			<Text {...quiet} wrap='truncate'>{fill(lookBack.title, {number: Math.floor(view / 2) + 1, total: behind.length, title: lesson(page.step).title})}</Text>
			{view % 2 === 1
				? <ResultPage entry={entry} model={model} lesson={lesson(page.step)} columns={columns} rows={rows - 2} now={undefined}/>
				: <Reading key={page.step} lesson={lesson(page.step)} columns={columns} rows={rows - 2}/>}
			<Text {...quiet} wrap='truncate'>{lookBack.keys}</Text>
		</Box>
	);
}

type ReadingProps = {readonly lesson: Lesson; readonly columns: number; readonly rows: number};

function Reading({lesson: {title, prose}, columns, rows}: ReadingProps) {
	const lines: readonly Line[] = [[{text: title, style: 'strong'}], ...proseLines(prose, columns)];
	const offset = useScroll({total: lines.length, rows});
	return <Box height={rows} overflow='hidden'><Scrolled lines={lines} rows={rows} columns={columns} offset={offset}/></Box>;
}
