import {StringDecoder} from 'node:string_decoder';

/** A line without an end must not fill the memory: it is handed over in pieces of this many UTF-16 code units. */
export const longestLine = 64 * 1024;

/** Splits UTF-8 that comes in chunks of any size into lines, which end with `\n`, `\r\n` or, as progress does, `\r`. */
export class LineSplitter {
	readonly #onLine: (line: string) => void;
	readonly #decoder = new StringDecoder('utf8');
	/** What came since the last line end. */
	#rest = '';
	/** True when the last chunk ended with `\r`: a `\n` after it belongs to the same line end. */
	#endedWithReturn = false;

	constructor(onLine: (line: string) => void) {
		this.#onLine = onLine;
	}

	push(chunk: Uint8Array): void {
		this.#take(this.#decoder.write(chunk));
	}

	/** Hands over what came after the last line end. */
	end(): void {
		this.#take(this.#decoder.end());
		if (this.#rest !== '') {
			this.#onLine(this.#rest);
			this.#rest = '';
		}
	}

	#take(decoded: string): void {
		if (decoded === '') {
			return;
		}

		const text = this.#endedWithReturn && decoded.startsWith('\n') ? decoded.slice(1) : decoded;
		this.#endedWithReturn = decoded.endsWith('\r');
		// The plain way is four times as fast, and hardly any tool ends lines otherwise.
		const [first = '', ...others] = text.includes('\r') ? text.split(/\r\n?|\n/v) : text.split('\n');
		this.#rest = this.#handOver(this.#rest + first);
		for (const line of others) {
			this.#onLine(this.#rest);
			this.#rest = this.#handOver(line);
		}
	}

	/** Hands over all but the last piece of a long line, and gives that. */
	#handOver(line: string): string {
		let rest = line;
		while (rest.length > longestLine) {
			// A character of two code units stays whole.
			const end = (rest.codePointAt(longestLine - 1) ?? 0) > 0xFF_FF ? longestLine - 1 : longestLine;
			this.#onLine(rest.slice(0, end));
			rest = rest.slice(end);
		}

		return rest;
	}
}
