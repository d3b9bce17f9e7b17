import {performance} from 'node:perf_hooks';
import {setImmediate} from 'node:timers/promises';
import v8 from 'node:v8';
import {LineSplitter} from './lines.js';

/** How long a stream may be worked on before keys and timers get their turn, in milliseconds. */
const longestTurn = 8;

export type OutputReader = {
	/** Takes the bytes as they come; what it gives is awaited before the next ones are read. */
	readonly onBytes: (chunk: Uint8Array) => Promise<unknown> | undefined;
	readonly onLine: (line: string) => void;
};

/**
Reads what a child prints to its end, as bytes and as lines. It reads no faster than the bytes are taken,
so that a child which prints faster has to wait, and nothing piles up here.
*/
export async function readOutput(chunks: AsyncIterable<Uint8Array>, {onBytes, onLine}: OutputReader): Promise<void> {
	// Each line is garbage soon. Without this V8 gives it 32 MB more, where the megabyte that it begins with is as fast.
	v8.setFlagsFromString('--semi-space-growth-factor=1');
	const lines = new LineSplitter(onLine);
	let worked = 0;
	for await (const chunk of chunks) {
		const taken = onBytes(chunk);
		const start = performance.now();
		lines.push(chunk);
		worked += performance.now() - start;
		if (taken) {
			await taken;
		}

		if (worked > longestTurn) {
			await setImmediate();
			worked = 0;
		}
	}

	lines.end();
}
