import process from 'node:process';
import {render} from 'ink';
import {askNobody} from '../../engine/questions.js';
import type {FrontEnd} from '../frontend.js';
import {App} from './app.js';
import {writeEnding} from './ending.js';
import {Store} from './store.js';
import {colorTheme, plainTheme} from './theme.js';

export type TuiOptions = {
	/** Called at most once, when the person presses Ctrl-C. */
	readonly interrupt: () => void;
	/** False: every question gets its fallback. */
	readonly canAsk: boolean;
	readonly color: boolean;
	/** Aborted when the run is to stop, whoever asked for it: then nobody is asked any more. */
	readonly signal?: AbortSignal;
	/** @default the process's own */
	readonly streams?: Pick<NodeJS.Process, 'stdin' | 'stdout' | 'stderr'>;
};

/** The interactive screen: drawn at once, and gone when closed, leaving a record and the result in the scrollback. */
export function tuiFrontEnd({interrupt, canAsk, color, signal, streams = process}: TuiOptions): FrontEnd {
	const store = new Store();
	const stop = () => {
		if (!store.view().isStopping) {
			store.stop();
			interrupt();
		}
	};

	const {stdin, stdout, stderr} = streams;
	const app = <App store={store} theme={color ? colorTheme : plainTheme} onInterrupt={stop}/>;
	const screen = render(app, {stdin, stdout, stderr, exitOnCtrlC: false});
	const exited = screen.waitUntilExit();
	// A defect of the screen stops the run in good order; closing then tells of it.
	exited.catch(stop);
	signal?.addEventListener('abort', stop, {once: true});

	let closed: Promise<void> | undefined;
	const close = async () => {
		signal?.removeEventListener('abort', stop);
		store.stop();
		// Ink paints at its own pace; painting the same tree again makes it take in the last state before it ends.
		screen.rerender(app);
		screen.unmount();
		await exited;
		writeEnding(store.view().model.outcome, {stdout, stderr});
	};

	return {
		listen: store.listen,
		ask: canAsk ? store.ask : askNobody,
		async close() {
			closed ??= close();
			return closed;
		},
	};
}
