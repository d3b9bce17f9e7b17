import {useLayoutEffect, useRef, useState, type ReactNode} from 'react';
import {Box, measureElement, type DOMElement} from 'ink';
import {More} from './lines.js';
import {scrollTo, shownRows} from './scroll.js';
import {useScroll} from './use-scroll.js';

type Props = {
	/** How many rows it may take at most, with the hint. */
	readonly rows: number;
	readonly columns: number;
	readonly children: ReactNode;
};

/** Something that may be higher than there is room for: it scrolls, and says how much more there is. */
export function ScrolledBox({rows, columns, children}: Props) {
	const content = useRef<DOMElement>(null);
	const [total, setTotal] = useState(0);
	useLayoutEffect(() => {
		setTotal(content.current ? measureElement(content.current).height : 0);
	});
	const offset = useScroll({total, rows});
	const first = scrollTo(offset, 0, total, rows);
	const shown = shownRows(total, rows);
	return (
		<Box flexDirection='column' flexShrink={0}>
			<Box flexDirection='column' height={total === 0 ? rows : shown} overflow='hidden' flexShrink={0}>
				{/* Without flexShrink, rows that do not fit would be drawn over each other instead of being cut. */}
				<Box ref={content} flexDirection='column' flexShrink={0} marginTop={-first} width={columns}>{children}</Box>
			</Box>
			{total > shown && rows > 1 && <More above={first} below={total - first - shown} columns={columns}/>}
		</Box>
	);
}
