import {styleText} from 'node:util';
import type {FailureReport, RunStarted, StampedEvent} from '../engine/events.js';
import type {Catalogue, Experiment} from '../engine/findings.js';
import {fill, type Strings} from '../lessons/strings.js';
import {catalogueText} from './catalogue-text.js';
import {experimentText} from './experiment-text.js';
import {factRows} from './facts.js';
import {telling, type FrontEnd} from './frontend.js';
import {resumeLine} from './resume-line.js';
import {summary} from './summary.js';

export type PlainOptions = {
	readonly stdout: {write(text: string): unknown};
	readonly stderr: {write(text: string): unknown};
	/** Also the lines that the tools print. */
	readonly verbose: boolean;
	/** The plan is the result, so it goes to standard output, with what each step would change. */
	readonly dryRun: boolean;
	readonly color: boolean;
	readonly strings: Strings;
};

/** Lines of text: progress on standard error, the result on standard output. */
export function plainFrontEnd({stdout, stderr, verbose, dryRun, color, strings}: PlainOptions): FrontEnd {
	const titles = new Map<string, string>();
	const paint = (style: Parameters<typeof styleText>[0], text: string) => color ? styleText(style, text, {validateStream: false}) : text;
	const say = (line: string) => (dryRun ? stdout : stderr).write(`${line}\n`);

	const isWanted = ({stream}: Output) => verbose || dryRun || stream === 'diff';

	const listen = (event: StampedEvent) => {
		switch (event.type) {
			case 'run.started': {
				say(beginning(event, strings));
				break;
			}

			case 'chapter.started': {
				say(paint('bold', `[${event.chapter}]`));
				break;
			}

			case 'step.started': {
				titles.set(event.step, event.title);
				say(`  ${event.title} …${event.command ? `\n    ${paint('cyan', `$ ${event.command}`)}` : ''}`);
				break;
			}

			case 'output': {
				if (isWanted(event)) {
					say(outputLine(event, dryRun));
				}

				break;
			}

			case 'step.finished': {
				if (event.status !== 'skipped') {
					say(`  ${paint('green', '✓')} ${titles.get(event.step) ?? event.step}: ${endings[event.status](event.ms)}`);
				}

				break;
			}

			case 'fact': {
				for (const {label, value} of factRows([event], strings)) {
					say(`    ${label}: ${value.replaceAll('\n', '\n      ')}`);
				}

				break;
			}

			case 'experiment':
			case 'catalogue': {
				for (const line of textOf(event, strings)) {
					say(`    ${line}`);
				}

				break;
			}

			case 'warning': {
				say(paint('yellow', `Warning: ${event.message}`));
				break;
			}

			case 'run.finished': {
				say('');
				stdout.write(summary(event.facts, strings));
				for (const next of event.nextSteps) {
					say(fill(strings.summary.next, {step: next}));
				}

				break;
			}

			case 'run.failed': {
				say(paint('red', failureText(event.error)));
				break;
			}

			default: {
				break;
			}
		}
	};

	return telling(listen);
}

/** How a step ended, with the milliseconds that it took. */
const endings = {
	done: (ms: number) => `done in ${(ms / 1000).toFixed(1)} s`,
	already: () => 'already done, verified',
} as const;

type Output = Extract<StampedEvent, {readonly type: 'output'}>;

/** A tool's line with the step that it belongs to; the lines of a diff and of a plan stand below theirs. */
function outputLine({step, stream, line}: Output, dryRun: boolean): string {
	return `    ${stream === 'diff' || dryRun ? '' : `${step}: `}${line}`;
}

function textOf(event: Experiment | Catalogue, strings: Strings): readonly string[] {
	return event.type === 'experiment' ? experimentText(event, strings) : catalogueText(event, strings);
}

/** Where a run is made, and what it finds done. */
function beginning({target, directory, earlier}: RunStarted, strings: Strings): string {
	return [`Target: ${target}. Workspace: ${directory}`, ...(earlier ? [resumeLine(earlier, strings)] : [])].join('\n');
}

/** What failed, the command, and what to do: for people. */
export function failureText({message, command, tryThis, exitCode}: FailureReport): string {
	// Leaving on purpose is no error.
	return [exitCode === 0 ? message : `Error: ${message}`, ...(command ? [`  Command: ${command}`] : []), ...(tryThis ? [`  Try: ${tryThis}`] : [])].join('\n');
}
