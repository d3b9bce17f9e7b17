import {Box, Text} from 'ink';
import {Select} from '@inkjs/ui';
import type {OpenQuestion} from './questions.js';
import {useTheme} from './theme.js';

type Props = {
	readonly question: OpenQuestion;
	/** How many rows the message and the choices may take. */
	readonly messageRows: number;
	readonly choiceRows: number;
};

/** What is asked, and the choices: arrow keys move, Enter chooses. */
export function Question({question: {key, message, choices, choose}, messageRows, choiceRows}: Props) {
	const {strong} = useTheme();
	return (
		<Box flexDirection='column'>
			<Box height={messageRows} overflow='hidden'><Text {...strong}>{message}</Text></Box>
			{choiceRows > 0 && <Select key={key} visibleOptionCount={choiceRows} options={[...choices]} onChange={choose}/>}
		</Box>
	);
}
