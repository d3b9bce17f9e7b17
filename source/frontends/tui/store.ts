import type {Listener} from '../../engine/events.js';
import type {Ask} from '../../engine/questions.js';
import {emptyModel, type Model} from './model.js';
import {QuestionQueue, type OpenQuestion} from './questions.js';
import {reduce} from './reduce.js';

/** What the screen shows. */
export type View = {
	readonly model: Model;
	readonly question: OpenQuestion | undefined;
	/** True from the moment that somebody asked to stop. */
	readonly isStopping: boolean;
};

/** Tools print thousands of lines a second; a person sees no more than this many milliseconds apart. */
const pause = 50;

/** Takes in events at once and publishes views at a rate that a terminal can follow. */
export class Store {
	readonly #subscribers = new Set<() => void>();
	readonly #questions = new QuestionQueue(() => {
		this.flush();
	});

	#model = emptyModel;
	#isStopping = false;
	#view: View = {model: emptyModel, question: undefined, isStopping: false};
	#timer: NodeJS.Timeout | undefined;

	/** Answers once a person has chosen. */
	readonly ask: Ask = async question => this.#questions.ask(question);

	readonly listen: Listener = event => {
		this.#model = reduce(this.#model, event);
		this.#timer ??= setTimeout(() => {
			this.flush();
		}, pause);
	};

	/** The view that was published last. */
	readonly view = (): View => this.#view;

	readonly subscribe = (onPublish: () => void): (() => void) => {
		this.#subscribers.add(onPublish);
		return () => {
			this.#subscribers.delete(onPublish);
		};
	};

	/** The run is about to end: whoever still waits for an answer gets none. */
	stop(): void {
		this.#isStopping = true;
		this.#questions.close();
		this.flush();
	}

	/** Publishes all that is known, now. */
	flush(): void {
		clearTimeout(this.#timer);
		this.#timer = undefined;
		this.#view = {model: this.#model, question: this.#questions.first, isStopping: this.#isStopping};
		for (const onPublish of this.#subscribers) {
			onPublish();
		}
	}
}
