import {Text} from 'ink';
import {render} from 'ink-testing-library';
import {expect, test} from 'vitest';
import {outset} from '../../../source/frontends/tui/journey.js';
import {Screen} from '../../../source/frontends/tui/screen.js';
import {plainTheme} from '../../../source/frontends/tui/theme.js';
import {recording, replay} from './support/recording.js';
import {viewOf} from './support/views.js';
import {words} from './support/words.js';

const model = replay(recording);

function screen(told: number, language: keyof typeof words = 'en') {
	const view = viewOf({model, journey: {...outset, told}});
	const {lastFrame} = render(<Screen view={view} strings={words[language].strings} theme={plainTheme} repaints={{count: 0, isBlank: false}}><Text>below</Text></Screen>);
	return lastFrame() ?? '';
}

test('the record stands above what is going on, each chapter named once before its steps', () => {
	const text = screen(model.record.length);
	expect(text).toContain('\nWhat is needed\n✓ Look for the tools  0.2 s\n✓ Make the workspace  0.0 s\n✓ Install the practice cloud  verified\n');
	expect(text).toContain('\nShip it and ask it\n✓ Deploy the function  1.5 s\n');
	expect(text.split('Ship it and ask it')).toHaveLength(2);
	// In one line, however long, so that it can be copied.
	expect(text).toContain('    $ (cd sls-layers-python && . venv/bin/activate && python -m pip install --prefer-binary numpy && python -m pip freeze > requirements.txt)\n');
	expect(text).toMatch(/✓ Write the numbers into README\.md {2}0\.0 s\n(?: *\n)?below$/v);
});

test('only what is to be told is', () => {
	const text = screen(2);
	expect(text).toContain('✓ Make the workspace  0.0 s\n');
	expect(text).not.toContain('Install the practice cloud');
	expect(screen(0).trim()).toBe('below');
});

test('it is told in the person\'s language', () => {
	const {chapters, steps} = words.zh.strings;
	expect(screen(1, 'zh')).toContain(`${chapters.preflight}\n✓ ${steps['preflight.tools']}`);
});
