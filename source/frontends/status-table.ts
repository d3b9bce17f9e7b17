import {styleText} from 'node:util';
import type {FactId, FactValue, PlannedStep, RunStarted, StampedEvent} from '../engine/events.js';
import {fill, type Strings} from '../lessons/strings.js';
import {telling, type FrontEnd} from './frontend.js';
import {failureText} from './plain.js';
import {minuteOf} from './resume-line.js';
import {summary} from './summary.js';
import {pad, widthOf} from './tui/text/cells.js';
import {chapterTitle, stepTitle} from './tui/words.js';

export type StatusTableOptions = {
	readonly stdout: {write(text: string): unknown};
	readonly stderr: {write(text: string): unknown};
	readonly color: boolean;
	readonly strings: Strings;
};

type Style = Parameters<typeof styleText>[0];

/** Of a step that is done when it was, of one that is not why. */
type Word = {readonly doneAt: string} | {readonly open: keyof Strings['standing']['open']};

/** Where a walkthrough stands, as a table on standard output: a row for each chapter, of those that have begun also what is not done, then the numbers. */
export function statusTable({stdout, stderr, color, strings}: StatusTableOptions): FrontEnd {
	const {standing: words} = strings;
	const known = new Map<string, Word>();
	const facts: Partial<Record<FactId, FactValue>> = {};
	const warnings: string[] = [];
	let run: RunStarted | undefined;

	const paint = (style: Style, text: string) => color ? styleText(style, text, {validateStream: false}) : text;
	const say = (line: string) => stdout.write(`${line}\n`);
	const wordOn = ({step}: PlannedStep): Word => known.get(step) ?? {open: 'undone'};

	const chapterRow = (chapter: string, steps: readonly PlannedStep[], width: number) => {
		const done = steps.flatMap(step => {
			const word = wordOn(step);
			return 'doneAt' in word ? [word.doneAt] : [];
		}).toSorted();
		const last = done.at(-1);
		const mark = last !== undefined && done.length === steps.length ? paint('green', '✓') : '·';
		const count = steps.length === 0 ? words.open.undone : fill(words.count, {done: done.length, steps: steps.length});
		say(`${mark} ${pad(chapterTitle(strings, chapter), width)}  ${count}${last === undefined ? '' : `  ${minuteOf(last)}`}`);
		for (const step of steps.some(({step}) => known.has(step)) ? steps : []) {
			const word = wordOn(step);
			if ('open' in word) {
				say(`    ${stepTitle(strings, step.step, step.title)}: ${words.open[word.open]}`);
			}
		}
	};

	const tellAll = ({target, directory, config, chapters, plan}: RunStarted) => {
		const cloud = {practice: strings.header.practice, aws: fill(strings.header.aws, {place: facts['cloud.account'] ?? ''}).trim()}[target];
		say(cloud === undefined ? fill(words.lost, {directory}) : fill(words.place, {cloud, region: String(config.region), directory}));
		say('');
		const width = Math.max(0, ...chapters.map(chapter => widthOf(chapterTitle(strings, chapter))));
		for (const chapter of chapters) {
			chapterRow(chapter, plan.filter(step => step.chapter === chapter), width);
		}

		const numbers = summary(facts, strings);
		stdout.write(numbers === '' ? '' : `\n${numbers}`);
	};

	const listen = (event: StampedEvent) => {
		switch (event.type) {
			case 'run.started': {
				run = event;
				break;
			}

			case 'step.started': {
				known.set(event.step, {open: 'begun'});
				break;
			}

			case 'step.finished': {
				known.set(event.step, event.status === 'skipped' ? {open: 'skipped'} : {doneAt: event.at});
				break;
			}

			case 'fact': {
				facts[event.id] = event.value;
				break;
			}

			case 'warning': {
				warnings.push(fill(words.warning, {message: event.message}), ...(event.tryThis ? [`  ${fill(words.cure, {cure: event.tryThis})}`] : []));
				break;
			}

			case 'run.finished': {
				if (run) {
					tellAll(run);
				}

				say('');
				for (const warning of warnings) {
					say(paint('yellow', warning));
				}

				for (const step of event.nextSteps) {
					say(fill(strings.summary.next, {step}));
				}

				break;
			}

			case 'run.failed': {
				stderr.write(`${failureText(event.error)}\n`);
				break;
			}

			default: {
				break;
			}
		}
	};

	return telling(listen);
}
