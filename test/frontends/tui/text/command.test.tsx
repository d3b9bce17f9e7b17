import {stripVTControlCharacters} from 'node:util';
import stringWidth from 'string-width';
import {describe, expect, test, vi} from 'vitest';
import {Command, commandLines} from '../../../../source/frontends/tui/text/command.js';
import {highlight} from '../../../../source/frontends/tui/text/highlight.js';
import {colorTheme} from '../../../../source/frontends/tui/theme.js';
import {show, waitForText} from '../support/frame.js';

// Read when Ink's colours are imported: without a terminal there would be none.
vi.hoisted(() => {
	vi.stubEnv('FORCE_COLOR', '1');
});

const escape = '\u001B';

const command = '(cd sls-layers-python && . venv/bin/activate && npx osls package --package package-thin)';

const text = (lines: ReturnType<typeof commandLines>) => lines.map(line => line.map(span => span.text).join(''));
const styled = (code: string, style: string) => highlight('bash', code).filter(span => span.style === style).map(span => span.text);

test('a command has a prompt, and hangs', () => {
	expect(text(commandLines(command, 60))).toEqual([
		'$ (cd sls-layers-python && . venv/bin/activate && npx osls',
		'    package --package package-thin)',
	]);
});

test('control characters of a command stay out of the terminal', () => {
	expect(text(commandLines('echo \u001B[2J\u0007x', 60))).toEqual(['$ echo x']);
});

describe.each([
	command,
	'python3 -m venv venv && pip install \'numpy==2.2.6\' "scipy>=1" > requirements.txt',
	'for x in "a $HOME ${y}"; do echo $(date) $x; done # 完成',
	'cat <<EOF',
	'echo \'层 📦\' "unfinished',
])('%s', code => {
	test('is the same text with highlighting, in the same rows', () => {
		expect(highlight('bash', code).map(span => span.text).join('')).toBe(code);
		for (let columns = 10; columns <= 100; columns++) {
			const lines = commandLines(code, columns, highlight);
			expect(text(lines)).toEqual(text(commandLines(code, columns)));
			expect(Math.max(...text(lines).map(row => stringWidth(row)))).toBeLessThanOrEqual(columns);
		}
	});
});

test('programs, options and quoted words stand out', () => {
	expect(styled(command, 'strong')).toEqual(['cd', '.', 'npx']);
	expect(styled(command, 'accent')).toEqual(['--package']);
	expect(styled('pip install \'numpy==2\' | cat', 'good')).toEqual(['\'numpy==2\'']);
	expect(styled('pip install \'numpy==2\' | cat', 'strong')).toEqual(['pip', 'cat']);
	expect(styled('echo "to $HOME"', 'accent')).toEqual(['$HOME']);
});

test('YAML and Python too', () => {
	expect(highlight('yaml', 'layer: true\n')).toContainEqual({text: 'layer:', style: 'accent'});
	expect(highlight('python', 'import numpy')).toContainEqual({text: 'import', style: 'strong'});
});

test('is painted once the colours are loaded', async () => {
	const shown = show(<Command command={command} columns={40}/>, 40, colorTheme);
	const rows = () => stripVTControlCharacters(shown.lastFrame() ?? '').split('\n');
	const expected = text(commandLines(command, 40));
	expect(rows()).toEqual(expected);
	expect(shown.lastFrame()).not.toContain(escape);
	await waitForText(shown, `${escape}[36m--package${escape}[39m`);
	expect(rows()).toEqual(expected);
	shown.unmount();

	// From then on every command is, at once; but not where there are to be no colours.
	const next = <Command command='pip install -q numpy' columns={40}/>;
	expect(show(next, 40, colorTheme).frames[0]).toContain(`${escape}[36m-q`);
	expect(show(next, 40).frames).toEqual(['$ pip install -q numpy']);
});
