import {expect, test, vi} from 'vitest';
import type {RecordEntry} from '../../../source/frontends/tui/model.js';
import {Entry} from '../../../source/frontends/tui/record.js';
import {colorTheme, plainTheme} from '../../../source/frontends/tui/theme.js';
import {show} from './support/frame.js';
import {finished, recording, replay, runStarted, stamped, started} from './support/recording.js';

await vi.hoisted(async () => {
	const {env} = await import('node:process');
	// Read when Ink is loaded; without it there would be no colours to see.
	env.FORCE_COLOR = '1';
});

const {record} = replay(recording);
const entry = (title: string) => record.find(step => step.kind === 'step' && step.title === title)!;

/** An entry in a terminal that is wide enough; below one of the same chapter. */
function shown(entry: RecordEntry, theme = plainTheme, chapterBefore = entry.kind === 'step' ? entry.chapter : undefined) {
	return show(<Entry entry={entry} chapterBefore={chapterBefore}/>, 200, theme).lastFrame();
}

test('a finished step keeps its time, command and facts', () => {
	expect(shown(entry('Package the layer'))).toBe([
		'✓ Package the layer  18.2 s',
		'    $ (cd sls-layers-python-requirements && . venv/bin/activate && npx osls package --package package-layer)',
		'    Layer zip: 16.7 MB, unpacked 58.6 MB',
	].join('\n'));
});

test('the first step of a chapter stands below the chapter\'s title', () => {
	expect(shown(entry('Package the layer'), plainTheme, 'function')).toMatch(/^\nThe package becomes a layer\n✓ Package the layer {2}18\.2 s\n/v);
});

test('a step that had been done before was verified, one that was left out says so', () => {
	expect(shown(entry('Install the practice cloud'))).toBe('✓ Install the practice cloud  verified');
	const {record: [skipped]} = replay(stamped(started('a'), {type: 'step.finished', step: 'a', ms: 1, status: 'skipped'}));
	expect(shown(skipped!)).toBe('✓ Title of a  left out');
});

test('a step that had been running when the run failed is not finished', () => {
	const failed = replay(stamped(started('a', 'make a'), {type: 'run.failed', error: {code: 'ToolError', message: 'No.', exitCode: 3}}));
	expect(shown(failed.record[0]!)).toBe('✗ Title of a  not finished, after 1.0 s\n    $ make a');
});

test('a guess stands beside what was measured', () => {
	const plan = [{chapter: 'function', step: 'a', title: 'Title of a', attended: {guess: 'zip.fat.bytes'}}] as const;
	const {record: [guessed]} = replay(stamped(
		runStarted({plan, guesses: {'zip.fat.bytes': '8 MB'}}),
		started('a'),
		{type: 'fact', id: 'zip.fat.bytes', value: 16_000_000, unit: 'B'},
		finished('a'),
	));
	expect(shown(guessed!)).toContain('\n    You guessed 8 MB, and it is 16 MB: 2.0 times as much.');
});

test('a diff is shown in its colours', () => {
	const step = entry('Put the layer\'s ARN into serverless.yml');
	const colored = shown(step, colorTheme);
	expect(colored).toContain('\u001B[32m+    noDeploy:\u001B[39m');
	expect(colored).toContain('\u001B[36m@@ -23,4 +23,6 @@\u001B[39m');
	expect(colored).toContain('\u001B[1m+++ sls-layers-python/serverless.yml\u001B[22m');
	const removed = replay(stamped(started('a'), {type: 'output', step: 'a', stream: 'diff', line: '-  old: 1'}, finished('a')));
	expect(shown(removed.record[0]!, colorTheme)).toContain('\u001B[31m-  old: 1\u001B[39m');

	const plain = shown(step, plainTheme);
	expect(plain).toContain('    +    noDeploy:\n    +      - numpy\n');
	expect(plain).not.toContain('\u001B');
});

test('a warning is told in full', () => {
	expect(shown({kind: 'warning', message: 'Two\nlines'})).toBe('Warning: Two\nlines');
});
