import {Box, Text, type TextProps} from 'ink';
import {fill} from '../../../lessons/strings.js';
import {useStrings} from '../language.js';
import {plainTheme, useTheme, type Theme} from '../theme.js';
import {cut, widthOf} from './cells.js';
import {scrollTo, shownRows} from './scroll.js';
import type {Line, Span} from './wrap.js';

type Props = {readonly lines: readonly Line[]};

/** Each line on exactly one row. They are to be wrapped or cropped already: what is too long is cut. */
export function Lines({lines}: Props) {
	const theme = useTheme();
	return (
		<Box flexDirection='column' flexShrink={0}>
			{lines.map((line, row) => (
				<Box key={row} height={1} flexShrink={0}>
					<Text wrap='truncate'>
						{line.length === 0 ? ' ' : line.map(({text, style}, index) => <Text key={index} {...styleOf(style, theme)}>{text}</Text>)}
					</Text>
				</Box>
			))}
		</Box>
	);
}

function styleOf(style: Span['style'], theme: Theme): TextProps {
	switch (style) {
		case undefined: {
			return {};
		}

		case 'code': {
			return theme.accent;
		}

		case 'found': {
			return theme === plainTheme ? {} : {underline: true};
		}

		case 'match': {
			return theme === plainTheme ? {} : {inverse: true};
		}

		default: {
			return theme[style];
		}
	}
}

type ScrolledProps = Props & {
	/** How many rows it may take at most, with the hint. */
	readonly rows: number;
	readonly columns: number;
	/** The first line to show. */
	readonly offset: number;
};

/** As many lines as there are rows for, and how many more there are above and below. */
export function Scrolled({lines, rows, columns, offset}: ScrolledProps) {
	const first = scrollTo(offset, 0, lines.length, rows);
	const end = first + shownRows(lines.length, rows);
	const shown = lines.slice(first, end);
	return (
		<Box flexDirection='column' flexShrink={0}>
			<Lines lines={shown}/>
			{shown.length < lines.length && rows > 1 && <More above={first} below={lines.length - end} columns={columns}/>}
		</Box>
	);
}

type MoreProps = {
	/** How many rows are out of sight. */
	readonly above: number;
	readonly below: number;
	readonly columns: number;
};

/** How much more there is: one row, at its right end. */
export function More({above, below, columns}: MoreProps) {
	const {prose} = useStrings();
	const hidden = [{text: prose.above, count: above}, {text: prose.below, count: below}];
	const hint = cut(hidden.filter(({count}) => count > 0).map(({text, count}) => fill(text, {count})).join('  '), columns);
	return <Lines lines={[[{text: ' '.repeat(columns - widthOf(hint))}, {text: hint, style: 'quiet'}]]}/>;
}
