import {answerTo, type Ask, type Question} from '../../engine/questions.js';

/** A question that waits for a person. */
export type OpenQuestion = Question & {
	/** Tells two questions of the same kind apart. */
	readonly key: number;
	readonly answer: (value: string) => void;
};

/**
The questions that wait, in the order in which they were asked; steps that run at the same time may ask at the same time.
What a person has said ahead of a question answers it at once.
*/
export class Conversation {
	readonly #onChange: () => void;
	readonly #ahead = new Map<string, string>();
	#open: readonly OpenQuestion[] = [];
	#asked = 0;
	#isClosed = false;

	constructor(onChange: () => void) {
		this.#onChange = onChange;
	}

	/** The questions that wait now. */
	get open(): readonly OpenQuestion[] {
		return this.#open;
	}

	readonly ask: Ask = async (question, signal) => {
		const {id, step, fallback, choices} = question;
		const said = this.#takeAhead(id, step);
		if (said !== undefined) {
			return answerTo(question, said);
		}

		if (this.#isClosed || signal?.aborted) {
			return fallback;
		}

		return new Promise(resolve => {
			const key = ++this.#asked;
			const settle = (value: typeof fallback) => {
				signal?.removeEventListener('abort', withdraw);
				this.#open = this.#open.filter(waiting => waiting.key !== key);
				resolve(value);
				this.#onChange();
			};

			const withdraw = () => {
				settle(fallback);
			};

			signal?.addEventListener('abort', withdraw, {once: true});
			this.#open = [...this.#open, {
				...question,
				...(choices && {choices: [...choices]}),
				key,
				answer(value) {
					settle(answerTo(question, value));
				},
			}];
			this.#onChange();
		});
	};

	/** Answers a question about a step, whether it was asked already or will be. */
	say(id: string, step: string, value: string): void {
		const asked = this.#open.find(question => question.id === id && question.step === step);
		if (asked) {
			asked.answer(value);
		} else {
			this.#ahead.set(aheadKey(id, step), value);
		}
	}

	/** Nobody will answer any more: every question, also those still to come, gets its fallback. */
	close(): void {
		this.#isClosed = true;
		for (const {answer, fallback} of this.#open) {
			answer(fallback);
		}
	}

	#takeAhead(id: string, step: string | undefined): string | undefined {
		const key = aheadKey(id, step);
		const said = this.#ahead.get(key);
		this.#ahead.delete(key);
		return said;
	}
}

const aheadKey = (id: string, step: string | undefined) => `${id} ${step ?? ''}`;
