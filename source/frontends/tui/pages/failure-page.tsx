import {Box, Text} from 'ink';
import {fill, wordsFor} from '../../../lessons/strings.js';
import {Command} from '../text/command.js';
import type {OpenQuestion} from '../conversation.js';
import {useStrings} from '../language.js';
import type {RunningStep} from '../model.js';
import {Output} from '../output.js';
import {ChoiceList} from '../text/choice-list.js';
import {Lines} from '../text/lines.js';
import {useTheme} from '../theme.js';
import {stepTitle} from '../words.js';
import {wrap} from '../text/wrap.js';

type Props = {
	readonly question: OpenQuestion;
	readonly step: RunningStep | undefined;
	readonly columns: number;
	readonly rows: number;
	readonly onOpenLog: () => void;
};

/** A failure as a lesson: the command, the cause in a sentence, what to try, the last words of the tool, and the ways on. */
export function FailurePage({question, step, columns, rows, onOpenLog}: Props) {
	const {bad, strong, quiet} = useTheme();
	const strings = useStrings();
	const {failure: words, choices} = strings;
	const {message = '', tryThis, command} = question.failure ?? {};
	const options = ['retry', ...(step ? ['log'] : []), 'stop'].map(value => ({value, label: wordsFor(choices, value) ?? value}));
	// The ways on are always there; cause and cure share what is left.
	const room = Math.max(0, rows - 1 - (command ? 3 : 0) - 2 - options.length);
	const cure = tryThis ? wrap([{text: `${words.try}: `, style: 'strong'}, {text: tryThis}], columns).slice(0, Math.min(4, Math.floor(room / 2))) : [];
	const cause = wrap([{text: `${words.cause}: `, style: 'strong'}, {text: message}], columns).slice(0, Math.min(5, room - cure.length));
	const left = room - cause.length - cure.length;
	return (
		<Box flexDirection='column' height={rows} overflow='hidden'>
			<Text {...bad} wrap='truncate'>✗ {fill(words.title, {step: step ? stepTitle(strings, step.id, step.title) : question.step ?? ''})}</Text>
			{command && <Box height={3} overflow='hidden' paddingLeft={2}><Command command={command} columns={columns - 2}/></Box>}
			<Lines lines={cause}/>
			<Lines lines={cure}/>
			{left > 0 && step?.lines.slice(-left).map((line, index) => <Box key={index} gap={1} height={1}><Box flexShrink={0}><Text {...quiet}>│</Text></Box><Output line={line}/></Box>)}
			<Text> </Text>
			<Text {...strong} wrap='truncate'>{words.ask}</Text>
			<ChoiceList key={question.key} choices={options} onChoose={value => {
				if (value === 'log') {
					onOpenLog();
				} else {
					question.answer(value);
				}
			}}/>
		</Box>
	);
}
