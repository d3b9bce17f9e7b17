import type {Lesson} from '../../../lessons/lesson.js';
import {useStrings} from '../language.js';
import {Scrolled} from '../text/lines.js';
import {proseLines} from '../text/prose.js';
import {useScroll} from '../text/use-scroll.js';
import {bodyRows, Overlay} from './overlay.js';

type Props = {
	readonly lesson: Lesson;
	readonly columns: number;
	readonly rows: number;
	readonly onClose: () => void;
};

const closingKeys = ['l', 'q', 'escape', 'enter'] as const;

/** A lesson that was read before, without its command. */
export function LessonAgain({lesson: {title, prose}, columns, rows, onClose}: Props) {
	const {explain} = useStrings();
	const lines = proseLines(prose, columns);
	const shown = bodyRows(rows);
	const offset = useScroll({total: lines.length, rows: shown, closingKeys, onClose});
	return (
		<Overlay title={title} foot={[{text: explain.keys, style: 'quiet'}]} columns={columns} rows={rows}>
			<Scrolled lines={lines} rows={shown} columns={columns} offset={offset}/>
		</Overlay>
	);
}
