import type {Architecture} from '../lambda/runtimes.js';
import type {Interpreter} from '../tools/python/interpreter.js';

/** Without what is `required` no walkthrough begins; without what is `useful` something in it is harder or slower. */
export const levels = ['required', 'useful'] as const;

export type Level = (typeof levels)[number];

/** What the needs are looked at for: the walkthrough that is wanted. */
export type Surroundings = {
	/** Absolute path of the workspace, which need not be there yet. */
	readonly directory: string;
	/** Rejects with the reason when no walkthrough may be made in the directory. */
	readonly usable: Promise<unknown>;
	/** Rejects with the reason when no Python fits. */
	readonly interpreter: Promise<Interpreter>;
	/** `--arch`; undefined leaves the choice to the target. */
	readonly architecture: Architecture | undefined;
	/** What was said about the AWS account; undefined leaves it to the environment and the AWS files. */
	readonly account: {readonly profile: string | undefined; readonly region: string | undefined};
	readonly signal: AbortSignal;
};

/** One thing that a walkthrough needs of this machine. */
export type Need = {
	/** Stable: scripts see it. */
	readonly id: string;
	readonly title: string;
	readonly level: Level;
	/** The need without which this one cannot be looked at. */
	readonly after?: string;
	/**
	Looks, changes nothing, and says in a few words what was found.

	@throws WizardError when it is missing, with the cure.
	*/
	readonly look: (at: Surroundings) => Promise<string>;
};
