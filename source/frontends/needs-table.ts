import {styleText} from 'node:util';
import type {PlannedStep, StampedEvent} from '../engine/events.js';
import {fill, wordsFor, type Strings} from '../lessons/strings.js';
import {telling, type FrontEnd} from './frontend.js';
import {failureText} from './plain.js';
import {pad, widthOf} from './tui/text/cells.js';
import {rowsOfWords} from './tui/text/wrap.js';

export type NeedsTableOptions = {
	readonly stdout: {write(text: string): unknown};
	readonly stderr: {write(text: string): unknown};
	readonly color: boolean;
	/** How many cells a row may take. */
	readonly columns: number;
	readonly strings: Strings;
};

type Style = Parameters<typeof styleText>[0];

/** With less room than this beside the titles, rows grow longer than the terminal instead of turning into columns of words. */
const leastRoom = 20;

/** What was found of each need, and under what is missing its cure, as a table on standard output; its last line sums up. */
export function needsTable({stdout, stderr, color, columns, strings}: NeedsTableOptions): FrontEnd {
	const {doctor: words} = strings;
	const plan = new Map<string, PlannedStep>();
	const missing = {required: 0, useful: 0};
	let titleWidth = 0;
	let current = '';
	let found = '';
	let told = 0;

	const paint = (style: Style, text: string) => color ? styleText(style, text, {validateStream: false}) : text;
	const titleOf = ({step, title}: Pick<PlannedStep, 'step' | 'title'>) => wordsFor(strings.needs, step) ?? title;
	const say = (line: string) => stdout.write(`${line}\n`);

	const row = (mark: string, text: string, cure = '') => {
		told++;
		const title = titleOf(plan.get(current) ?? {step: current, title: current});
		const margin = ' '.repeat(2 + titleWidth + 2);
		const room = Math.max(leastRoom, columns - margin.length);
		const [first = '', ...rest] = rowsOfWords(text, room);
		const cured = rowsOfWords(cure, room - 2).map((line, index) => `${index === 0 ? '→' : ' '} ${line}`);
		say(`${mark} ${pad(title, titleWidth)}  ${first}`);
		for (const line of [...rest, ...cured.map(text => paint('cyan', text))]) {
			say(`${margin}${line}`);
		}
	};

	/** Says how many are missing; what cannot be looked at is not counted. */
	const sumUp = () => {
		const counted = (one: string, many: string, count: number) => fill(count === 1 ? one : many, {count});
		const required = missing.required === 0 ? words.allThere : counted(words.requiredMissing, words.requiredMissingMany, missing.required);
		const useful = missing.useful === 0 ? words.usefulThere : counted(words.usefulMissing, words.usefulMissingMany, missing.useful);
		const [style]: [Style] = missing.required === 0 ? ['green'] : ['red'];
		say('');
		for (const line of rowsOfWords(fill(words.summary, {required, useful}), columns)) {
			say(paint(style, line));
		}
	};

	const listen = (event: StampedEvent) => {
		switch (event.type) {
			case 'run.started': {
				for (const step of event.plan) {
					plan.set(step.step, step);
					titleWidth = Math.max(titleWidth, widthOf(titleOf(step)));
				}

				break;
			}

			case 'chapter.started': {
				if (told > 0) {
					say('');
				}

				say(paint('bold', wordsFor(words.levels, event.chapter) ?? event.chapter));
				break;
			}

			case 'step.started': {
				current = event.step;
				break;
			}

			case 'output': {
				found = event.line;
				break;
			}

			case 'step.finished': {
				row(event.status === 'skipped' ? '–' : paint('green', '✓'), event.status === 'skipped' ? words.unseen : found);
				break;
			}

			case 'warning': {
				const isRequired = plan.get(current)?.chapter === 'required';
				missing[isRequired ? 'required' : 'useful']++;
				row(isRequired ? paint('red', '✗') : paint('yellow', '!'), event.message, event.tryThis);
				break;
			}

			case 'run.finished': {
				sumUp();
				break;
			}

			case 'run.failed': {
				// What is missing stands in the table.
				if (told === plan.size && told > 0) {
					sumUp();
				} else {
					stderr.write(`${failureText(event.error)}\n`);
				}

				break;
			}

			default: {
				break;
			}
		}
	};

	return telling(listen);
}
