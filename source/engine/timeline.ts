import {performance} from 'node:perf_hooks';

/**
What a piece of a run's time is: a whole step, or in it a look at the world, the wait for the person, work, or a command of the work's.
*/
export type SpanKind = 'step' | 'look' | 'person' | 'work' | 'command';

export type Span = {
	/** The step that it belongs to. */
	readonly step: string;
	readonly kind: SpanKind;
	/** What a person calls it, e.g. the command. */
	readonly name: string;
	/** Both in milliseconds since the process began. */
	readonly start: number;
	readonly end: number;
	/** Of a whole step: the steps that it waited for. */
	readonly needs?: readonly string[];
};

/** Where the time of a run goes: what took place from when to when. */
export class Timeline {
	readonly #spans: Span[] = [];

	/** What has come to its end so far, well or badly, in the order of the ends. */
	get spans(): readonly Span[] {
		return this.#spans;
	}

	/** Does a piece of work and keeps when it took place. Throws what the work throws. */
	async measure<Result>(what: Omit<Span, 'start' | 'end'>, work: () => Promise<Result>): Promise<Result> {
		const start = performance.now();
		try {
			return await work();
		} finally {
			this.#spans.push({...what, start, end: performance.now()});
		}
	}
}

/** One of the stretches that a run waited for, one after the other, without a gap. */
export type Stretch = {
	/** Undefined before the first step. */
	readonly step: string | undefined;
	/** Both in milliseconds since the process began. */
	readonly start: number;
	readonly end: number;
};

/**
The critical path: the chain of stretches that decided when the run was over. It leads from the step that ended last to whichever
of its needs ended last, and so on to the beginning; what is not on it could have taken longer at no cost.
*/
export function criticalPath(spans: readonly Span[]): readonly Stretch[] {
	const steps = spans.filter(({kind}) => kind === 'step');
	const path: Stretch[] = [];
	const lastOf = (some: readonly Span[]) => some.toSorted((one, other) => one.end - other.end).at(-1);
	let last = lastOf(steps);
	while (last) {
		const {step, end, needs = []} = last;
		last = lastOf(steps.filter(each => needs.includes(each.step)));
		path.unshift({step, start: last?.end ?? 0, end});
	}

	const [first] = path;
	const begun = steps.find(({step}) => step === first?.step)?.start;
	return first && begun !== undefined
		? [{step: undefined, start: 0, end: begun}, {...first, start: begun}, ...path.slice(1)]
		: [];
}

/** One event of the trace-event format, times in microseconds; `X` is a piece of time, `M` the name of a row. */
export type TraceEvent
	= | {readonly ph: 'X'; readonly name: string; readonly cat: string; readonly ts: number; readonly dur: number; readonly pid: 1; readonly tid: number}
		| {readonly ph: 'M'; readonly name: 'process_name' | 'thread_name' | 'thread_sort_index'; readonly pid: 1; readonly tid: number; readonly args: Readonly<Record<string, string | number>>};

/**
The timeline in the trace-event format, which the profilers of browsers open: a row for what the run waited for, and one for each step.
https://docs.google.com/document/d/1CvAClvFfyA5R-PhYUmn5OOQtYMH4h6I0nSsKchNAySU
*/
export function traceOf(spans: readonly Span[]): {readonly displayTimeUnit: 'ms'; readonly traceEvents: readonly TraceEvent[]} {
	const steps = spans.filter(({kind}) => kind === 'step').toSorted((one, other) => one.start - other.start);
	const rows = new Map(steps.map(({step}, index) => [step, index + 1]));
	const piece = (name: string, cat: string, tid: number, {start, end}: Pick<Span, 'start' | 'end'>): TraceEvent => (
		{ph: 'X', name, cat, ts: Math.round(start * 1000), dur: Math.round((end - start) * 1000), pid: 1, tid}
	);
	const rowName = (name: string, tid: number): readonly TraceEvent[] => [
		{ph: 'M', name: 'thread_name', pid: 1, tid, args: {name}},
		{ph: 'M', name: 'thread_sort_index', pid: 1, tid, args: {sort_index: tid}},
	];
	return {
		displayTimeUnit: 'ms',
		traceEvents: [
			{ph: 'M', name: 'process_name', pid: 1, tid: 0, args: {name: 'layer-wizard'}},
			...rowName('what the run waited for', 0),
			...criticalPath(spans).map(stretch => piece(stretch.step ?? 'before the first step', 'waited', 0, stretch)),
			...[...rows].flatMap(([step, row]) => rowName(step, row)),
			...spans.flatMap(span => {
				const row = rows.get(span.step);
				return row === undefined ? [] : [piece(span.name, span.kind, row, span)];
			}),
		],
	};
}
