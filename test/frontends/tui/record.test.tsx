import {expect, test, vi} from 'vitest';
import {Entry} from '../../../source/frontends/tui/record.js';
import {colorTheme, plainTheme} from '../../../source/frontends/tui/theme.js';
import {show} from './support/frame.js';
import {recording, replay, stamped, started} from './support/recording.js';

await vi.hoisted(async () => {
	const {env} = await import('node:process');
	// Read when Ink is loaded; without it there would be no colours to see.
	env.FORCE_COLOR = '1';
});

const {record} = replay(recording);
const entry = (title: string) => record.find(step => step.kind === 'step' && step.title === title)!;
const wide = 200;

test('a finished step keeps its time, command and facts', () => {
	expect(show(<Entry entry={entry('Package the layer')}/>, wide).lastFrame()).toBe([
		'✓ Package the layer  22.6 s',
		'    $ (cd sls-layers-python-requirements && . venv/bin/activate && npx sls package --package package-layer)',
		'    Layer zip: 21.2 MB, unpacked 72.5 MB',
	].join('\n'));
});

test('a step that had been done before was verified', () => {
	expect(show(<Entry entry={entry('Install the practice cloud')}/>, wide).lastFrame()).toBe('✓ Install the practice cloud  verified');
});

test('a step that had been running when the run failed is not finished', () => {
	const failed = replay(stamped(started('a', 'make a'), {type: 'run.failed', error: {code: 'ToolError', message: 'No.', exitCode: 3}}));
	expect(show(<Entry entry={failed.record[0]!}/>, wide).lastFrame()).toBe('✗ Title of a  not finished, after 1.0 s\n    $ make a');
});

test('a diff is shown in its colours', () => {
	const step = entry('Put the layer\'s ARN into serverless.yml');
	const colored = show(<Entry entry={step}/>, wide, colorTheme).lastFrame();
	expect(colored).toContain('\u001B[32m+    noDeploy:\u001B[39m');
	expect(colored).toContain('\u001B[36m@@ -20,4 +20,6 @@\u001B[39m');
	expect(colored).toContain('\u001B[1m+++ sls-layers-python/serverless.yml\u001B[22m');
	const removed = replay(stamped(started('a'), {type: 'output', step: 'a', stream: 'diff', line: '-  old: 1'}, {type: 'step.finished', step: 'a', ms: 1, status: 'done'}));
	expect(show(<Entry entry={removed.record[0]!}/>, wide, colorTheme).lastFrame()).toContain('\u001B[31m-  old: 1\u001B[39m');

	const plain = show(<Entry entry={step}/>, wide, plainTheme).lastFrame();
	expect(plain).toContain('    +    noDeploy:\n    +      - numpy\n');
	expect(plain).not.toContain('\u001B');
});

test('a warning is told in full', () => {
	expect(show(<Entry entry={{kind: 'warning', message: 'Two\nlines'}}/>, wide).lastFrame()).toBe('Warning: Two\nlines');
});
