import {useState} from 'react';
import {useKeys} from '../keyboard.js';
import {scrollTo} from './scroll.js';

type Options = {
	/** How many lines there are, and how many rows they may take. */
	readonly total: number;
	readonly rows: number;
	/** True where the other keys go into a text or a list. */
	readonly isByPages?: boolean;
	/** Absent for what stays open. */
	readonly closingKeys?: readonly string[];
	readonly onClose?: () => void;
};

/** By how many lines each key scrolls. */
const steps: Readonly<Record<string, (rows: number) => number>> = {
	up: () => -1,
	k: () => -1,
	down: () => 1,
	j: () => 1,
	pageUp: rows => 1 - rows,
	pageDown: rows => rows - 1,
	' ': rows => rows - 1,
	home: () => Number.NEGATIVE_INFINITY,
	end: () => Number.POSITIVE_INFINITY,
};

/** The keys of something that is read and closed again; the first line to show. */
export function useScroll({total, rows, isByPages = false, closingKeys, onClose}: Options): number {
	const [offset, setOffset] = useState(0);
	useKeys(stroke => {
		if (closingKeys?.includes(stroke)) {
			onClose?.();
			return;
		}

		const delta = isByPages && !stroke.startsWith('page') ? 0 : steps[stroke]?.(Math.max(2, rows)) ?? 0;
		setOffset(before => scrollTo(before, delta, total, rows));
	});
	return offset;
}
