import {createInterface} from 'node:readline';
import type {Readable, Writable} from 'node:stream';
import {setImmediate as nextTurn} from 'node:timers/promises';
import type {PlannedStep, StampedEvent} from '../../engine/events.js';
import {answerTo, type Ask, type Question} from '../../engine/questions.js';
import {sanitizedAsk, sanitizeEvent} from '../../engine/sanitize-events.js';
import type {Words} from '../../lessons/languages.js';
import type {FrontEnd} from '../frontend.js';
import {plainFrontEnd} from '../plain.js';
import {promptFor} from './prompts.js';

export type LinearOptions = {
	readonly quit: () => void;
	readonly words: Words;
	readonly stdin: Readable;
	readonly stdout: Writable;
	readonly stderr: Writable;
};

/**
The walkthrough for a screen reader: lessons, questions and progress as lines that never change, answered with lines.
What happens while a question is open is told after its answer.
*/
export function linearFrontEnd({quit, words, stdin, stdout, stderr}: LinearOptions): FrontEnd {
	// The terminal itself edits the line, so that nothing is ever drawn twice.
	const reader = createInterface({input: stdin, terminal: false});
	const lines = reader[Symbol.asyncIterator]();
	let held: Array<() => void> | undefined;
	const holding = (stream: Writable) => ({
		write(text: string) {
			if (held) {
				held.push(() => {
					stream.write(text);
				});
			} else {
				stream.write(text);
			}
		},
	});
	const plain = plainFrontEnd({stdout: holding(stdout), stderr: holding(stderr), verbose: false, dryRun: false, color: false, strings: words.strings});
	const plan = new Map<string, PlannedStep>();
	const ended = new Set<string>();
	/** The steps whose lessons were told. */
	const told = new Set<string>();
	let onEnd: ReadonlyArray<() => void> = [];
	let asking: Promise<unknown> = Promise.resolve();

	const nextEnd = async (signal: AbortSignal | undefined) => new Promise<void>(resolve => {
		onEnd = [...onEnd, resolve];
		signal?.addEventListener('abort', () => {
			resolve();
		}, {once: true});
	});

	/** Lessons are told in their order, also where later steps are ready earlier. */
	const turnOf = async (question: Pick<Question, 'id' | 'step'>, signal?: AbortSignal): Promise<void> => {
		const {step, id} = question;
		const attended = [...plan.values()].filter(planned => planned.attended).map(planned => planned.step);
		const before = attended.slice(0, Math.max(0, attended.indexOf(step ?? '')));
		if (id !== 'retry' && !signal?.aborted && before.some(earlier => !ended.has(earlier))) {
			await nextEnd(signal);
			await turnOf(question, signal);
		}
	};

	const release = () => {
		const waiting = held ?? [];
		held = undefined;
		for (const write of waiting) {
			write();
		}
	};

	const converse: Ask = async (question, signal) => {
		if (signal?.aborted) {
			return question.fallback;
		}

		const step = question.step ?? '';
		const {text, reply} = promptFor(question, words, {step: plan.get(step), isNew: !told.has(step)});
		told.add(step);
		const isWithdrawn = new Promise<undefined>(resolve => {
			signal?.addEventListener('abort', () => {
				resolve(undefined);
			}, {once: true});
		});
		stderr.write(`\n${text}\n> `);
		held ??= [];
		try {
			for (;;) {
				const next = await Promise.race([lines.next(), isWithdrawn]);
				const answer = next?.done === false ? await reply(next.value.trim()) : undefined;
				if (answer?.kind === 'answer') {
					return answerTo(question, answer.value);
				}

				if (answer?.kind !== 'say') {
					// The person leaves, by a word or by closing the input.
					if (next) {
						quit();
					}

					return question.fallback;
				}

				stderr.write(`${answer.text}\n> `);
			}
		} finally {
			release();
		}
	};

	return {
		listen(told: StampedEvent) {
			const event = sanitizeEvent(told);
			for (const step of event.type === 'run.started' ? event.plan : []) {
				plan.set(step.step, step);
			}

			plain.listen(event);
			if (event.type === 'step.finished') {
				ended.add(event.step);
				const waiting = onEnd;
				onEnd = [];
				for (const resolve of waiting) {
					resolve();
				}
			}

			if (event.type === 'step.finished' && event.status === 'done' && plan.get(event.step)?.attended) {
				holding(stderr).write(`${words.lesson(event.step).after}\n`);
			}
		},
		ask: sanitizedAsk(async (question, signal) => {
			await turnOf(question, signal);
			const answer = asking.then(async () => converse(question, signal));
			asking = answer;
			return answer;
		}),
		async lendTerminal(work) {
			// Else this process would share the keys with whoever has the terminal now.
			reader.pause();
			await nextTurn();
			try {
				return await work();
			} finally {
				reader.resume();
			}
		},
		async close() {
			release();
			// Else the process would wait for more to be typed.
			reader.close();
		},
	};
}
