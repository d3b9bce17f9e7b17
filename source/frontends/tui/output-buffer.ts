import type {StampedEvent} from '../../engine/events.js';

type Numbered = {readonly number: number; readonly event: StampedEvent};

/**
Keeps events between two paints: all of them in order, but of the lines that a step prints only the last ones.
Its size is bounded by the number of steps and of other events, whatever the tools print. Lines of diffs are all kept.
*/
export class OutputBuffer {
	readonly #keptLines: number;
	readonly #lines = new Map<string, Numbered[]>();
	#others: Numbered[] = [];
	#count = 0;

	/** @param keptLines How many lines of each step are enough for one paint. */
	constructor(keptLines: number) {
		this.#keptLines = keptLines;
	}

	add(event: StampedEvent): void {
		const numbered = {number: this.#count++, event};
		if (event.type !== 'output' || event.stream === 'diff') {
			this.#others.push(numbered);
			return;
		}

		const lines = this.#lines.get(event.step) ?? [];
		this.#lines.set(event.step, lines);
		lines.push(numbered);
		// Not one by one: moving the rest for each line costs more than keeping twice as many.
		if (lines.length === 2 * this.#keptLines) {
			lines.splice(0, this.#keptLines);
		}
	}

	/** Hands over what was kept, in the order in which it came, and begins anew. */
	take(): readonly StampedEvent[] {
		const lines = [...this.#lines.values()].flatMap(kept => kept.slice(-this.#keptLines));
		const kept = [...this.#others, ...lines].toSorted((one, other) => one.number - other.number);
		this.#lines.clear();
		this.#others = [];
		this.#count = 0;
		return kept.map(({event}) => event);
	}
}
