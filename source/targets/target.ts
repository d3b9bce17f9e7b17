import type {WizardError} from '../engine/errors.js';
import type {Emit} from '../engine/events.js';
import type {Variables} from '../tools/environment.js';
import type {CloudApi} from './api.js';

/** Where a walkthrough deploys to; everything that differs between the practice cloud and AWS is behind this. */
export type Target = {
	readonly name: 'practice' | 'aws';
	/** One line for people: what this cloud is. */
	readonly description: string;
	/** True when the cloud that it starts has a second account. */
	readonly hasSecond: boolean;
	/** True when nothing has to be installed before `start`. */
	readonly isInstalled: () => Promise<boolean>;
	readonly install: (io: TargetIo) => Promise<void>;
	/** Connects, or starts the cloud on this machine. */
	readonly start: (io: TargetIo) => Promise<Cloud>;
	/** The cloud that another wizard runs for this workspace just now; undefined when there is none. Stopping it does nothing. */
	readonly findRunning: (signal: AbortSignal) => Promise<Cloud | undefined>;
};

export type TargetIo = {
	readonly step: string;
	readonly emit: Emit;
	readonly signal: AbortSignal;
	/** The file that receives all that the cloud's own processes print. */
	readonly log: string;
	/** Called when a cloud on this machine ends though nobody stopped it. */
	readonly onLost?: ((reason: WizardError) => void) | undefined;
};

/** A cloud that answers. */
export type Cloud = {
	readonly endpoint: string | undefined;
	readonly account: string;
	readonly region: string;
	/** True when it answers on this machine. */
	readonly isLocal: boolean;
	/** The proxy on the way to it; undefined: none, as always on this machine. */
	readonly proxy: string | undefined;
	/** What the tools' environment needs to reach it, with keys that are good now; holds secrets, so it goes to children only. */
	readonly environment: () => Promise<Variables>;
	readonly api: CloudApi;
	/** The same calls with a signal of their own: what experiments made is taken away also when the run was stopped. */
	readonly apiWith: (signal: AbortSignal) => CloudApi;
	/** Another account to share a layer with; undefined: there is none. */
	readonly second: SecondAccount | undefined;
	/** Says whether a module's path lies in a layer's folder, as this cloud lays files out for a function. */
	readonly isLayerPath: (path: string) => boolean;
	/** Which of the function's layers, counted from 0, a module's path lies in; undefined when in none. */
	readonly layerIndex: (path: string) => number | undefined;
	readonly stop: () => Promise<void>;
};

/** An account that is not the workspace's own. */
export type SecondAccount = Pick<Cloud, 'account' | 'apiWith'>;
