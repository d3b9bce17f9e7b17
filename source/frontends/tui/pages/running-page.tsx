import {Box, Text} from 'ink';
import {fill} from '../../../lessons/strings.js';
import {Command, commandLines} from '../text/command.js';
import {running as since} from '../duration.js';
import {useStrings} from '../language.js';
import type {RunningStep} from '../model.js';
import {Output} from '../output.js';
import {StackEvents} from '../pictures/stack-events-list.js';
import {stackEvent} from '../pictures/stack-events.js';
import {spinnerAt} from '../status.js';
import {useTheme} from '../theme.js';
import {stepTitle} from '../words.js';

type Props = {
	readonly step: RunningStep;
	/** Undefined: time is not shown. */
	readonly now: number | undefined;
	readonly columns: number;
	readonly rows: number;
};

/** A step at work: its command, what it prints, and of a deploy what becomes of each resource. */
export function RunningPage({step: {id, title, command, startedAt, lines}, now, columns, rows}: Props) {
	const {strong, quiet, accent} = useTheme();
	const strings = useStrings();
	const texts = lines.map(({text}) => text);
	const events = texts.filter(text => stackEvent(text));
	const above = 2 + (command ? commandLines(command, columns - 2).length : 0);
	const left = Math.max(0, rows - above);
	const eventRows = events.length > 0 ? Math.max(1, Math.ceil(left / 2)) : 0;
	const said = lines.filter(({text}) => !stackEvent(text)).slice(-Math.max(1, left - eventRows));
	return (
		<Box flexDirection='column' height={rows} overflow='hidden'>
			<Text wrap='truncate'>
				{now !== undefined && <Text {...accent}>{spinnerAt(now)} </Text>}
				<Text {...strong}>{stepTitle(strings, id, title)}</Text>
				{now !== undefined && <Text {...quiet}>  {fill(strings.page.running, {time: since(now - startedAt)})}</Text>}
			</Text>
			{command && <Box paddingLeft={2}><Command command={command} columns={columns - 2}/></Box>}
			<Text> </Text>
			{eventRows > 0 && <StackEvents lines={events} columns={columns} rows={eventRows}/>}
			{said.map((line, index) => <Output key={index} line={line}/>)}
		</Box>
	);
}
