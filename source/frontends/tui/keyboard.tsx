import {createContext, useContext, useEffectEvent, useLayoutEffect, useState, type ReactNode} from 'react';
import {useInput, useStdin} from 'ink';
import {keystrokes} from './text/keystrokes.js';

type OnStroke = (stroke: string) => void;

/** Hands every key to all who listen now. */
class Keyboard {
	#listeners: readonly OnStroke[] = [];

	/** Returns what ends the listening. */
	listen(listener: OnStroke): () => void {
		this.#listeners = [...this.#listeners, listener];
		return () => {
			this.#listeners = this.#listeners.filter(other => other !== listener);
		};
	}

	press(stroke: string): void {
		for (const listener of this.#listeners) {
			listener(stroke);
		}
	}
}

const KeyboardContext = createContext(new Keyboard());

const interruptKey = '\u0003';

type Props = {
	/** Called for every Ctrl-C. */
	readonly onInterrupt: () => void;
	readonly children: ReactNode;
};

/**
Listens to the terminal from the first frame to the last. Ink's own hook listens only some time after a component was
painted: who answers a new screen at once would not be heard.
*/
export function KeyboardProvider({onInterrupt, children}: Props) {
	const [keyboard] = useState(() => new Keyboard());
	const {isRawModeSupported} = useStdin();
	useInput((input, key) => {
		if ((key.ctrl && input === 'c') || input.includes(interruptKey)) {
			onInterrupt();
			return;
		}

		for (const stroke of keystrokes(input, key)) {
			keyboard.press(stroke);
		}
		// Without a terminal it is undefined, whatever its type says, and Ink takes that for yes.
	}, {isActive: Boolean(isRawModeSupported)});
	return <KeyboardContext.Provider value={keyboard}>{children}</KeyboardContext.Provider>;
}

/** Calls with the character or the name of each key that is pressed, from the frame on in which the component is first seen. */
export function useKeys(onStroke: OnStroke): void {
	const keyboard = useContext(KeyboardContext);
	const listener = useEffectEvent(onStroke);
	useLayoutEffect(() => keyboard.listen(stroke => {
		listener(stroke);
	}), [keyboard]);
}
