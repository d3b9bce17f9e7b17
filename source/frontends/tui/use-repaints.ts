import {useEffect, useRef, useState} from 'react';
import {useStdout} from 'ink';

/** Dragging a window's edge makes many sizes; painting waits until none came for this long, in milliseconds. */
const settled = 150;
/** Longer than Ink waits between two frames, in milliseconds. */
const oneFrame = 50;
/** Empties the visible screen and leaves the scrollback as it is. */
const clearScreen = '\u001B[2J\u001B[H';

export type Repaints = {
	/** How often the screen was painted from scratch. */
	readonly count: number;
	/** True while nothing is to be painted: only a frame that differs from the last one is painted at all. */
	readonly isBlank: boolean;
};

/**
Paints the screen from scratch after it got narrower: a terminal breaks the rows of the last frame in two before Ink can
erase them, and the halves would stay.
*/
export function useRepaints(columns: number): Repaints {
	const {stdout} = useStdout();
	const [repaints, setRepaints] = useState<Repaints>({count: 0, isBlank: false});
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
			setRepaints(({count}) => ({count, isBlank: true}));
		}, settled);
		return () => {
			clearTimeout(timer);
		};
	}, [columns]);
	useEffect(() => {
		if (!repaints.isBlank) {
			return;
		}

		const timer = setTimeout(() => {
			stdout.write(clearScreen);
			setRepaints(({count}) => ({count: count + 1, isBlank: false}));
		}, oneFrame);
		return () => {
			clearTimeout(timer);
		};
	}, [repaints.isBlank, stdout]);
	return repaints;
}
