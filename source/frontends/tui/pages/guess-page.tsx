import {useState} from 'react';
import {Box, Text} from 'ink';
import type {FactId} from '../../../engine/events.js';
import type {Lesson} from '../../../lessons/lesson.js';
import {wordsFor} from '../../../lessons/strings.js';
import {readGuess} from '../../guess.js';
import {useStrings} from '../language.js';
import {LineInput} from '../text/line-input.js';
import {useTheme} from '../theme.js';

type Props = {
	readonly fact: FactId;
	readonly lesson: Lesson;
	readonly columns: number;
	/** A text that can be read as a guess, or an empty one. */
	readonly onGuess: (text: string) => void;
};

/** Asks what the person expects before it is measured. */
export function GuessPage({fact, lesson, columns, onGuess}: Props) {
	const {strong, quiet, bad} = useTheme();
	const {guess: words} = useStrings();
	const [text, setText] = useState('');
	const isWrong = text.trim() !== '' && readGuess(text, fact) === undefined;
	const submit = (entered: string) => {
		if (entered.trim() === '' || readGuess(entered, fact) !== undefined) {
			onGuess(entered.trim());
		}
	};

	return (
		<Box flexDirection='column' gap={1}>
			<Text {...quiet} wrap='truncate'>{lesson.title}</Text>
			<Text {...strong}>{wordsFor(words, fact) ?? fact}</Text>
			<LineInput columns={columns} onChange={setText} onSubmit={submit}/>
			<Box flexDirection='column'>
				<Text {...(isWrong ? bad : quiet)}>{isWrong ? `${words.wrong} ` : ''}{fact.endsWith('.ms') ? words.ms : words.B}</Text>
				<Text {...quiet}>{words.skip}</Text>
			</Box>
		</Box>
	);
}
