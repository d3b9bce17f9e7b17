import {styleText} from 'node:util';
import type {StampedEvent} from '../engine/events.js';
import {telling, type FrontEnd} from './frontend.js';
import {failureText} from './plain.js';

export type ExerciseLinesOptions = {
	readonly stdout: {write(text: string): unknown};
	readonly stderr: {write(text: string): unknown};
	readonly color: boolean;
};

/** A line for each exercise on standard output, done or what is missing; failures on standard error. */
export function exerciseLines({stdout, stderr, color}: ExerciseLinesOptions): FrontEnd {
	let title = '';
	const paint = (style: Parameters<typeof styleText>[0], text: string) => color ? styleText(style, text, {validateStream: false}) : text;
	const listen = (event: StampedEvent) => {
		switch (event.type) {
			case 'step.started': {
				title = event.title;
				break;
			}

			case 'step.finished': {
				stdout.write(`${paint('green', '✓')} ${title}\n`);
				break;
			}

			case 'warning': {
				stdout.write(`${paint('yellow', '·')} ${title}\n    ${event.message}\n`);
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
