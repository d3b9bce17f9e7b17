import {useEffect, useState} from 'react';
import {sanitizeLine} from '../../../engine/sanitize.js';
import {plainTheme, useTheme} from '../theme.js';
import type {Highlight} from './highlight.js';
import {Lines} from './lines.js';
import {wrap, type Line} from './wrap.js';

const prompt = {first: '$ ', rest: '    '};

/** Taken for all commands once it is loaded, so that only the first one is ever painted without colours. */
let loaded: Highlight | undefined;

/** The exact command with a prompt, in rows of at most `columns` cells. Without `highlight` the rows are the same, in one style. */
export function commandLines(command: string, columns: number, highlight?: Highlight): readonly Line[] {
	const code = sanitizeLine(command);
	return wrap(highlight?.('bash', code) ?? [{text: code}], columns, prompt);
}

/** What colours a command; undefined until it is loaded, and without colours. Loading waits for the first paint. */
export function useHighlight(): Highlight | undefined {
	const hasColors = useTheme() !== plainTheme;
	const [highlight, setHighlight] = useState(() => loaded);
	useEffect(() => {
		let isShown = hasColors;
		const load = async () => {
			const module = await import('./highlight.js');
			loaded = module.highlight;
			if (isShown) {
				setHighlight(() => loaded);
			}
		};

		if (hasColors) {
			// A command without colours is no reason to stop.
			load().catch(() => undefined);
		}

		return () => {
			isShown = false;
		};
	}, [hasColors]);
	return hasColors ? highlight : undefined;
}

type Props = {readonly command: string; readonly columns: number};

/** A command as a person would type it, in as many rows as `commandLines` has. */
export function Command({command, columns}: Props) {
	const highlight = useHighlight();
	return <Lines lines={commandLines(command, columns, highlight)}/>;
}
