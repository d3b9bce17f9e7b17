import process from 'node:process';
import {Interrupted, Quit, type WizardError} from '../engine/errors.js';
import {outputFailure} from './output.js';

/** How a run is asked to stop, and learns that it is to stop. */
export type Signals = {
	/** The first time: stop in good order. The second time: at once. */
	readonly interrupt: () => void;
	/** Stop in good order, and mean to come back. */
	readonly quit: () => void;
	/** Stop in good order, because of a failure that no step sees. */
	readonly stop: (reason: WizardError) => void;
	/** Aborted with why. */
	readonly signal: AbortSignal;
	/** While the work runs, Ctrl-C means something else than to stop: it is for the program that has the terminal. */
	readonly leaveKeyboardTo: <Result>(work: () => Promise<Result>) => Promise<Result>;
};

export type Reactions = {
	/** Stops without waiting for anything. */
	readonly stopAtOnce: () => void;
	/** Gives the terminal to the work, and takes it again afterwards. */
	readonly lendTerminal: (work: () => Promise<void>) => Promise<void>;
};

/** Listens to the system's and the terminal's signals from now on. */
export function listenForSignals({stopAtOnce, lendTerminal}: Reactions): Signals {
	const interruption = new AbortController();
	const {signal} = interruption;
	let isKeyboardLent = false;
	const stop = () => {
		interruption.abort(new Interrupted());
	};

	const interrupt = () => {
		if (signal.aborted) {
			stopAtOnce();
		} else {
			stop();
		}
	};

	for (const name of ['SIGTERM', 'SIGHUP', 'SIGQUIT'] as const) {
		process.on(name, stop);
	}

	process.on('SIGINT', () => {
		if (!isKeyboardLent) {
			interrupt();
		}
	});

	// While it is stopped the terminal is somebody else's; it is drawn anew when it goes on.
	const pause = () => {
		void lendTerminal(async () => {
			process.off('SIGTSTP', pause);
			process.kill(process.pid, 'SIGTSTP');
			process.on('SIGTSTP', pause);
		});
	};

	process.on('SIGTSTP', pause);

	// Who reads the output may go away, e.g. `| head`; then nobody is there to work for.
	for (const stream of [process.stdout, process.stderr]) {
		stream.on('error', (error: unknown) => {
			interruption.abort(outputFailure(error));
		});
	}

	return {
		interrupt,
		quit() {
			interruption.abort(new Quit());
		},
		stop(reason) {
			interruption.abort(reason);
		},
		signal,
		async leaveKeyboardTo(work) {
			isKeyboardLent = true;
			try {
				return await work();
			} finally {
				isKeyboardLent = false;
			}
		},
	};
}
