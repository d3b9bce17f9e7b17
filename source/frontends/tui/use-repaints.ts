import {useEffect, useRef, useState} from 'react';
import {useStdout} from 'ink';

/** Dragging a window's edge makes many sizes; painting waits until none came for this long, in milliseconds. */
const settled = 150;
/** Empties the visible screen and leaves the scrollback as it is. */
const clearScreen = '\u001B[2J\u001B[H';

/**
Counts how often the screen was emptied to be painted from scratch. A terminal that gets narrower breaks the rows
of the last frame in two before Ink can erase them, and the halves would stay.
*/
export function useRepaints(columns: number): number {
	const {stdout} = useStdout();
	const [repaints, setRepaints] = useState(0);
	const before = useRef(columns);
	const isBroken = useRef(false);
	useEffect(() => {
		isBroken.current ||= columns < before.current;
		before.current = columns;
		if (!isBroken.current) {
			return;
		}

		const timer = setTimeout(() => {
			isBroken.current = false;
			stdout.write(clearScreen);
			setRepaints(count => count + 1);
		}, settled);
		return () => {
			clearTimeout(timer);
		};
	}, [columns, stdout]);
	return repaints;
}
