import {Buffer} from 'node:buffer';
import {closeSync, readSync} from 'node:fs';
import {openFileSync} from './open.js';

const lineBreak = 0x0A;

/** Large enough that reading takes no time, small enough that memory does not notice, in bytes. */
const chunkBytes = 256 * 1024;

/** A line without its line break; only the last one may have none. */
export type FileLine = {readonly line: Uint8Array; readonly hasBreak: boolean};

/** Reads the lines of a file, however large. A line is valid until the next one is asked for. Throws as `openFile`. */
export function * linesInFile(file: string): Generator<FileLine> {
	const descriptor = openFileSync(file, 'read');
	try {
		const chunk = Buffer.alloc(chunkBytes);
		let begun: Uint8Array[] = [];
		for (;;) {
			const read = chunk.subarray(0, readSync(descriptor, chunk));
			if (read.length === 0) {
				break;
			}

			let start = 0;
			for (let end = read.indexOf(lineBreak); end !== -1; end = read.indexOf(lineBreak, start)) {
				const rest = read.subarray(start, end);
				yield {line: begun.length === 0 ? rest : Buffer.concat([...begun, rest]), hasBreak: true};
				begun = [];
				start = end + 1;
			}

			if (start < read.length) {
				begun.push(Buffer.from(read.subarray(start)));
			}
		}

		if (begun.length > 0) {
			yield {line: Buffer.concat(begun), hasBreak: false};
		}
	} finally {
		closeSync(descriptor);
	}
}
