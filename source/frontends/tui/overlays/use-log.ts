import {useEffect} from 'react';
import {lookAt} from '../../../disk/look.js';
import {readLog} from './log-lines.js';

/** How long to wait before looking again whether a step has written more, in milliseconds. */
const pause = 250;

/** Reads a log, and again whenever it has changed. `onRead` must stay the same function. */
export function useLog(file: string, onRead: (lines: readonly string[]) => void): void {
	useEffect(() => {
		let isShown = true;
		let timer: NodeJS.Timeout | undefined;
		let seen: string | undefined;
		const look = async () => {
			const version = versionOf(file);
			if (version !== seen) {
				seen = version;
				const lines = await linesOf(file);
				if (isShown) {
					onRead(lines);
				}
			}

			if (isShown) {
				timer = setTimeout(() => {
					void look();
				}, pause);
			}
		};

		void look();
		return () => {
			isShown = false;
			clearTimeout(timer);
		};
	}, [file, onRead]);
}

function versionOf(file: string): string {
	try {
		const found = lookAt(file);
		return found ? `${found.size} ${found.mtimeMs}` : '';
	} catch {
		return '';
	}
}

/** A log that cannot be read shows the reason in its place. */
async function linesOf(file: string): Promise<readonly string[]> {
	try {
		return await readLog(file);
	} catch (error) {
		return [String(error)];
	}
}
