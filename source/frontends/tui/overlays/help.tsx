import {useStrings} from '../language.js';
import {Scrolled} from '../text/lines.js';
import {useScroll} from '../text/use-scroll.js';
import {bodyRows, Overlay} from './overlay.js';
import {helpLines, type KeyHelp} from './help-lines.js';

type Props = {
	readonly keys: readonly KeyHelp[];
	readonly columns: number;
	readonly rows: number;
	readonly onClose: () => void;
};

const closingKeys = ['?', 'q', 'escape', 'enter'] as const;

/** All keys and what they do. */
export function Help({keys, columns, rows, onClose}: Props) {
	const {explain} = useStrings();
	const lines = helpLines(keys, columns);
	const body = bodyRows(rows);
	const offset = useScroll({total: lines.length, rows: body, closingKeys, onClose});
	return (
		<Overlay title={explain.helpTitle} foot={[{text: explain.helpKeys, style: 'quiet'}]} columns={columns} rows={rows}>
			<Scrolled lines={lines} rows={body} columns={columns} offset={offset}/>
		</Overlay>
	);
}
