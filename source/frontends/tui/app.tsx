import {useSyncExternalStore} from 'react';
import {useInput, useStdin} from 'ink';
import {Screen} from './screen.js';
import type {Store} from './store.js';
import type {Theme} from './theme.js';
import {useClock} from './use-clock.js';
import {useRepaints} from './use-repaints.js';
import {useTerminalSize} from './use-terminal-size.js';

type Props = {
	readonly store: Store;
	readonly theme: Theme;
	/** Called for every Ctrl-C. */
	readonly onInterrupt: () => void;
};

const interruptKey = '\u0003';

/** The screen, kept up to date with the run, the time, the terminal's size and the keyboard. */
export function App({store, theme, onInterrupt}: Props) {
	const view = useSyncExternalStore(store.subscribe, store.view);
	const size = useTerminalSize();
	const repaints = useRepaints(size.columns);
	const now = useClock();
	const {isRawModeSupported} = useStdin();
	// Without a terminal it is undefined, whatever its type says, and Ink takes that for yes.
	const hasKeyboard = Boolean(isRawModeSupported);
	useInput((input, key) => {
		// Keys that were pressed while the process was busy come as one text.
		if ((key.ctrl && input === 'c') || input.includes(interruptKey)) {
			onInterrupt();
		}
	}, {isActive: hasKeyboard});
	return <Screen view={view} size={size} now={now} repaints={repaints} theme={theme}/>;
}
