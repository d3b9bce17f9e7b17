import {Box, Text, useIsScreenReaderEnabled} from 'ink';
import {pad, widthOf} from '../text/cells.js';
import {useStrings} from '../language.js';
import {useTheme, type Theme} from '../theme.js';
import {latestEvents, newestEvents, progressOf, shortType, type Progress} from './stack-events.js';

type Props = {
	/** All that the deploy has printed. */
	readonly lines: readonly string[];
	readonly columns: number;
	readonly rows: number;
};

const marks: Readonly<Record<Progress, {readonly mark: string; readonly style: keyof Theme}>> = {
	running: {mark: '●', style: 'accent'},
	done: {mark: '✓', style: 'good'},
	failed: {mark: '✗', style: 'bad'},
};

const gap = '  ';

/** How far each resource of a stack is, one row each; what changed last is always among them. */
export function StackEvents({lines, columns, rows}: Props) {
	const theme = useTheme();
	const {events: strings} = useStrings();
	const isScreenReader = useIsScreenReaderEnabled();
	const events = newestEvents(latestEvents(lines), rows);
	if (isScreenReader) {
		return <Box flexDirection='column'>{events.map(event => <Text key={`${event.type} ${event.resource}`}>{shortType(event)} {event.resource}: {strings[progressOf(event)]}</Text>)}</Box>;
	}

	const widest = (texts: readonly string[]) => Math.max(0, ...texts.map(text => widthOf(text)));
	const types = Math.min(widest(events.map(event => shortType(event))), Math.floor(columns * 0.4));
	const statuses = widest(events.map(({status}) => status));
	const resources = widest(events.map(({resource}) => resource));
	const left = columns - 2 - types - gap.length;
	// Resources' names come first: where they leave no room, the mark alone tells the status.
	const hasStatus = left - gap.length - statuses >= Math.min(resources, columns * 0.4);
	const names = Math.max(0, Math.min(resources, hasStatus ? left - gap.length - statuses : left));
	return (
		<Box flexDirection='column' width={columns}>
			{events.map(event => {
				const {mark, style} = marks[progressOf(event)];
				return (
					<Text key={`${event.type} ${event.resource}`} wrap='truncate'>
						<Text {...theme[style]}>{mark} </Text>
						<Text {...theme.quiet}>{pad(shortType(event), types)}</Text>
						{gap}{pad(event.resource, names, 'end', 'ends')}
						{hasStatus && <Text {...theme[style]}>{gap}{event.status}</Text>}
					</Text>
				);
			})}
		</Box>
	);
}
