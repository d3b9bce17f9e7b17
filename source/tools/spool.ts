import type {FileHandle} from '../disk/open.js';
import {openNameless} from '../disk/nameless.js';

/** Between two looks at what a quiet program printed, in milliseconds: live to the eye, and nothing to a processor. */
const pause = 20;
/** What V8 takes for a small object, as text too: large ones stay until a full collection. */
const chunkBytes = 32 * 1024;

/**
A file for a program to print to, read as it grows. Through a pipe the program would have to wait whenever the screen is painted;
a file takes all at once. It has no name, so nothing is left behind, however the wizard ends.
*/
export class Spool {
	/** @param near The file in whose directory there is room. */
	static async open(near: string): Promise<Spool> {
		return new Spool(await openNameless(near));
	}

	readonly #handle: FileHandle;
	#waiting: Array<() => void> = [];
	#hasEnded = false;
	#isOver = false;
	#wake: (() => void) | undefined;

	private constructor(handle: FileHandle) {
		this.#handle = handle;
	}

	/** What the program gets as a stream to print to. */
	get descriptor(): number {
		return this.#handle.fd;
	}

	/** Gives what is printed until the program has ended, then closes the file. Call it once. */
	async * read(ended: Promise<unknown>): AsyncGenerator<Uint8Array> {
		void ended.finally(() => {
			this.#hasEnded = true;
			this.#wake?.();
		});
		const buffer = new Uint8Array(chunkBytes);
		let position = 0;
		try {
			for (;;) {
				// Looked at before reading, as what came in between may not have been read.
				const isLast = this.#hasEnded;
				const waiting = this.#waiting;
				this.#waiting = [];
				const {bytesRead} = await this.#handle.read(buffer, 0, chunkBytes, position);
				if (bytesRead > 0) {
					position += bytesRead;
					this.#waiting.push(...waiting);
					yield buffer.slice(0, bytesRead);
				} else {
					release(waiting);
					if (isLast) {
						return;
					}

					await this.#rest();
				}
			}
		} finally {
			this.#isOver = true;
			release(this.#waiting);
			await this.#handle.close();
		}
	}

	/** Gives another stream's chunks, each after what was printed here before it, so that both can be told in their order. */
	async * before(stream: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
		for await (const chunk of stream) {
			if (!this.#isOver) {
				await new Promise<void>(resolve => {
					this.#waiting.push(resolve);
					this.#wake?.();
				});
			}

			yield chunk;
		}
	}

	/** Waits a little, unless somebody waits for what is here. */
	async #rest(): Promise<void> {
		if (this.#waiting.length > 0 || this.#hasEnded) {
			return;
		}

		await new Promise<void>(resolve => {
			const timer = setTimeout(resolve, pause);
			this.#wake = () => {
				clearTimeout(timer);
				resolve();
			};
		});
	}
}

function release(waiting: ReadonlyArray<() => void>): void {
	for (const proceed of waiting) {
		proceed();
	}
}
