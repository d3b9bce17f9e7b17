import {useState, useSyncExternalStore} from 'react';
import type {Words} from '../../lessons/languages.js';
import {KeyboardProvider, useKeys} from './keyboard.js';
import {bindings, situationOf, type KeyId} from './keys.js';
import type {OverlayId} from './overlays/overlays.js';
import {Present} from './present.js';
import {Screen} from './screen.js';
import type {Store} from './store.js';
import type {Theme} from './theme.js';
import {useClock} from './use-clock.js';
import {useRepaints} from './use-repaints.js';
import {useTerminalSize} from './use-terminal-size.js';

type Props = {
	readonly store: Store;
	readonly theme: Theme;
	readonly words: Words;
	/** The command line that brings the person back to this workspace. */
	readonly comeBack: () => string;
	/** Called for every Ctrl-C. */
	readonly onInterrupt: () => void;
	/** Called when the person wants to go on another time. */
	readonly onQuit: () => void;
};

/** The screen, kept up to date with the run, the time, the terminal's size and the keyboard. */
export function App({onInterrupt, ...props}: Props) {
	return <KeyboardProvider onInterrupt={onInterrupt}><Walkthrough {...props}/></KeyboardProvider>;
}

function Walkthrough({store, theme, words, comeBack, onQuit}: Omit<Props, 'onInterrupt'>) {
	const view = useSyncExternalStore(store.subscribe, store.view);
	const size = useTerminalSize();
	const repaints = useRepaints(size.columns);
	const now = useClock();
	const [overlay, setOverlay] = useState<OverlayId>();
	const act = (id: KeyId) => {
		switch (id) {
			case 'go': {
				if (view.question?.id === 'welcome') {
					view.question.answer('go');
				} else {
					store.goOn();
				}

				break;
			}

			case 'skip': {
				store.skip();
				break;
			}

			case 'retry': {
				view.question?.answer('retry');
				break;
			}

			case 'scroll':
			case 'stop': {
				break;
			}

			default: {
				setOverlay(id);
			}
		}
	};

	useKeys(stroke => {
		// Not what was painted last: several keys can come at once.
		const current = situationOf(store.view());
		if (overlay !== undefined || current.isTyping || current.view.isStopping) {
			return;
		}

		const binding = bindings.find(({input, isActive}) => input === stroke && isActive(current));
		if (binding) {
			act(binding.id);
		}
	});

	return (
		<Screen view={view} strings={words.strings} theme={theme} repaints={repaints}>
			<Present
				view={view} words={words} size={size} now={now} overlay={overlay} comeBack={comeBack()}
				onOverlay={setOverlay} onGuess={store.guess} onQuit={onQuit}
			/>
		</Screen>
	);
}
