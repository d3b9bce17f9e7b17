import {expect, test} from 'vitest';
import type {StampedEvent} from '../../source/engine/events.js';
import {statusTable} from '../../source/frontends/status-table.js';
import {minuteOf} from '../../source/frontends/resume-line.js';
import {strings} from './tui/support/words.js';

const at = '2026-11-22T18:03:00.000Z';
const plan = [
	{chapter: 'preflight', step: 'preflight.tools', title: 'Tools'},
	{chapter: 'function', step: 'function.venv', title: 'Venv'},
	{chapter: 'function', step: 'function.install', title: 'Install'},
	{chapter: 'function', step: 'function.local', title: 'Local'},
];
const started = ({chapter, step, title}: (typeof plan)[number]): StampedEvent => ({v: 1, at, type: 'step.started', chapter, step, title, log: '/l'});
const finished = (step: string, status: 'done' | 'skipped'): StampedEvent => ({v: 1, at, type: 'step.finished', step, ms: 1, status});

function told(events: readonly StampedEvent[]): string {
	let text = '';
	const stdout = {
		write(written: string) {
			text += written;
		},
	};
	const {listen} = statusTable({stdout, stderr: stdout, color: false, strings});
	for (const event of events) {
		listen(event);
	}

	return text;
}

test('a row for each chapter, in one that has begun each step that is not done, then numbers, warnings and what comes next', () => {
	expect(told([
		{v: 1, at, type: 'run.started', target: 'aws', directory: '/w', chapters: ['preflight', 'function', 'weigh'], config: {region: 'eu-central-1'}, plan, isResumed: true, guesses: {}},
		...plan.slice(0, 1).flatMap(step => [started(step), finished(step.step, 'done')]),
		...plan.slice(1, 2).map(step => started(step)),
		...plan.slice(2, 3).flatMap(step => [started(step), finished(step.step, 'skipped')]),
		{v: 1, at, type: 'fact', id: 'cloud.account', value: '123456789012'},
		{v: 1, at, type: 'fact', id: 'layer.zip.bytes', value: 12_203, unit: 'B'},
		{v: 1, at, type: 'warning', code: 'status.failed', message: 'The last run failed: no room.', tryThis: 'Make room.'},
		{v: 1, at, type: 'run.finished', facts: {}, ms: 1, nextSteps: ['Go on: layer-wizard w']},
	])).toBe(`On AWS 123456789012, region eu-central-1. Workspace: /w

✓ What is needed                   1 of 1  ${minuteOf(at)}
· A function that needs a package  0 of 3
    Make the function's virtualenv: begun and not finished
    Install the packages for the function: left out
    Run the function on this machine: not done
· How heavy is it?                 not done

Layer zip  12.2 kB

Warning: The last run failed: no room.
  Try: Make room.
Next: Go on: layer-wizard w
`);
});

test('what the journal no longer says is left out', () => {
	expect(told([
		{v: 1, at, type: 'run.started', target: 'unknown', directory: '/w', chapters: ['preflight'], config: {}, plan: [], isResumed: true, guesses: {}},
		{v: 1, at, type: 'run.finished', facts: {}, ms: 1, nextSteps: []},
	])).toBe('Workspace: /w\n\n· What is needed  not done\n\n');
});
