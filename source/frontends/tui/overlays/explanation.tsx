import {commandLines, useHighlight} from '../text/command.js';
import {useStrings} from '../language.js';
import {Scrolled} from '../text/lines.js';
import {useScroll} from '../text/use-scroll.js';
import {wrap} from '../text/wrap.js';
import {bodyRows, Overlay} from './overlay.js';

/** A piece of a command and the sentence that explains it. */
export type Explanation = {readonly match: string; readonly text: string};

type Props = {
	readonly command: string;
	readonly explanations: readonly Explanation[];
	readonly columns: number;
	readonly rows: number;
	readonly onClose: () => void;
};

const closingKeys = ['e', 'q', 'escape', 'enter'] as const;
const sentence = {first: '  ', rest: '  '};

/** A command, and below it each of its pieces with what that does. */
export function Explanations({command, explanations, columns, rows, onClose}: Props) {
	const {explain} = useStrings();
	const highlight = useHighlight();
	const lines = [
		...commandLines(command, columns, highlight),
		...explanations.flatMap(({match, text}) => [[], ...wrap([{text: match, style: 'code'}], columns), ...wrap([{text}], columns, sentence)]),
	];
	const body = bodyRows(rows);
	const offset = useScroll({total: lines.length, rows: body, closingKeys, onClose});
	return (
		<Overlay title={explain.title} foot={[{text: explain.keys, style: 'quiet'}]} columns={columns} rows={rows}>
			<Scrolled lines={lines} rows={body} columns={columns} offset={offset}/>
		</Overlay>
	);
}
