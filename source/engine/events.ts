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
] as const;

export type FactId = (typeof factIds)[number];

export type FactValue = number | string;

export type Fact = {
	readonly id: FactId;
	readonly value: FactValue;
	/** `B` for sizes, `ms` for durations; texts have none. */
	readonly unit?: 'B' | 'ms';
};

export type Facts = Readonly<Partial<Record<FactId, FactValue>>>;

/** Which of a step's voices a line comes from; `diff` lines are a unified diff of a file the step edited. */
export type OutputStream = 'stdout' | 'stderr' | 'diff';

export type FailureReport = {
	/** The error's kind, e.g. `ToolError`. */
	readonly code: string;
	readonly message: string;
	readonly tryThis?: string;
	/** The command that failed, as a person would type it. */
	readonly command?: string;
	readonly exitCode: number;
};

/** Everything that the engine tells a front end; one member a line of the NDJSON contract. */
export type WizardEvent
	= | {readonly type: 'run.started'; readonly target: string; readonly directory: string; readonly chapters: readonly string[]; readonly config: Readonly<Record<string, unknown>>}
		| {readonly type: 'chapter.started' | 'chapter.finished'; readonly chapter: string}
		| {readonly type: 'step.started'; readonly chapter: string; readonly step: string; readonly title: string; readonly command?: string}
		| {readonly type: 'output'; readonly step: string; readonly stream: OutputStream; readonly line: string}
		| {readonly type: 'progress'; readonly step: string; readonly done: number; readonly total?: number; readonly unit: string}
		| {readonly type: 'step.finished'; readonly step: string; readonly ms: number; readonly status: 'done' | 'skipped' | 'already'}
		| ({readonly type: 'fact'} & Fact)
		| {readonly type: 'warning'; readonly code: string; readonly message: string}
		| {readonly type: 'run.finished'; readonly facts: Facts; readonly ms: number; readonly nextSteps: readonly string[]}
		| {readonly type: 'run.failed'; readonly error: FailureReport};

/** An event with the contract's version and the time it happened, as journals and NDJSON carry it. */
export type StampedEvent = {readonly v: 1; readonly at: string} & WizardEvent;

export type Emit = (event: WizardEvent) => void;
export type Listener = (event: StampedEvent) => void;

/** Stamps each event once and hands it to every listener in order. */
export function broadcast(listeners: readonly Listener[]): Emit {
	return event => {
		const stamped: StampedEvent = {v: 1, at: new Date().toISOString(), ...event};
		for (const listener of listeners) {
			listener(stamped);
		}
	};
}
