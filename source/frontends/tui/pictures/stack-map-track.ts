import {printable} from '../../printable.js';
import {cut, widthOf} from '../text/cells.js';

/** A layer's ARN as it fits: whole, or its telling end with as much of the name as there is room for. */
export function shortArn(arn: string, columns: number): string {
	const whole = printable(arn);
	if (widthOf(whole) <= columns) {
		return whole;
	}

	const {name, version} = /:layer:(?<name>[^:]+):(?<version>[^:]+)$/v.exec(whole)?.groups ?? {};
	const room = columns - widthOf(`…:layer::${version}`);
	// Less than three characters of a name tell nothing.
	return name && room > 2 ? `…:layer:${cut(name, room, 'ends')}:${version}` : cut(whole, columns, 'end');
}

/** The line on which something travels: what is behind it, itself, and what is before it. */
export type Track = {readonly behind: string; readonly traveller: string; readonly ahead: string};

/**
A line of so many cells with a traveller on it.

@param progress How far it has come, from 0 to 1; it is on the line only between the two.
*/
export function track(traveller: string, columns: number, progress: number): Track {
	const line = Math.max(0, columns);
	const shown = ` ${traveller} `;
	const left = line - widthOf(shown);
	if (!(progress > 0 && progress < 1) || left < 0) {
		return {behind: '─'.repeat(line), traveller: '', ahead: ''};
	}

	const behind = Math.round(left * progress);
	return {behind: '─'.repeat(behind), traveller: shown, ahead: '─'.repeat(left - behind)};
}
