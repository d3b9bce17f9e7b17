import type {Attendance, Earlier, Fact, FactId, Guesses, OutputStream, StampedEvent} from '../../engine/events.js';
import type {Catalogue, Experiment} from '../../engine/findings.js';

/** A line that a tool printed, ready to be shown. */
export type OutputLine = {readonly stream: OutputStream; readonly text: string};

export type ChapterState = {readonly id: string; readonly state: 'waiting' | 'running' | 'done'};

/** A step that the person starts: it has a page of its own. */
export type Page = {
	readonly step: string;
	readonly chapter: string;
	readonly title: string;
	readonly command: string | undefined;
	readonly attended: Attendance;
};

export type RunningStep = {
	readonly id: string;
	readonly chapter: string;
	readonly title: string;
	readonly command: string | undefined;
	/** The file that holds its whole output. */
	readonly log: string;
	/** When it started and when it last printed a line (0: not yet), in milliseconds since 1970. */
	readonly startedAt: number;
	readonly spokeAt: number;
	/** The last lines that it printed. */
	readonly lines: readonly OutputLine[];
	/** What it changed in a file. */
	readonly diff: readonly OutputLine[];
	/** The last warning of what hinders it. */
	readonly warning: string | undefined;
};

/** How a step ended; `unfinished` is one that was running when the run failed. */
export type StepEnd = 'done' | 'already' | 'skipped' | 'unfinished';

export type StepEntry = Omit<RunningStep, 'startedAt' | 'spokeAt' | 'warning'> & {
	readonly kind: 'step';
	readonly end: StepEnd;
	readonly ms: number;
	readonly facts: readonly Fact[];
	/** What the person had guessed, if it was guessed. */
	readonly guess: {readonly fact: FactId; readonly text: string} | undefined;
};

/** What goes to the scrollback and stays there. */
export type RecordEntry = StepEntry | {readonly kind: 'warning'; readonly message: string} | {readonly kind: 'resumed'; readonly earlier: Earlier};

export type Outcome = Extract<StampedEvent, {readonly type: 'run.finished' | 'run.failed'}>;

/** All that the screen knows of a run. Its size is bounded, however much the tools print. */
export type Model = {
	readonly target: string | undefined;
	readonly directory: string | undefined;
	readonly region: string;
	/** The stage in every stack's name. */
	readonly stage: string;
	/** True when the workspace was there before this run. */
	readonly isResumed: boolean;
	readonly chapters: readonly ChapterState[];
	readonly pages: readonly Page[];
	readonly guesses: Guesses;
	/** In the order in which they started. */
	readonly running: readonly RunningStep[];
	/** In the order in which they were first measured. */
	readonly facts: readonly Fact[];
	/** Measured since a step last finished: they belong to the step that finishes next. */
	readonly freshFacts: readonly Fact[];
	/** What came of experiments, in their order. */
	readonly experiments: readonly Experiment[];
	/** The public layers, once they were told. */
	readonly catalogue: Catalogue | undefined;
	readonly record: readonly RecordEntry[];
	readonly warning: string | undefined;
	/** Present when the run is over. */
	readonly outcome: Outcome | undefined;
};

export const emptyModel: Model = {
	target: undefined,
	directory: undefined,
	region: '',
	stage: '',
	isResumed: false,
	chapters: [],
	pages: [],
	guesses: {},
	running: [],
	facts: [],
	freshFacts: [],
	experiments: [],
	catalogue: undefined,
	record: [],
	warning: undefined,
	outcome: undefined,
};

/** The step that printed a line most recently, if one that is running has printed any. */
export function talkingStep({running}: Model): RunningStep | undefined {
	return running.filter(({spokeAt}) => spokeAt > 0).toSorted((a, b) => a.spokeAt - b.spokeAt).at(-1);
}

/** What a step left when it ended; undefined while it has not. */
export function entryOf({record}: Model, step: string): StepEntry | undefined {
	return record.findLast((entry): entry is StepEntry => entry.kind === 'step' && entry.id === step);
}

/** A measured fact. */
export function factOf({facts}: Model, id: FactId): Fact | undefined {
	return facts.find(fact => fact.id === id);
}
