/** What Ink writes before a frame when the last one was as high as the terminal is now: it empties the scrollback too. */
const clearTerminal = '\u001B[2J\u001B[3J\u001B[H';
const clearScreen = '\u001B[2J\u001B[H';

/**
A terminal's output on which Ink cannot empty the scrollback, which holds what the person did before.
After that sequence Ink writes the whole record and the frame; the last screenful of it is what was to be seen.
*/
export function gentleOutput<Stream extends {readonly rows?: number; write: (text: string) => unknown}>(stdout: Stream): Stream {
	const write = (text: unknown, ...more: readonly unknown[]): unknown => {
		const gentle = typeof text === 'string' && text.includes(clearTerminal)
			? clearScreen + lastLines(text.slice(text.lastIndexOf(clearTerminal) + clearTerminal.length), (stdout.rows ?? 24) - 1)
			: text;
		return Reflect.apply(stdout.write, stdout, [gentle, ...more]);
	};

	return new Proxy(stdout, {
		get(target, name) {
			if (name === 'write') {
				return write;
			}

			const value: unknown = Reflect.get(target, name);
			return typeof value === 'function' ? value.bind(target) as unknown : value;
		},
	});
}

function lastLines(text: string, count: number): string {
	return text.split('\n').slice(-count).join('\n');
}
