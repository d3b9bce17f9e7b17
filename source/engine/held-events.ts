import type {Emit, WizardEvent} from './events.js';

/** So many of the last lines that a tool printed are kept back; the log has them all. */
const linesKept = 500;

/** Keeps back what work tells that was begun ahead, until it may be told, in its order. */
export class HeldEvents {
	readonly #emit: Emit;
	#held: WizardEvent[] | undefined = [];

	constructor(emit: Emit) {
		this.#emit = emit;
	}

	/** Tells an event, now or when all is released. */
	readonly emit: Emit = event => {
		if (!this.#held) {
			this.#emit(event);
			return;
		}

		this.#held.push(event);
		if (this.#held.length > 2 * linesKept) {
			const others = this.#held.slice(0, -linesKept).filter(({type}) => type !== 'output');
			this.#held = [...others, ...this.#held.slice(-linesKept)];
		}
	};

	/** Tells all that was kept back; from now on nothing is. */
	release(): void {
		const held = this.#held ?? [];
		this.#held = undefined;
		for (const event of held) {
			this.#emit(event);
		}
	}
}
