import type {Key} from 'ink';

/** Keys that are no characters, by what Ink calls them. */
const names = [
	['upArrow', 'up'],
	['downArrow', 'down'],
	['leftArrow', 'left'],
	['rightArrow', 'right'],
	['pageUp', 'pageUp'],
	['pageDown', 'pageDown'],
	['home', 'home'],
	['end', 'end'],
	['return', 'enter'],
	['escape', 'escape'],
	['backspace', 'backspace'],
	// What the key above Enter sends in most terminals.
	['delete', 'backspace'],
] as const satisfies ReadonlyArray<readonly [keyof Key, string]>;

const controls: ReadonlyMap<string, string> = new Map([['\r', 'enter'], ['\n', 'enter'], ['\u001B', 'escape'], ['\u007F', 'backspace'], ['\b', 'backspace']]);

/** The keys of one input event of Ink, each as its character or its name: keys that were pressed while the process was busy come as one text. */
export function keystrokes(input: string, key: Key): readonly string[] {
	const named = names.find(([property]) => key[property]);
	if (named) {
		return [named[1]];
	}

	if (key.ctrl || key.meta) {
		return [];
	}

	return [...input].map(character => controls.get(character) ?? character).filter(stroke => !/^\p{Cc}$/v.test(stroke));
}
