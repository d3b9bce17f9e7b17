import {expect, test} from 'vitest';
import {broadcast} from '../../source/engine/events.js';
import {exerciseLines} from '../../source/frontends/exercise-lines.js';

function told(color: boolean) {
	const written = {stdout: '', stderr: ''};
	const sink = (name: 'stdout' | 'stderr') => ({
		write(text: string) {
			written[name] += text;
		},
	});
	const emit = broadcast([exerciseLines({stdout: sink('stdout'), stderr: sink('stderr'), color}).listen]);
	emit({type: 'step.started', chapter: 'exercises', step: 'a', title: 'First', log: 'x'});
	emit({type: 'step.finished', step: 'a', ms: 1, status: 'done'});
	emit({type: 'step.started', chapter: 'exercises', step: 'b', title: 'Second', log: 'x'});
	emit({type: 'warning', code: 'b.undone', message: 'Not done: \u001B[31mwhy.'});
	emit({type: 'run.failed', error: {code: 'CheckError', message: '1 of 2 exercises is not done yet.', tryThis: 'Read on.', exitCode: 5}});
	return written;
}

test('the exercises are the result on standard output, the failure goes to standard error', () => {
	expect(told(false)).toEqual({
		stdout: '✓ First\n· Second\n    Not done: why.\n',
		stderr: 'Error: 1 of 2 exercises is not done yet.\n  Try: Read on.\n',
	});
});

test('colour is in the marks alone', () => {
	expect(told(true).stdout).toBe('\u001B[32m✓\u001B[39m First\n\u001B[33m·\u001B[39m Second\n    Not done: why.\n');
});
