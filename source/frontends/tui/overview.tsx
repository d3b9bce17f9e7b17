import {Box, Text} from 'ink';
import {fill} from '../../lessons/strings.js';
import {numberRows} from '../facts.js';
import {Chapters} from './chapters.js';
import {Header} from './header.js';
import {useStrings} from './language.js';
import {fit, type TerminalSize} from './layout.js';
import {talkingStep, type Model} from './model.js';
import {Numbers} from './numbers.js';
import {RunningStep} from './running.js';
import {useTheme} from './theme.js';

type Props = {
	readonly model: Model;
	readonly size: TerminalSize;
	readonly now: number | undefined;
	readonly isStopping: boolean;
};

const outputRows = 6;

/** A run that one looks on: what is going on, always lower than the terminal. */
export function Overview({model, size: {columns, rows}, now, isStopping}: Props) {
	const {quiet, caution} = useTheme();
	const strings = useStrings();
	const {chapters, running, facts, warning} = model;
	const talking = talkingStep(model);
	const numbers = numberRows(facts, strings);
	const room = fit({
		hint: 1,
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
		<Box flexDirection='column'>
			{room.rule > 0 && <Text {...quiet} wrap='truncate'>{'─'.repeat(columns - 1)}</Text>}
			{room.header > 0 && <Header model={model}/>}
			{room.chapters > 0 && <Chapters chapters={chapters}/>}
			{running.slice(0, room.steps).map(step => (
				<RunningStep key={step.id} step={step} now={now} hasCommand={commanded.has(step)} lines={step === talking && room.output > 0 ? step.lines.slice(-room.output) : []}/>
			))}
			{room.numbers > 0 && <Numbers rows={numbers.slice(-room.numbers)}/>}
			{room.warning > 0 && <Text {...caution} wrap='truncate'>{fill(strings.record.warning, {message: warning ?? ''})}</Text>}
			{room.hint > 0 && (isStopping ? <Text {...caution} wrap='truncate'>{strings.stopping}</Text> : <Text {...quiet} wrap='truncate'>{strings.keys.stop}</Text>)}
		</Box>
	);
}
