import {Box, Text, useIsScreenReaderEnabled} from 'ink';
import prettyBytes from 'pretty-bytes';
import {fill} from '../../../lessons/strings.js';
import {cut, pad, widthOf} from '../text/cells.js';
import {useStrings} from '../language.js';
import {useTheme} from '../theme.js';
import {bar, partOf, scaleStart, type Scale} from './bar.js';

export type BarRow = {
	readonly label: string;
	readonly value: number;
	/** The value in words. */
	readonly text: string;
};

type Props = {
	readonly rows: readonly BarRow[];
	/** The value that fills a bar. */
	readonly max: number;
	readonly scale: Scale;
	readonly columns: number;
	/** How the ends of a logarithmic scale are written. @default as bytes */
	readonly write?: (value: number) => string;
};

/** Two spaces on either side of a bar. */
const gaps = 4;

/** Values as bars, to scale: one row each, and one that tells of a logarithmic scale. */
export function Bars({rows, max, scale, columns, write = prettyBytes}: Props) {
	const {strong, quiet, accent} = useTheme();
	const {bars} = useStrings();
	if (useIsScreenReaderEnabled()) {
		return <Box flexDirection='column'>{rows.map(({label, text}) => <Text key={label}>{label}: {text}</Text>)}</Box>;
	}

	const texts = Math.min(Math.floor(columns * 0.3), Math.max(0, ...rows.map(({text}) => widthOf(text))));
	const labels = Math.min(Math.floor(columns * 0.4), Math.max(0, ...rows.map(({label}) => widthOf(label))));
	const cells = Math.max(0, columns - texts - labels - gaps);
	const start = scaleStart(rows.map(({value}) => value), scale);
	return (
		<Box flexDirection='column' width={columns}>
			{rows.map(({label, value, text}) => (
				<Text key={label} wrap='truncate'>
					<Text {...quiet}>{pad(label, labels)}</Text>
					{'  '}
					<Text {...accent}>{pad(bar(partOf(value, start, max), cells), cells)}</Text>
					{'  '}
					<Text {...strong}>{pad(text, texts, 'start')}</Text>
				</Text>
			))}
			{start > 0 && <Text {...quiet} wrap='truncate'>{cut(fill(bars.logarithmic, {from: write(start), to: write(max)}), columns)}</Text>}
		</Box>
	);
}
