import {readEnd} from '../../../disk/read.js';
import {printable} from '../../printable.js';

/** Of a longer file only the end is read, which is where a failure says why. */
const mostBytes = 16 * 1024 * 1024;

/** The lines of a step's log as they were written, of the last 16 MiB; none while there is no such file. They are not fit for the screen yet. */
export async function readLog(file: string): Promise<readonly string[]> {
	const {text, isCut} = await readEnd(file, mostBytes) ?? {text: '', isCut: false};
	const lines = text.split('\n');
	if (lines.at(-1) === '') {
		lines.pop();
	}

	return isCut ? lines.slice(1) : lines;
}

/** A line that shows as it is: making each of 100,000 lines printable would take longer than a key press may wait. */
const isPrintable = /^[ -~]{0,300}$/v;

/** The numbers of the lines, counted from 0, that have a text in what shows of them; those before `from` are left out. */
export function linesWith(lines: readonly string[], pattern: RegExp, from = 0): readonly number[] {
	const found: number[] = [];
	for (let index = from; index < lines.length; index++) {
		const line = lines[index]!;
		if ((isPrintable.test(line) ? line : printable(line)).search(pattern) !== -1) {
			found.push(index);
		}
	}

	return found;
}
