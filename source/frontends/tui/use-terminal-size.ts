import {useEffect, useState} from 'react';
import {useStdout} from 'ink';
import type {TerminalSize} from './layout.js';

/** The terminal's size now; renders again when it changes. */
export function useTerminalSize(): TerminalSize {
	const {stdout} = useStdout();
	const [size, setSize] = useState(() => sizeOf(stdout));
	useEffect(() => {
		const measure = () => {
			setSize(sizeOf(stdout));
		};

		stdout.on('resize', measure);
		return () => {
			stdout.off('resize', measure);
		};
	}, [stdout]);
	return size;
}

function sizeOf({columns, rows}: NodeJS.WriteStream): TerminalSize {
	return {columns: columns || 80, rows: rows || 24};
}
