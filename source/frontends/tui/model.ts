import type {Fact, OutputStream, StampedEvent} from '../../engine/events.js';

/** A line that a tool printed, ready to be shown. */
export type OutputLine = {readonly stream: OutputStream; readonly text: string};

export type ChapterState = {readonly id: string; readonly state: 'waiting' | 'running' | 'done'};

export type RunningStep = {
	readonly id: string;
	readonly title: string;
	readonly command: string | undefined;
	/** When it started and when it last printed a line (0: not yet), in milliseconds since 1970. */
	readonly startedAt: number;
	readonly spokeAt: number;
	/** The last lines that it printed. */
	readonly lines: readonly OutputLine[];
	/** What it changed in a file. */
	readonly diff: readonly OutputLine[];
};

/** How a step ended; `unfinished` is one that was running when the run failed. */
export type StepEnd = 'done' | 'already' | 'skipped' | 'unfinished';

export type StepEntry = {
	readonly kind: 'step';
	readonly title: string;
	readonly end: StepEnd;
	readonly ms: number;
	readonly command: string | undefined;
	/** What it changed in a file. */
	readonly diff: readonly OutputLine[];
	readonly facts: readonly Fact[];
};

/** What goes to the scrollback and stays there. */
export type RecordEntry = StepEntry | {readonly kind: 'warning'; readonly message: string};

export type Outcome = Extract<StampedEvent, {readonly type: 'run.finished' | 'run.failed'}>;

/** All that the screen knows of a run. Its size is bounded, however much the tools print. */
export type Model = {
	readonly target: string | undefined;
	readonly directory: string | undefined;
	readonly chapters: readonly ChapterState[];
	/** In the order in which they started. */
	readonly running: readonly RunningStep[];
	/** In the order in which they were first measured. */
	readonly facts: readonly Fact[];
	/** Measured since a step last finished: they belong to the step that finishes next. */
	readonly freshFacts: readonly Fact[];
	readonly record: readonly RecordEntry[];
	readonly warning: string | undefined;
	/** Present when the run is over. */
	readonly outcome: Outcome | undefined;
};

export const emptyModel: Model = {
	target: undefined,
	directory: undefined,
	chapters: [],
	running: [],
	facts: [],
	freshFacts: [],
	record: [],
	warning: undefined,
	outcome: undefined,
};

/** The step that printed a line most recently, if one that is running has printed any. */
export function talkingStep({running}: Model): RunningStep | undefined {
	return running.filter(({spokeAt}) => spokeAt > 0).toSorted((a, b) => a.spokeAt - b.spokeAt).at(-1);
}
