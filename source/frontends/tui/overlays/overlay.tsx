import type {ReactNode} from 'react';
import {Box} from 'ink';
import {cut} from '../text/cells.js';
import {crop} from '../text/crop.js';
import {Lines} from '../text/lines.js';
import type {Line} from '../text/wrap.js';

type Props = {
	readonly title: string;
	/** The last row: what can be done here. */
	readonly foot: Line;
	readonly columns: number;
	readonly rows: number;
	/** Of `bodyRows` rows at most. */
	readonly children: ReactNode;
};

/** How many rows are left for what is read, when there are this many in all. */
export function bodyRows(rows: number): number {
	return rows - Number(hasTitle(rows)) - Number(hasFoot(rows));
}

const hasTitle = (rows: number) => rows > 2;
const hasFoot = (rows: number) => rows > 1;

/** Something to read in place of the screen: a title, the text, and the keys. */
export function Overlay({title, foot, columns, rows, children}: Props) {
	return (
		<Box flexDirection='column' width={columns}>
			{hasTitle(rows) && <Lines lines={[[{text: cut(title, columns), style: 'strong'}]]}/>}
			{children}
			{hasFoot(rows) && <Lines lines={[crop(foot, 0, columns)]}/>}
		</Box>
	);
}
