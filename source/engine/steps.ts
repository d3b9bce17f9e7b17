import type {Attendance, Fact} from './events.js';

/** What a step will do, before it does it: the source of dry runs and of the commands shown. */
export type Plan<Command> = {
	readonly commands?: readonly Command[];
	/** What will exist or change, one short line each. */
	readonly changes?: readonly string[];
};

/** What a look at the world says of a step. */
export type Verdict
	= | {readonly done: true; readonly facts?: readonly Fact[]}
		| {readonly done: false; readonly why: string; readonly tryThis?: string};

/**
One piece of the walkthrough. `verify` looks at the world and not at memory: it runs before `run`, to find finished work,
and after it, to prove the result. All facts come from it, so they are measured again on every pass.
*/
export type Step<Context, Command> = {
	/** `chapter.name`; stable, scripts see it. */
	readonly id: string;
	readonly title: string;
	/** Ids of the steps whose results this one uses; everything else may run at the same time. */
	readonly needs: readonly string[];
	/** Present on a step that a person who follows the lessons starts by hand. */
	readonly attended?: Attendance;
	/**
	True when the work of an attended step may begin while the person still reads: it changes nothing that they or a cloud have,
	and nothing of it is told before they start it.
	*/
	readonly ahead?: (context: Context) => boolean;
	/** False where the step has no place, e.g. on another cloud: it is then not told of either. Absent: everywhere. */
	readonly applies?: (context: Context) => boolean;
	readonly plan: (context: Context) => Plan<Command>;
	/** Absent for a step that only looks: what is missing then is for the person to mend. */
	readonly run?: (context: Context) => Promise<void>;
	readonly verify: (context: Context) => Promise<Verdict>;
};

export type Chapter<Context, Command> = {
	readonly id: string;
	readonly title: string;
	readonly steps: ReadonlyArray<Step<Context, Command>>;
};
