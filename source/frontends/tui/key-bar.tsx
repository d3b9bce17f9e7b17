import {Box, Text} from 'ink';
import stringWidth from 'string-width';
import {useTheme} from './theme.js';

export type KeyHint = {readonly key: string; readonly text: string};

type Props = {
	readonly hints: readonly KeyHint[];
	readonly columns: number;
	/** At most so many rows; what does not fit is left to `?`. */
	readonly rows: number;
};

const between = ' · ';

/** The keys that do something now. */
export function KeyBar({hints, columns, rows}: Props) {
	const {strong, quiet} = useTheme();
	return (
		<Box flexDirection='column'>
			{hintRows(hints, columns, rows).map(row => (
				<Text key={row[0]?.key} wrap='truncate'>
					{row.map(({key, text}, index) => <Text key={key}>{index === 0 ? '' : <Text {...quiet}>{between}</Text>}<Text {...strong}>{key}</Text> <Text {...quiet}>{text}</Text></Text>)}
				</Text>
			))}
		</Box>
	);
}

/** The hints in rows that are not wider than the terminal. */
export function hintRows(hints: readonly KeyHint[], columns: number, rows: number): ReadonlyArray<readonly KeyHint[]> {
	const filled: KeyHint[][] = [];
	let left = 0;
	for (const hint of hints) {
		const width = stringWidth(`${hint.key} ${hint.text}`);
		if (filled.length === 0 || left < width + between.length) {
			if (filled.length === rows) {
				break;
			}

			filled.push([hint]);
			left = columns - width;
		} else {
			filled.at(-1)?.push(hint);
			left -= width + between.length;
		}
	}

	return filled;
}
