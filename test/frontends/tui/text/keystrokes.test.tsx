import {useState} from 'react';
import {Text, useInput} from 'ink';
import {expect, test, vi} from 'vitest';
import {keystrokes} from '../../../../source/frontends/tui/text/keystrokes.js';
import {press, show, waitForText} from '../support/frame.js';

function Pressed() {
	const [strokes, setStrokes] = useState<readonly string[]>([]);
	useInput((input, key) => {
		setStrokes(before => [...before, ...keystrokes(input, key)]);
	});
	return <Text>{JSON.stringify(strokes)}</Text>;
}

test.each([
	['j', ['j']],
	['jjG', ['j', 'j', 'G']],
	['/numpy\r', ['/', 'n', 'u', 'm', 'p', 'y', 'enter']],
	['j\u001B[Bk\u001B[6~', ['j', 'down', 'k', 'pageDown']],
	['\u001B[A', ['up']],
	['\u001B[C', ['right']],
	['\u001B[D', ['left']],
	['\u001B[5~', ['pageUp']],
	['\u001B[H', ['home']],
	['\u001B[F', ['end']],
	['\r', ['enter']],
	[' ', [' ']],
	['\u001B', ['escape']],
	['\u007F', ['backspace']],
	['\b', ['backspace']],
	['ab\u007F', ['a', 'b', 'backspace']],
	['层', ['层']],
	// Not the keys of these letters.
	['\u0003', []],
	['\u0002', []],
	['\u001Bq', []],
	['q\u0003', ['q']],
] as const)('%j is the keys %j', async (sent, expected) => {
	const shown = show(<Pressed/>);
	await press(shown, sent);
	await vi.waitFor(() => {
		expect(shown.lastFrame()).toBe(JSON.stringify(expected));
	});
	// Also after what is no key, nothing comes but the next one.
	await press(shown, '.');
	await waitForText(shown, '"."');
	expect(shown.lastFrame()).toBe(JSON.stringify([...expected, '.']));
});
