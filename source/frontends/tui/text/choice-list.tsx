import {useRef, useState} from 'react';
import {Box, Text} from 'ink';
import {useKeys} from '../keyboard.js';
import {useTheme} from '../theme.js';

export type Choice = {readonly value: string; readonly label: string};

type Props = {
	readonly choices: readonly Choice[];
	readonly onChoose: (value: string) => void;
};

const moves: Readonly<Record<string, number>> = {up: -1, k: -1, down: 1, j: 1};

/** More would not fit on a small terminal's page. */
const shown = 8;

/** Choices one a row: arrow keys move, Enter takes. Of many some are shown, those around the one that is chosen. */
export function ChoiceList({choices, onChoose}: Props) {
	const {accent} = useTheme();
	const [at, setAt] = useState(0);
	// Where the last key led, which may not be painted yet: several keys can come at once, and Enter must take what they lead to.
	const now = useRef(0);
	useKeys(stroke => {
		const chosen = choices[now.current];
		if (stroke === 'enter' && chosen) {
			onChoose(chosen.value);
		} else {
			now.current = Math.max(0, Math.min(choices.length - 1, now.current + (moves[stroke] ?? 0)));
			setAt(now.current);
		}
	});
	const first = Math.max(0, Math.min(at - Math.floor(shown / 2), choices.length - shown));
	/** True at an edge beyond which there are others. */
	const isMore = (index: number) => (index === 0 && first > 0) || (index === shown - 1 && first + shown < choices.length);
	const window = choices.slice(first, first + shown);
	return (
		<Box flexDirection='column' flexShrink={0}>
			{window.map(({value, label}, index) => (
				<Text key={value} {...(first + index === at ? accent : {})} wrap='truncate'>{first + index === at ? '❯' : (isMore(index) ? '…' : ' ')} {label}</Text>
			))}
		</Box>
	);
}
