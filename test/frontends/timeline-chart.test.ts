import {expect, test} from 'vitest';
import type {Span} from '../../source/engine/timeline.js';
import {timelineChart} from '../../source/frontends/timeline-chart.js';

const whole = (id: string, start: number, end: number, needs: readonly string[] = []): Span => ({step: id, kind: 'step', name: `Do ${id}`, start, end, needs});

test('a bar for each step, and the seconds that the run waited for', () => {
	const spans = [
		whole('preflight.cloud-install', 1000, 2000),
		whole('function.install', 2000, 3000, ['preflight.cloud-install']),
		whole('function.npm', 2000, 10_000, ['preflight.cloud-install']),
		whole('function.local', 10_000, 11_000, ['function.install', 'function.npm']),
	];
	expect(timelineChart(spans)).toEqual([
		'The run took 11.0 s. It waited for (━), and meanwhile did (─):',
		'before the first step      1.0 s ━━━━',
		'preflight.cloud-install    1.0 s     ━━━━',
		'function.install                         ────',
		'function.npm               8.0 s         ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━',
		'function.local             1.0 s                                         ━━━━',
	]);
});

test('nothing where no step was begun', () => {
	expect(timelineChart([])).toEqual([]);
});
