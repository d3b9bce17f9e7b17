import {Box} from 'ink';
import {render} from 'ink-testing-library';
import {vi} from 'vitest';
import type {Language} from '../../../../source/lessons/languages.js';
import type {TerminalSize} from '../../../../source/frontends/tui/layout.js';
import type {OverlayId} from '../../../../source/frontends/tui/overlays/overlays.js';
import {Present} from '../../../../source/frontends/tui/present.js';
import {Screen} from '../../../../source/frontends/tui/screen.js';
import type {View} from '../../../../source/frontends/tui/store.js';
import {plainTheme} from '../../../../source/frontends/tui/theme.js';
import {fittingRows} from './fits.js';
import {words} from './words.js';

type Options = {
	readonly language?: Language;
	readonly overlay?: OverlayId;
	/** Undefined: nothing moves. */
	readonly now?: number | undefined;
};

/** What stays on the screen in a terminal of this size: everything but the record. */
export function present(view: View, size: TerminalSize, {language = 'en', overlay, now}: Options = {}) {
	const on = {overlay: vi.fn<(id: OverlayId | undefined) => void>(), guess: vi.fn<(text: string) => void>(), quit: vi.fn<() => void>()};
	// The library's terminal has 100 columns, and where Ink takes itself to be in CI it hears of no other width.
	const shown = render(<Box width={size.columns} flexDirection='column'>
		<Screen view={{...view, journey: {...view.journey, told: 0}}} strings={words[language].strings} theme={plainTheme} repaints={{count: 0, isBlank: false}}>
			<Present
				view={view} words={words[language]} size={size} now={now} overlay={overlay} comeBack='npx layer-wizard layers'
				onOverlay={on.overlay} onGuess={on.guess} onQuit={on.quit}
			/>
		</Screen>
	</Box>);
	return {...shown, on, rows: () => fittingRows(shown, size.columns, size.rows - 1)};
}
