import {criticalPath, type Span} from '../engine/timeline.js';

const widths = {name: 23, waited: 8, bars: 44} as const;

/**
A timeline as lines of 80 cells at most: a bar for each step, and the seconds that the run waited for it, which add up to the whole.
What has no seconds went on meanwhile.

@returns No lines when no step was begun.
*/
export function timelineChart(spans: readonly Span[]): readonly string[] {
	const path = criticalPath(spans);
	const end = Math.max(0, ...path.map(stretch => stretch.end));
	const waited = new Map(path.map(stretch => [stretch.step, stretch.end - stretch.start]));
	const steps = spans.filter(({kind}) => kind === 'step').toSorted((one, other) => one.start - other.start);
	const [beginning] = path;
	const rows = [
		...(beginning ? [{name: 'before the first step', span: beginning, seconds: seconds(beginning.end)}] : []),
		...steps.map(span => {
			const took = waited.get(span.step);
			return {name: span.step, span, seconds: took === undefined ? '' : seconds(took)};
		}),
	];
	return rows.length === 0
		? []
		: [
			`The run took ${seconds(end).trim()}. It waited for (━), and meanwhile did (─):`,
			...rows.map(({name, span, seconds}) => `${name.padEnd(widths.name)} ${seconds.padStart(widths.waited)} ${bar(span, end, seconds === '' ? '─' : '━')}`),
		];
}

function bar({start, end}: Pick<Span, 'start' | 'end'>, whole: number, mark: string): string {
	const cell = (time: number) => Math.round(time / whole * widths.bars);
	return ' '.repeat(cell(start)) + mark.repeat(Math.max(1, cell(end) - cell(start)));
}

const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(1)} s`;
