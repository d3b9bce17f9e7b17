import {Text, useIsScreenReaderEnabled} from 'ink';
import figures from 'figures';
import prettyBytes from 'pretty-bytes';
import {fill, type Strings} from '../../../lessons/strings.js';
import {printable} from '../../printable.js';
import {pad, widthOf} from '../text/cells.js';
import {useStrings} from '../language.js';
import {useTheme} from '../theme.js';
import {bar} from './bar.js';

/** What one row tells of. */
export type Listed = {
	readonly name: string;
	readonly bytes: number;
	readonly files: number;
	/** What stands before the name, in one cell; rows without one begin with the name. */
	readonly mark?: string;
	/** Whether it can be opened. */
	readonly opens?: boolean;
};

/** How many cells each part of a row takes, the same in all rows of a list. */
export type RowWidths = {readonly name: number; readonly bar: number; readonly percent: number; readonly size: number; readonly files: number};

/** Names leave a bar at least so many cells in a wide terminal; in others it is drawn where they need less room. */
const columnsForBar = 72;
const usualBar = 14;
const shortestBar = 6;
const longestBar = 24;
const gap = '  ';

const filesText = (files: number, strings: Strings['contents']) => files === 1 ? strings.file : fill(strings.files, {count: files.toLocaleString('en')});

/** Fits the parts of a list's rows into a width; the names take what is left. */
export function rowWidths(rows: readonly Listed[], strings: Strings['contents'], columns: number): RowWidths {
	const widest = (texts: readonly string[]) => Math.max(0, ...texts.map(text => widthOf(text)));
	const percent = '100 %'.length;
	const size = widest(rows.map(({bytes}) => prettyBytes(bytes)));
	const files = widest(rows.map(each => filesText(each.files, strings)));
	const marks = (rows.some(({mark}) => mark !== undefined) ? 2 : 0) + (rows.some(({opens}) => opens !== undefined) ? 2 : 0);
	const names = widest(rows.map(({name}) => printable(name)));
	const left = columns - marks - percent - size - files - (3 * gap.length);
	const forBar = Math.min(longestBar, Math.max(left - names - gap.length, columns < columnsForBar ? 0 : usualBar));
	const barCells = forBar < shortestBar ? 0 : forBar;
	const forName = left - (barCells > 0 ? barCells + gap.length : 0);
	return {name: Math.max(0, Math.min(forName, names)), bar: barCells, percent, size, files};
}

type Props = Listed & {
	readonly isChosen?: boolean;
	/** The bytes that are 100 %. */
	readonly whole: number;
	readonly widths: RowWidths;
};

/** One thing in an archive: its name, its share of the whole, its size, its files. */
export function ContentsRow({name, bytes, files, mark, opens, isChosen = false, whole, widths}: Props) {
	const {strong, quiet, accent} = useTheme();
	const {contents: strings} = useStrings();
	const isScreenReader = useIsScreenReaderEnabled();
	const part = whole > 0 ? bytes / whole : 0;
	const percent = `${part > 0 && part < 0.01 ? '<1' : Math.round(part * 100)} %`;
	if (isScreenReader) {
		return <Text>{printable(name)}: {prettyBytes(bytes)}, {percent}, {filesText(files, strings)}</Text>;
	}

	return (
		<Text wrap='truncate'>
			{mark !== undefined && <Text {...accent}>{mark} </Text>}
			<Text {...(isChosen ? accent : {})}>{pad(printable(name), widths.name, 'end', 'ends')}</Text>
			{opens !== undefined && <Text {...accent}> {opens ? figures.triangleRightSmall : ' '}</Text>}
			{widths.bar > 0 && <Text {...accent}>{gap}{pad(bar(part, widths.bar), widths.bar)}</Text>}
			<Text {...quiet}>{gap}{pad(percent, widths.percent, 'start')}</Text>
			<Text {...strong}>{gap}{pad(prettyBytes(bytes), widths.size, 'start')}</Text>
			<Text {...quiet}>{gap}{pad(filesText(files, strings), widths.files, 'start')}</Text>
		</Text>
	);
}
