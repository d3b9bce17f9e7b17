import {Buffer} from 'node:buffer';
import {redactText} from '../engine/secrets.js';

/** The longest beginning of an address that is waited for, in bytes: tokens in there have up to some kilobytes. */
const longestOpen = 8192;

const addressStart = '://';
/** Ends an address and all that may be masked in it. */
const addressEnd = /[\0-\u0020"<>\\]/v;
/** What may be masked starts with one of these: names and passwords, and parameters. */
const openStart = /:\/\/|[?;#]|&/v;

/**
Takes secrets out of bytes that come in chunks of any size, also where the border of two chunks cuts a secret.
Bytes that may be the beginning of a secret are kept back until it is known whether they are.
Inside, bytes are texts of which each character is a byte (Latin-1), so that whatever else is printed comes out as it came in.
*/
export class Redactor {
	readonly #secrets: readonly string[];
	#rest = '';

	/** @param secrets Longest first. */
	constructor(secrets: readonly string[]) {
		this.#secrets = secrets.map(secret => Buffer.from(secret).toString('latin1'));
	}

	/** Gives what can be told by now: the chunk itself where there is nothing to hide. */
	push(chunk: Uint8Array): Uint8Array {
		const text = this.#rest + Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength).toString('latin1');
		const open = Math.max(...[...this.#secrets, addressStart].map(start => openLength(text, start)));
		const end = this.#beforeOpen(text, text.length - open);
		const told = redactText(text.slice(0, end), this.#secrets);
		const isSame = this.#rest === '' && told === text;
		this.#rest = text.slice(end);
		return isSame ? chunk : Buffer.from(told, 'latin1');
	}

	/** Gives what was kept back, when no more comes. */
	end(): Uint8Array {
		const told = redactText(this.#rest, this.#secrets);
		this.#rest = '';
		return Buffer.from(told, 'latin1');
	}

	/** A place at or before the end that cuts neither a secret nor what may be masked in an address. */
	#beforeOpen(text: string, end: number): number {
		const cuts = this.#secrets.map(secret => text.indexOf(secret, end - secret.length + 1)).filter(cut => cut !== -1 && cut < end);
		const earlier = Math.min(openAddress(text, end), ...cuts);
		return earlier < end ? this.#beforeOpen(text, earlier) : end;
	}
}

/** The chunks of a stream without the secrets. */
export async function * redacted(chunks: AsyncIterable<Uint8Array>, secrets: readonly string[]): AsyncGenerator<Uint8Array> {
	const redactor = new Redactor(secrets);
	for await (const chunk of chunks) {
		yield redactor.push(chunk);
	}

	yield redactor.end();
}

/** Finds where an address that has not ended before this place may need a mask; the place itself where none does. */
function openAddress(text: string, end: number): number {
	let start = end;
	// Bounded from the text's own end, so that no more than that is ever kept back.
	while (start > Math.max(0, text.length - longestOpen) && !addressEnd.test(text.charAt(start - 1))) {
		start--;
	}

	const open = text.slice(start, end).search(openStart);
	return open === -1 ? end : start + open;
}

/** How many characters at the end are the beginning of a secret, and not the whole of it. */
function openLength(text: string, secret: string): number {
	const last = text.slice(-1);
	let length = last === '' ? 0 : secret.lastIndexOf(last, secret.length - 2) + 1;
	while (length > 0 && !text.endsWith(secret.slice(0, length))) {
		length = length === 1 ? 0 : secret.lastIndexOf(last, length - 2) + 1;
	}

	return length;
}
