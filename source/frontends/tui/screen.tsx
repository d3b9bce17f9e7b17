import {ThemeProvider} from '@inkjs/ui';
import {Box, Static, Text} from 'ink';
import {numberRows} from '../facts.js';
import {Chapters} from './chapters.js';
import {Header} from './header.js';
import {fit, rowsOf, type TerminalSize} from './layout.js';
import {talkingStep} from './model.js';
import {Numbers} from './numbers.js';
import {Question} from './question.js';
import {Entry} from './record.js';
import {RunningStep} from './running.js';
import type {View} from './store.js';
import {ThemeContext, widgetTheme, type Theme} from './theme.js';

type Props = {
	readonly view: View;
	readonly size: TerminalSize;
	readonly now: number | undefined;
	readonly theme: Theme;
	/** The record is printed anew each time that this changes. */
	readonly repaints: number;
};

const outputRows = 6;
const messageRows = 5;
/** Wider than any terminal, so that the terminal wraps the record's lines and not Ink: a command that is copied from there stays one line. */
const recordColumns = 1000;

/** The record of what is finished, which scrolls away, and below it what is going on, which is painted over. */
export function Screen({view, size, now, theme, repaints}: Props) {
	const {record, outcome} = view.model;
	return (
		<ThemeContext.Provider value={theme}>
			<ThemeProvider theme={widgetTheme(theme)}>
				<Static key={repaints} items={[...record]} style={{width: recordColumns}}>{(entry, index) => <Entry key={index} entry={entry}/>}</Static>
				{outcome ? null : <Present view={view} size={size} now={now} theme={theme}/>}
			</ThemeProvider>
		</ThemeContext.Provider>
	);
}

/** What is going on; always lower than the terminal. */
function Present({view: {model, question, isStopping}, size: {columns, rows}, now, theme: {quiet, caution}}: Omit<Props, 'repaints'>) {
	const {target, directory, chapters, running, facts, warning} = model;
	const talking = talkingStep(model);
	const numbers = numberRows(facts);
	const room = fit({
		hint: 1,
		choices: question?.choices.length ?? 0,
		message: question ? Math.min(messageRows, rowsOf(question.message, columns)) : 0,
		chapters: 1,
		steps: running.length,
		header: 1,
		warning: warning ? 1 : 0,
		commands: running.filter(({command}) => command).length,
		rule: 1,
		numbers: numbers.length,
		output: Math.min(outputRows, talking?.lines.length ?? 0),
	}, rows);
	const commanded = new Set(running.filter(({command}) => command).slice(0, room.commands));
	return (
		// Where a wide character stands across the edge, Ink's truncated texts are one column too long: the padding takes it.
		<Box flexDirection='column' paddingRight={1}>
			{room.rule > 0 && <Text {...quiet} wrap='truncate'>{'─'.repeat(columns - 1)}</Text>}
			{room.header > 0 && <Header target={target} directory={directory}/>}
			{room.chapters > 0 && <Chapters chapters={chapters}/>}
			{running.slice(0, room.steps).map(step => (
				<RunningStep key={step.id} step={step} now={now} hasCommand={commanded.has(step)} lines={step === talking && room.output > 0 ? step.lines.slice(-room.output) : []}/>
			))}
			{room.numbers > 0 && <Numbers rows={numbers.slice(-room.numbers)}/>}
			{room.warning > 0 && <Text {...caution} wrap='truncate'>Warning: {warning}</Text>}
			{question && <Question question={question} messageRows={room.message} choiceRows={room.choices}/>}
			{room.hint > 0 && (isStopping ? <Text {...caution} wrap='truncate'>Stopping…</Text> : <Text {...quiet} wrap='truncate'>Ctrl-C stops; what is done stays done.</Text>)}
		</Box>
	);
}
