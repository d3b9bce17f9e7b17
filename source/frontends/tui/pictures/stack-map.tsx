import {Box, Text, useIsScreenReaderEnabled} from 'ink';
import {fill} from '../../../lessons/strings.js';
import {cut} from '../text/cells.js';
import {useStrings} from '../language.js';
import {useTheme} from '../theme.js';
import {StackBox} from './stack-box.js';
import {shortArn, track} from './stack-map-track.js';

type Props = {
	/** The names of the two stacks. */
	readonly layerStack: string;
	readonly functionStack: string;
	readonly layerName?: string | undefined;
	/** The layer version's ARN. */
	readonly arn: string;
	readonly columns: number;
	/** How far the ARN has come from one stack to the other, from 0 to 1. */
	readonly progress: number;
};

/** From this width on the boxes stand side by side; narrower, one above the other. */
const columnsForTwo = 72;
const gap = 4;
/** How far from the edges the line between the boxes starts and ends. */
const inset = 4;

/** The two stacks, and how the layer's ARN comes from the output of one into the other: 8 rows, 12 where it is narrow. */
export function StackMap({layerStack, functionStack, layerName, arn, columns, progress}: Props) {
	const {quiet, accent, strong, good} = useTheme();
	const {map} = useStrings();
	if (useIsScreenReaderEnabled()) {
		return <Text>{fill(map.told, {layerStack, functionStack, arn})}</Text>;
	}

	const isWide = columns >= columnsForTwo;
	const width = isWide ? Math.floor((columns - gap) / 2) : columns;
	const inside = width - 4;
	const isThere = progress >= 1;
	const heading = (title: string, stack: string) => isWide ? [title, fill(map.stack, {stack})] : [`${title} · ${fill(map.stack, {stack})}`];
	const line = columns - (2 * inset) - 2;
	// It takes at most half of the line, so that it is seen to move.
	const {behind, traveller, ahead} = track(shortArn(arn, Math.floor(line / 2) - 2), line, progress);
	const margin = ' '.repeat(inset);
	const turn = isWide ? '└┘' : '└┐';
	const ends = <Text wrap='truncate' {...quiet}>{margin}{isWide ? '│' : ' '}{' '.repeat(Math.max(0, line))}{isWide ? '↑' : '↓'}</Text>;
	const way = (
		<Text wrap='truncate'>
			<Text {...quiet}>{margin}{turn[0]}{behind}</Text>
			<Text {...accent}>{traveller}</Text>
			<Text {...quiet}>{ahead}{turn[1]}</Text>
		</Text>
	);
	const layerBox = (
		<StackBox
			width={width}
			style={quiet}
			heading={heading(layerName === undefined ? map.layer : fill(map.namedLayer, {name: layerName}), layerStack)}
			port={map.output}
			value={<Text {...strong}>{shortArn(arn, inside)}</Text>}
		/>
	);
	const functionBox = (
		<StackBox
			width={width}
			style={isThere ? good : quiet}
			heading={heading(map.function, functionStack)}
			port='functions.hello.layers:'
			value={isThere ? <Text {...good}>- {shortArn(arn, inside - 2)}</Text> : <Text {...quiet}>{cut(map.waiting, inside)}</Text>}
		/>
	);
	return (
		<Box flexDirection='column' width={columns}>
			{isWide
				? <><Box columnGap={columns - (2 * width)}>{layerBox}{functionBox}</Box>{ends}{way}</>
				: <>{layerBox}{way}{ends}{functionBox}</>}
		</Box>
	);
}
