import {useState} from 'react';
import {Box, Text} from 'ink';
import figures from 'figures';
import prettyBytes from 'pretty-bytes';
import type {Contents} from '../../../engine/findings.js';
import {printable} from '../../printable.js';
import {cut} from '../text/cells.js';
import {useKeys} from '../keyboard.js';
import {useStrings} from '../language.js';
import {useTheme} from '../theme.js';
import {entrance, isFolder, moved, rest, trail, type Move} from './contents-browser.js';
import {largestOf} from './contents-largest.js';
import {ContentsRow, rowWidths} from './contents-row.js';

type LargestProps = {
	readonly contents: Contents;
	readonly columns: number;
};

/** As many things as a person takes in at a glance. */
const glance = 5;

/** The five largest things in an archive, one row each. */
export function Largest({contents, columns}: LargestProps) {
	const {contents: strings} = useStrings();
	const members = largestOf(contents, glance);
	const widths = rowWidths(members, strings, columns);
	return (
		<Box flexDirection='column' width={columns}>
			{members.map(member => <ContentsRow key={member.name} {...member} whole={contents.bytes} widths={widths}/>)}
		</Box>
	);
}

type BrowserProps = LargestProps & {
	readonly rows: number;
	readonly onClose: () => void;
};

/** The largest things in an archive, to walk through with the arrow keys: where one is, what is there, and the keys. */
export function ContentsBrowser({contents, columns, rows, onClose}: BrowserProps) {
	const {strong, quiet} = useTheme();
	const {contents: strings} = useStrings();
	const [place, setPlace] = useState(entrance);
	useKeys(stroke => {
		const move = moves[stroke];
		if (stroke === 'escape' || stroke === 'z' || stroke === 'q') {
			onClose();
		} else if (move) {
			setPlace(before => moved(contents, before, move));
		}
	});

	const folders = trail(contents, place);
	const folder = folders.at(-1) ?? contents;
	const left = rest(folder);
	const listed = [
		...folder.members.map((member, index) => ({...member, mark: index === place.chosen ? figures.pointer : ' ', opens: isFolder(member)})),
		...left ? [{...left, name: strings.rest, mark: ' ', opens: false}] : [],
	];
	const hasKeys = rows > 3;
	const room = Math.max(0, rows - (hasKeys ? 2 : 1));
	const first = Math.max(0, place.chosen - room + 1);
	const widths = rowWidths(listed, strings, columns);
	return (
		<Box flexDirection='column' width={columns}>
			<Text {...strong} wrap='truncate'>{cut(folders.map(({name}) => printable(name)).join(` ${figures.pointerSmall} `), columns - 10, 'end')}  {prettyBytes(folder.bytes)}</Text>
			{listed.slice(first, first + room).map((row, index) => (
				<Box key={row.name} aria-state={{selected: first + index === place.chosen}}>
					<ContentsRow {...row} isChosen={first + index === place.chosen} whole={contents.bytes} widths={widths}/>
				</Box>
			))}
			{hasKeys && <Text {...quiet} wrap='truncate'>{strings.keys}</Text>}
		</Box>
	);
}

const moves: Readonly<Record<string, Move>> = {up: 'up', down: 'down', right: 'open', enter: 'open', left: 'leave', backspace: 'leave'};
