import type {Ask, Question} from '../../engine/questions.js';

/** A question that waits for a person. */
export type OpenQuestion = {
	/** Tells two questions with the same text apart. */
	readonly key: number;
	readonly message: string;
	readonly choices: Question['choices'];
	readonly choose: (value: string) => void;
};

/** Questions in the order in which they were asked; steps that run at the same time may ask at the same time. */
export class QuestionQueue {
	readonly #onChange: () => void;
	#waiting: ReadonlyArray<OpenQuestion & {readonly giveUp: () => void}> = [];
	#asked = 0;
	#isClosed = false;

	constructor(onChange: () => void) {
		this.#onChange = onChange;
	}

	/** The question to show now. */
	get first(): OpenQuestion | undefined {
		return this.#waiting[0];
	}

	readonly ask: Ask = async question => {
		if (this.#isClosed) {
			return question.fallback;
		}

		return new Promise(resolve => {
			const key = ++this.#asked;
			const answer = (value: typeof question.fallback) => {
				this.#waiting = this.#waiting.filter(waiting => waiting.key !== key);
				resolve(value);
				this.#onChange();
			};

			this.#waiting = [...this.#waiting, {
				key,
				message: question.message,
				choices: question.choices,
				choose(value) {
					answer(question.choices.find(choice => choice.value === value)?.value ?? question.fallback);
				},
				giveUp() {
					answer(question.fallback);
				},
			}];
			this.#onChange();
		});
	};

	/** Nobody will answer any more: every question, also those still to come, gets its fallback. */
	close(): void {
		this.#isClosed = true;
		for (const {giveUp} of this.#waiting) {
			giveUp();
		}
	}
}
