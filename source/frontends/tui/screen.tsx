import {Box, Static} from 'ink';
import {useState, type ReactNode} from 'react';
import type {Strings} from '../../lessons/strings.js';
import {StringsContext} from './language.js';
import {isLookingOn} from './journey.js';
import type {RecordEntry} from './model.js';
import {Entry} from './record.js';
import type {View} from './store.js';
import {ThemeContext, type Theme} from './theme.js';
import type {Repaints} from './use-repaints.js';

type Props = {
	readonly view: View;
	readonly strings: Strings;
	readonly theme: Theme;
	readonly repaints: Repaints;
	readonly children: ReactNode;
};

/** Wider than any terminal, so that the terminal wraps the record's lines and not Ink: a command that is copied from there stays one line. */
const recordColumns = 1000;

/** How many entries of the record are told again after the screen was emptied. */
const toldAgain = 5;

/** The record of what is finished, which scrolls away, and below it what is going on, which is painted over. */
export function Screen({view: {model, journey}, strings, theme, repaints, children}: Props) {
	const told = model.record.slice(0, journey.told);
	const [printed, setPrinted] = useState({count: 0, from: 0});
	if (printed.count !== repaints.count) {
		// What stood on the screen is told again; a page fills it, so that there nothing of the record did.
		setPrinted({count: repaints.count, from: isLookingOn(journey) ? Math.max(0, told.length - toldAgain) : told.length});
	}

	const items = told.map((entry, index) => ({entry, chapterBefore: chapterBefore(told, index), isLast: index === told.length - 1})).slice(printed.from);
	return (
		<StringsContext.Provider value={strings}>
			<ThemeContext.Provider value={theme}>
				<Static key={printed.count} items={items} style={{width: recordColumns}}>
					{({isLast, ...item}, index) => (
						// An empty row keeps what is told apart from what is painted below it.
						<Box key={index} marginBottom={isLast ? 1 : 0}><Entry {...item}/></Box>
					)}
				</Static>
				{/* Where a wide character stands across the edge, Ink's truncated texts are one column too long: the padding takes it. */}
				<Box flexDirection='column' paddingRight={1}>{repaints.isBlank ? null : children}</Box>
			</ThemeContext.Provider>
		</StringsContext.Provider>
	);
}

function chapterBefore(record: readonly RecordEntry[], index: number): string | undefined {
	const step = record.slice(0, index).findLast(entry => entry.kind === 'step');
	return step?.kind === 'step' ? step.chapter : undefined;
}
