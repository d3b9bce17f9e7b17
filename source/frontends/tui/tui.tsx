import process from 'node:process';
import {setImmediate as nextTurn} from 'node:timers/promises';
import {render} from 'ink';
import {askNobody} from '../../engine/questions.js';
import {sanitizedAsk} from '../../engine/sanitize-events.js';
import type {Words} from '../../lessons/languages.js';
import type {FrontEnd} from '../frontend.js';
import {App} from './app.js';
import {writeEnding} from './ending.js';
import {gentleOutput} from './gentle-output.js';
import {Store} from './store.js';
import {colorTheme, plainTheme} from './theme.js';

export type TuiOptions = {
	/** Called each time that the person presses Ctrl-C. */
	readonly interrupt: () => void;
	/** Called when the person wants to go on another time. */
	readonly quit: () => void;
	/** The command line that brings the person back to a workspace; undefined while there is none. */
	readonly comeBack: (directory: string | undefined) => string;
	/** False: every question gets its fallback, and the person looks on. */
	readonly canAsk: boolean;
	readonly color: boolean;
	readonly words: Words;
	/** Aborted when the run is to stop, whoever asked for it: then nobody is asked any more. */
	readonly signal?: AbortSignal;
	/** @default the process's own */
	readonly streams?: Pick<NodeJS.Process, 'stdin' | 'stdout' | 'stderr'>;
};

/** The interactive screen: drawn at once, and gone when closed, leaving a record and the result in the scrollback. */
export function tuiFrontEnd({interrupt, quit, comeBack, canAsk, color, words, signal, streams = process}: TuiOptions): FrontEnd {
	const store = new Store(canAsk);
	const stop = () => {
		store.stop();
	};

	const {stdin, stdout, stderr} = streams;
	const app = (
		<App
			store={store} theme={color ? colorTheme : plainTheme} words={words}
			comeBack={() => comeBack(store.view().model.directory)} onInterrupt={interrupt} onQuit={quit}
		/>
	);
	const show = () => {
		const shown = render(app, {stdin, stdout: gentleOutput(stdout), stderr, exitOnCtrlC: false});
		const gone = shown.waitUntilExit();
		// A defect of the screen stops the run in good order; closing then tells of it.
		gone.catch(() => {
			stop();
			interrupt();
		});
		return {shown, gone};
	};

	let screen = show();
	let isLent = false;
	signal?.addEventListener('abort', stop, {once: true});

	let closed: Promise<void> | undefined;
	const close = async () => {
		store.flush();
		if (store.view().model.outcome?.type === 'run.finished') {
			// The person may still be reading.
			await Promise.race([store.left, screen.gone]);
		}

		signal?.removeEventListener('abort', stop);
		store.stop();
		// Ink paints at its own pace; painting the same tree again makes it take in the last state before it ends.
		const {shown, gone} = screen;
		shown.rerender(app);
		shown.unmount();
		await gone;
		writeEnding(store.view().model.outcome, words.strings, {stdout, stderr});
	};

	return {
		listen: store.listen,
		ask: canAsk ? sanitizedAsk(store.ask) : askNobody,
		async lendTerminal(work) {
			if (isLent) {
				return work();
			}

			isLent = true;
			const {shown, gone} = screen;
			shown.clear();
			shown.unmount();
			await gone;
			// Ink only stops listening; whoever has the terminal now would share its keys with this process.
			await nextTurn();
			stdin.pause();
			await nextTurn();
			try {
				return await work();
			} finally {
				isLent = false;
				screen = show();
			}
		},
		async close() {
			closed ??= close();
			return closed;
		},
	};
}
