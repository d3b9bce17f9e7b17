import type {ReactNode} from 'react';
import {Box} from 'ink';
import {render} from 'ink-testing-library';
import {expect, vi} from 'vitest';
import {KeyboardProvider} from '../../../../source/frontends/tui/keyboard.js';
import {plainTheme, ThemeContext, type Theme} from '../../../../source/frontends/tui/theme.js';

/** Renders something as wide as a terminal. */
export function show(node: ReactNode, columns = 80, theme: Theme = plainTheme) {
	return render(<ThemeContext.Provider value={theme}>
		<KeyboardProvider onInterrupt={() => undefined}>
			<Box width={columns}>{node}</Box>
		</KeyboardProvider>
	</ThemeContext.Provider>);
}

type Shown = ReturnType<typeof render>;

/** The rows of what is shown now, none of them wider than the terminal. */
export function rowsIn({lastFrame}: Shown, columns = 80): readonly string[] {
	const rows = (lastFrame() ?? '').split('\n');
	for (const row of rows) {
		expect(row.length, row).toBeLessThanOrEqual(columns);
	}

	return rows;
}

/** Waits until what is shown has this text. */
export async function waitForText(shown: Shown, text: string | RegExp): Promise<void> {
	await vi.waitFor(() => {
		expect(shown.lastFrame()).toMatch(text);
	});
}

/** Presses keys, once somebody listens for them. */
export async function press({stdin}: Shown, ...keys: readonly string[]): Promise<void> {
	await vi.waitFor(() => {
		expect(stdin.listenerCount('readable')).toBeGreaterThan(0);
	});
	for (const key of keys) {
		stdin.write(key);
	}
}

export const keys = {down: '\u001B[B', up: '\u001B[A', enter: '\r', interrupt: '\u0003'} as const;
