import {Box, Text} from 'ink';
import type {Words} from '../../lessons/languages.js';
import type {Lesson} from '../../lessons/lesson.js';
import {fill, wordsFor} from '../../lessons/strings.js';
import {Chapters} from './chapters.js';
import {Header} from './header.js';
import {KeyBar} from './key-bar.js';
import {hintsFor} from './hints.js';
import {isLookingOn} from './journey.js';
import {situationOf, type Situation} from './keys.js';
import {isTooSmall, type TerminalSize} from './layout.js';
import {OverlayFor, type OverlayId} from './overlays/overlays.js';
import {Overview} from './overview.js';
import {EndPage} from './pages/end-page.js';
import {FailurePage} from './pages/failure-page.js';
import {GuessPage} from './pages/guess-page.js';
import {InterviewPage} from './pages/interview-page.js';
import {LessonPage} from './pages/lesson-page.js';
import {ResultPage} from './pages/result-page.js';
import {RunningPage} from './pages/running-page.js';
import {Status} from './status.js';
import type {View} from './store.js';
import {useTheme} from './theme.js';
import {TooSmall} from './too-small.js';

type Props = {
	readonly view: View;
	readonly words: Words;
	readonly size: TerminalSize;
	readonly now: number | undefined;
	readonly overlay: OverlayId | undefined;
	readonly comeBack: string;
	readonly onOverlay: (id: OverlayId | undefined) => void;
	readonly onGuess: (text: string) => void;
	readonly onQuit: () => void;
};

const keyRows = 2;

/** What is going on below the record: a page between where one is and what one can do. Always lower than the terminal. */
export function Present(props: Props) {
	const {view, words, size, now, overlay, comeBack, onOverlay, onQuit} = props;
	const {quiet, caution} = useTheme();
	const {model, journey, question, isStopping} = view;
	const {strings} = words;
	if (model.outcome && (journey.place.at === 'left' || isLookingOn(journey))) {
		return null;
	}

	if (isLookingOn(journey) && !question && !overlay) {
		return <Overview model={model} size={size} now={now} isStopping={isStopping}/>;
	}

	if (isTooSmall(size)) {
		return <TooSmall {...size}/>;
	}

	const columns = size.columns - 1;
	const hasHeader = size.rows >= 24;
	const rows = size.rows - 1 - (hasHeader ? 1 : 0) - 3 - keyRows;
	const situation = situationOf(view);
	const running = model.running.filter(({id}) => id !== question?.step);
	const behind = running.filter(({id}) => id !== situation.page?.step || situation.phase !== 'running');
	const warning = running.find(step => step.warning !== undefined)?.warning;
	return (
		<Box flexDirection='column'>
			{hasHeader && <Header model={model}/>}
			{model.chapters.length > 0 && <Chapters chapters={model.chapters}/>}
			<Text {...quiet} wrap='truncate'>{'─'.repeat(columns)}</Text>
			<Box flexDirection='column' height={rows} overflow='hidden'>
				{overlay
					? <OverlayFor id={overlay} situation={situation} words={words} columns={columns} rows={rows} comeBack={comeBack} onQuit={onQuit} onClose={() => {
						onOverlay(undefined);
					}}/>
					: <PageOf {...props} situation={situation} columns={columns} rows={rows}/>}
			</Box>
			{model.chapters.length > 0 && <Status steps={behind} warning={warning} now={now}/>}
			{isStopping ? <Text {...caution} wrap='truncate'>{strings.stopping}</Text> : <KeyBar hints={overlay ? [] : hintsFor(situation, strings)} columns={columns} rows={keyRows}/>}
		</Box>
	);
}

type PageProps = Props & {readonly situation: Situation; readonly columns: number; readonly rows: number};

/** The page for where the person is. */
function PageOf({view, words, situation, columns, rows, now, onOverlay, onGuess}: PageProps) {
	const {model, journey, question} = view;
	const {page, phase, entry} = situation;
	if (question?.id === 'retry') {
		return <FailurePage question={question} step={model.running.find(({id}) => id === question.step)} columns={columns} rows={rows} onOpenLog={() => {
			onOverlay('output');
		}}/>;
	}

	if (question) {
		return <InterviewPage question={question} lesson={lessonFor(question.id, words)} columns={columns} rows={rows}/>;
	}

	if (journey.place.at === 'end') {
		return <EndPage model={model} lesson={words.lesson('end')} columns={columns} rows={rows}/>;
	}

	if (!page) {
		return null;
	}

	const lesson = words.lesson(page.step);
	switch (phase) {
		case 'guess': {
			return page.attended.guess ? <GuessPage key={page.step} fact={page.attended.guess} lesson={lesson} columns={columns} onGuess={onGuess}/> : null;
		}

		case 'running': {
			const step = model.running.find(({id}) => id === page.step);
			return step ? <RunningPage step={step} now={now} columns={columns} rows={rows}/> : null;
		}

		case 'result': {
			return entry ? <ResultPage entry={entry} model={model} lesson={lesson} columns={columns} rows={rows} now={now}/> : null;
		}

		default: {
			const number = model.chapters.findIndex(({id}) => id === page.chapter) + 1;
			const heading = fill(words.strings.chapterTitle, {number, total: model.chapters.length, title: lesson.title});
			return <LessonPage key={page.step} page={page} lesson={lesson} heading={heading} note={noteOf(situation, words)} columns={columns} rows={rows}/>;
		}
	}
}

/** Questions that come with a lesson, and its page. */
const lessonsOf: Readonly<Record<string, string>> = {welcome: 'preflight', afterwards: 'cleanup'};

function lessonFor(question: string, {lesson}: Words): Lesson | undefined {
	const page = wordsFor(lessonsOf, question);
	return page === undefined ? undefined : lesson(page);
}

/** The line below the command: that one may guess, or what the start waits for. */
function noteOf({phase, canGuess}: Situation, {strings: {page}}: Words): string | undefined {
	return phase === 'waiting' ? page.waiting : (canGuess ? page.guessFirst : undefined);
}
