import {isApart, type Block} from '../../../lessons/prose.js';
import {wrap, type Line} from './wrap.js';

const bullet = {first: '• ', rest: '  '};

/** A lesson's text as rows; its blocks stand one empty row apart. */
export function proseLines(blocks: readonly Block[], columns: number): readonly Line[] {
	return blocks.flatMap(({kind, pieces}, index) => [
		...(isApart(blocks, index) ? [[]] : []),
		...(kind === 'item' ? wrap(pieces, columns, bullet) : wrap(pieces, columns)),
	]);
}
