import type {Listener} from '../../engine/events.js';
import type {Ask} from '../../engine/questions.js';
import {sanitizeEvent} from '../../engine/sanitize-events.js';
import {Conversation, type OpenQuestion} from './conversation.js';
import {follow, isLookingOn, mayGuess, outset, pageAt, walkOn, type Journey} from './journey.js';
import {emptyModel, entryOf, type Model} from './model.js';
import {OutputBuffer} from './output-buffer.js';
import {keptLines, reduce} from './reduce.js';

/** What the screen shows. */
export type View = {
	readonly model: Model;
	readonly journey: Journey;
	/** The question to answer now, apart from those that a page asks. */
	readonly question: OpenQuestion | undefined;
	/** True from the moment that somebody asked to stop. */
	readonly isStopping: boolean;
};

/** Tools print thousands of lines a second; after each view a person has this long, in milliseconds. */
const pause = 50;

/** A page asks these itself. */
const askedOnPages: ReadonlySet<string> = new Set(['guess', 'go']);

/** Takes in events at once and publishes views at a rate that a terminal can follow; passes on what the person decides. */
export class Store {
	/** Resolves when the person has read to the end; at once where nobody follows. */
	readonly left: Promise<void>;

	/** Answers once a person has chosen. */
	readonly ask: Ask;

	readonly #follows: boolean;
	readonly #subscribers = new Set<() => void>();
	readonly #conversation = new Conversation(() => {
		this.flush();
	});

	readonly #buffer = new OutputBuffer(keptLines);

	#model = emptyModel;
	#journey = outset;
	#isStopping = false;
	#view: View = {model: emptyModel, journey: outset, question: undefined, isStopping: false};
	#timer: NodeJS.Timeout | undefined;
	#published = 0;
	#leave: (() => void) | undefined;

	/** @param follows True when a person goes from page to page. */
	constructor(follows: boolean) {
		this.#follows = follows;
		this.ask = this.#conversation.ask;
		this.left = new Promise(resolve => {
			this.#leave = resolve;
		});
	}

	readonly listen: Listener = event => {
		this.#buffer.add(event);
		// What comes after a while is seen at once, with all that comes along with it.
		this.#timer ??= setTimeout(() => {
			this.flush();
		}, Math.max(0, this.#published + pause - performance.now()));
	};

	/** The view that was published last. */
	readonly view = (): View => this.#view;

	readonly subscribe = (onPublish: () => void): (() => void) => {
		this.#subscribers.add(onPublish);
		return () => {
			this.#subscribers.delete(onPublish);
		};
	};

	/** The person goes on: to the guess, to the step's start, or to the next page. */
	readonly goOn = (): void => {
		const {place} = this.#journey;
		const page = pageAt(this.#journey, this.#model);
		if (place.at !== 'page' || !page) {
			this.#journey = walkOn(this.#journey, this.#model);
		} else if (place.stage === 'started') {
			this.#journey = entryOf(this.#model, page.step) ? walkOn(this.#journey, this.#model) : this.#journey;
		} else if (place.stage === 'lesson' && mayGuess(this.#model, page)) {
			this.#journey = {...this.#journey, place: {...place, stage: 'guess'}};
		} else {
			this.#start('run');
		}

		this.flush();
	};

	/** The person leaves the page's step out. */
	readonly skip = (): void => {
		this.#start('skip');
		this.flush();
	};

	/** The person guesses what the page's step will measure, or, with an empty text, does not. */
	readonly guess = (text: string): void => {
		const page = pageAt(this.#journey, this.#model);
		const fact = page?.attended.guess;
		if (page && fact) {
			this.#model = {...this.#model, guesses: {...this.#model.guesses, [fact]: text}};
			this.#conversation.say('guess', page.step, text);
		}

		this.#start('run');
		this.flush();
	};

	/** The run is about to end: whoever still waits for an answer gets none. */
	stop(): void {
		this.#isStopping = true;
		this.#conversation.close();
		this.flush();
	}

	/** Publishes all that is known, now. */
	flush(): void {
		clearTimeout(this.#timer);
		this.#timer = undefined;
		this.#published = performance.now();
		this.#takeIn();
		this.#journey = this.#follows ? follow(this.#journey, this.#model, this.#conversation.open) : {...outset, told: this.#model.record.length};
		const {outcome} = this.#model;
		if (this.#isStopping || this.#journey.place.at === 'left' || (outcome && isLookingOn(this.#journey))) {
			this.#journey = {...this.#journey, told: this.#model.record.length};
			this.#leave?.();
		}

		this.#view = {
			model: this.#model,
			journey: this.#journey,
			// Whoever still reads is not asked what comes after.
			question: this.#conversation.open.find(({id}) => !askedOnPages.has(id) && (id !== 'afterwards' || isLookingOn(this.#journey))),
			isStopping: this.#isStopping,
		};
		for (const onPublish of this.#subscribers) {
			onPublish();
		}
	}

	/** Takes in what happened since the last look, in words that are safe to show: not as it comes, for most lines are never shown. */
	#takeIn(): void {
		for (const event of this.#buffer.take()) {
			this.#model = reduce(this.#model, sanitizeEvent(event));
		}
	}

	#start(how: 'run' | 'skip'): void {
		const {place} = this.#journey;
		const page = pageAt(this.#journey, this.#model);
		if (place.at !== 'page' || place.stage === 'started' || !page) {
			return;
		}

		this.#journey = {...this.#journey, place: {...place, stage: 'started'}};
		if (mayGuess(this.#model, page)) {
			this.#conversation.say('guess', page.step, '');
		}

		this.#conversation.say('go', page.step, how);
	}
}
