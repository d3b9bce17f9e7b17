import type {Catalogue, Contents, Experiment, Inspected} from './findings.js';
import {secrets} from './secrets.js';

/** The measured values that a walkthrough produces; scripts depend on these ids. */
export const factIds = [
	'package.unpacked.bytes',
	'zip.fat.bytes',
	'zip.fat.unpacked.bytes',
	'zip.thin.bytes',
	'zip.thin.unpacked.bytes',
	'layer.zip.bytes',
	'layer.unpacked.bytes',
	'layer.arn',
	'invoke.local.payload',
	'invoke.cloud.payload',
	'invoke.cloud.log',
	'invoke.cloud.modulePath',
	'deploy.layer.ms',
	'deploy.function.ms',
	'cloud.endpoint',
	'cloud.account',
	'limits.layers',
	'limits.unzipped.bytes',
	'limits.upload.bytes',
	'limits.storage.bytes',
	'limits.storage.quota.bytes',
] as const;

export type FactId = (typeof factIds)[number];

export type FactValue = number | string;

export type Fact = {
	readonly id: FactId;
	readonly value: FactValue;
	/** `B` for sizes, `ms` for durations; texts have none. */
	readonly unit?: 'B' | 'ms';
	/** Of a zip's size: the largest things in it. */
	readonly contents?: Contents;
};

export type Facts = Readonly<Partial<Record<FactId, FactValue>>>;

/** Which of a step's voices a line comes from; `diff` lines are a unified diff of a file the step edited. */
export type OutputStream = 'stdout' | 'stderr' | 'diff';

/** How a person takes part in a step before it runs. */
export type Attendance = {
	/** What may be guessed before it is measured. */
	readonly guess?: FactId;
	/** True when later steps do without its result. */
	readonly canSkip?: boolean;
	/** True when what the cloud will do may be predicted. */
	readonly predict?: boolean;
};

/** A step as it is planned before the run. */
export type PlannedStep = {
	readonly chapter: string;
	readonly step: string;
	readonly title: string;
	readonly command?: string;
	readonly attended?: Attendance;
};

/** What was guessed, in the person's words; an empty text is a guess that was skipped. */
export type Guesses = Readonly<Partial<Record<FactId, string>>>;

export type FailureReport = {
	/** The error's kind, e.g. `ToolError`. */
	readonly code: string;
	readonly message: string;
	readonly tryThis?: string;
	/** The command that failed, as a person would type it. */
	readonly command?: string;
	/** The file that holds the whole output. */
	readonly log?: string;
	readonly exitCode: number;
};

/** Everything that the engine tells a front end; one member a line of the NDJSON contract. */
export type WizardEvent
	= | RunStarted
		| {readonly type: 'chapter.started' | 'chapter.finished'; readonly chapter: string}
		| {readonly type: 'step.started'; readonly chapter: string; readonly step: string; readonly title: string; readonly command?: string; readonly log: string}
		| {readonly type: 'output'; readonly step: string; readonly stream: OutputStream; readonly line: string}
		| {readonly type: 'progress'; readonly step: string; readonly done: number; readonly total?: number; readonly unit: string}
		| {readonly type: 'step.finished'; readonly step: string; readonly ms: number; readonly status: 'done' | 'skipped' | 'already'}
		| ({readonly type: 'fact'} & Fact)
		/** `tryThis`: what the person can do about it, where that is not in the message; `step`: what it hinders. */
		| {readonly type: 'warning'; readonly code: string; readonly message: string; readonly tryThis?: string; readonly step?: string}
		| Inspected
		| Experiment
		| Catalogue
		| {readonly type: 'run.finished'; readonly facts: Facts; readonly ms: number; readonly nextSteps: readonly string[]}
		| {readonly type: 'run.failed'; readonly error: FailureReport};

export type RunStarted = {
	readonly type: 'run.started';
	readonly target: string;
	readonly directory: string;
	readonly chapters: readonly string[];
	readonly config: Readonly<Record<string, unknown>>;
	/** Every step, in the order in which the chapters tell them. */
	readonly plan: readonly PlannedStep[];
	/** True when the workspace was there before. */
	readonly isResumed: boolean;
	/** What the journal knows of an earlier run; absent when there was none. */
	readonly earlier?: Earlier;
	readonly guesses: Guesses;
};

/** How many of a plan's steps were done before, and when the last of them was. */
export type Earlier = {readonly done: number; readonly steps: number; readonly at?: string};

/** An event with the contract's version and the time it happened, as journals and NDJSON carry it. */
export type StampedEvent = {readonly v: 1; readonly at: string} & WizardEvent;

export type Emit = (event: WizardEvent) => void;
export type Listener = (event: StampedEvent) => void;

/**
Stamps each event once and hands it, without the secrets in it, to every listener in order.
Lines are redacted before they come here: there are too many of them to be looked at twice.
*/
export function broadcast(listeners: readonly Listener[]): Emit {
	let now = 0;
	let at = '';
	return event => {
		// A tool prints hundreds of lines a millisecond, and writing the time costs more than all else here.
		if (Date.now() !== now) {
			now = Date.now();
			at = new Date(now).toISOString();
		}

		const stamped: StampedEvent = {v: 1, at, ...(event.type === 'output' ? event : secrets.redactIn(event))};
		for (const listener of listeners) {
			listener(stamped);
		}
	};
}
