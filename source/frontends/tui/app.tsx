import {useSyncExternalStore} from 'react';
import {useInput, useStdin} from 'ink';
import {Screen} from './screen.js';
import type {Store} from './store.js';
import type {Theme} from './theme.js';
import {useClock} from './use-clock.js';
import {useTerminalSize} from './use-terminal-size.js';

type Props = {
	readonly store: Store;
	readonly theme: Theme;
	/** Called for every Ctrl-C. */
	readonly onInterrupt: () => void;
};

/** The screen, kept up to date with the run, the time, the terminal's size and the keyboard. */
export function App({store, theme, onInterrupt}: Props) {
	const view = useSyncExternalStore(store.subscribe, store.view);
	const size = useTerminalSize();
	const now = useClock();
	const {isRawModeSupported} = useStdin();
	useInput((input, key) => {
		if (key.ctrl && input === 'c') {
			onInterrupt();
		}
	}, {isActive: isRawModeSupported});
	return <Screen view={view} size={size} now={now} theme={theme}/>;
}
