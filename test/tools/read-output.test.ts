import {once} from 'node:events';
import {Readable} from 'node:stream';
import {setImmediate} from 'node:timers/promises';
import {describe, expect, test} from 'vitest';
import {readOutput} from '../../source/tools/read-output.js';

const hundredLines = Array.from({length: 100}, (_, number) => new TextEncoder().encode(`${number}\n`));

/** What keeps a processor busy for a millisecond, as printing a few hundred lines does. */
function work(): void {
	const end = performance.now() + 1;
	while (performance.now() < end) {
		// Nothing to do but to take time.
	}
}

describe('a child that prints without pause', () => {
	test('lets keys and timers have their turn before it ends', async () => {
		let lines = 0;
		const reading = readOutput(Readable.from(hundredLines), {
			onBytes: () => undefined,
			onLine() {
				lines++;
				work();
			},
		});
		const turns: number[] = [];
		for (let turn = 0; turn < 3; turn++) {
			await setImmediate();
			turns.push(lines);
		}

		expect(turns.every(seen => seen < 50)).toBe(true);
		await reading;
		expect(lines).toBe(100);
	});

	test('is not read on while its bytes are not taken', async () => {
		const disk = new EventTarget();
		const seen: number[] = [];
		const reading = readOutput(Readable.from(hundredLines), {
			onBytes(chunk) {
				seen.push(chunk.length);
				return seen.length === 3 ? once(disk, 'drain') : undefined;
			},
			onLine() {
				// Only the bytes matter here.
			},
		});
		await setImmediate();
		await setImmediate();
		expect(seen).toHaveLength(3);
		disk.dispatchEvent(new Event('drain'));
		await reading;
		expect(seen).toHaveLength(100);
	});

	test('an error of who takes its bytes is told, and ends the stream', async () => {
		const stream = Readable.from(hundredLines);
		await expect(readOutput(stream, {
			onBytes() {
				throw new Error('no room');
			},
			onLine() {
				// Never called.
			},
		})).rejects.toThrow('no room');
		expect(stream.destroyed).toBe(true);
	});
});
