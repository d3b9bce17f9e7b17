import {useReducer} from 'react';
import {Box, Text} from 'ink';
import {useKeys} from '../keyboard.js';
import {useTheme} from '../theme.js';

export type Choice = {readonly value: string; readonly label: string};

type Props = {
	readonly choices: readonly Choice[];
	readonly onChoose: (value: string) => void;
};

const moves: Readonly<Record<string, number>> = {up: -1, k: -1, down: 1, j: 1};

/** Choices one a row: arrow keys move, Enter takes. */
export function ChoiceList({choices, onChoose}: Props) {
	const {accent} = useTheme();
	const [at, move] = useReducer((from: number, delta: number) => Math.max(0, Math.min(choices.length - 1, from + delta)), 0);
	useKeys(stroke => {
		const chosen = choices[at];
		if (stroke === 'enter' && chosen) {
			onChoose(chosen.value);
		} else {
			move(moves[stroke] ?? 0);
		}
	});
	return (
		<Box flexDirection='column' flexShrink={0}>
			{choices.map(({value, label}, index) => (
				<Text key={value} {...(index === at ? accent : {})} wrap='truncate'>{index === at ? '❯' : ' '} {label}</Text>
			))}
		</Box>
	);
}
