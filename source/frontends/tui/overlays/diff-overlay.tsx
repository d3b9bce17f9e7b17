import {Box} from 'ink';
import {useStrings} from '../language.js';
import {scrollTo} from '../text/scroll.js';
import {serviceDiffRows, type DiffNote} from '../pictures/service-diff-rows.js';
import {DiffRows} from '../pictures/service-diff.js';
import {useScroll} from '../text/use-scroll.js';
import {bodyRows, Overlay} from './overlay.js';

type Props = {
	readonly lines: readonly string[];
	readonly notes: readonly DiffNote[];
	readonly columns: number;
	readonly rows: number;
	readonly onClose: () => void;
};

const closingKeys = ['d', 'q', 'escape', 'enter'] as const;

/** All that was changed in a file, with its notes. */
export function DiffOverlay({lines, notes, columns, rows, onClose}: Props) {
	const {explain, steps} = useStrings();
	const all = serviceDiffRows(lines, notes, columns);
	const body = bodyRows(rows);
	const offset = useScroll({total: all.length, rows: body, closingKeys, onClose});
	const first = scrollTo(offset, 0, all.length, body);
	return (
		<Overlay title={steps['use.attach']} foot={[{text: explain.keys, style: 'quiet'}]} columns={columns} rows={rows}>
			<Box height={Math.min(body, all.length)} overflow='hidden'><DiffRows rows={all.slice(first, first + body)}/></Box>
		</Overlay>
	);
}
