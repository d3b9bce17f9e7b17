import {afterEach, describe, expect, test} from 'vitest';
import type {OverlayId} from '../../../source/frontends/tui/overlays/overlays.js';
import type {View} from '../../../source/frontends/tui/store.js';
import {present} from './support/present.js';
import {replay, runStarted, said, stamped, started} from './support/recording.js';
import {atEnd, onPage, questionOf, retryOf, viewOf} from './support/views.js';

const mounted: Array<{unmount(): void}> = [];

afterEach(() => {
	for (const {unmount} of mounted.splice(0)) {
		unmount();
	}
});

function shown(...parameters: Parameters<typeof present>) {
	const screen = present(...parameters);
	mounted.push(screen);
	return screen;
}

const wide = '日本語😀'.repeat(30);
const steps = ['a', 'b', 'c', 'd', 'e'];
/** Many things at once, all of them too wide. */
const busy = replay(stamped(
	runStarted({directory: `/home/${wide}`, chapters: ['preflight', 'function', 'weigh', 'layer', 'use', 'ship']}),
	...steps.map(step => started(step, `make ${step} ${wide}`)),
	...steps.flatMap(step => Array.from({length: 20}, (_, index) => said(step, `${index} ${wide}`))),
	{type: 'warning', code: 'a', message: wide},
));
const failed = onPage('ship.deploy', 'running');

const views: Readonly<Record<string, View>> = {
	'nothing yet': viewOf(),
	'a busy overview': viewOf({model: busy}),
	'an overview that stops': viewOf({model: busy, isStopping: true}),
	welcome: viewOf({question: questionOf({id: 'welcome', choices: ['go']})}),
	'a choice': viewOf({question: questionOf({id: 'target', choices: ['practice', 'aws'], flag: '--target'})}),
	...Object.fromEntries(['directory', 'packages', 'layerName', 'stage'].map(id => [`the question ${id}`, viewOf({question: questionOf({id, fallback: wide, flag: `--${id}`})})])),
	...Object.fromEntries(['function.local', 'weigh.package', 'layer.deploy', 'use.attach', 'use.package', 'ship.deploy', 'ship.invoke'].flatMap(step =>
		(['lesson', 'guess', 'waiting', 'running', 'result'] as const)
			// Only some are guessed.
			.filter(stage => stage !== 'guess' || ['weigh.package', 'use.package', 'ship.deploy'].includes(step))
			.map(stage => [`${step}: ${stage}`, onPage(step, stage)]))),
	'a failure': {...failed, question: retryOf('ship.deploy')},
	'a failure before the first page': viewOf({model: busy, question: {...retryOf('a'), failure: {code: 'ToolError', message: wide, tryThis: wide, command: `make ${wide}`, exitCode: 3}}}),
	'a page that stops': {...failed, isStopping: true},
	'the end': atEnd,
};

const sizes = [[60, 20], [60, 40], [80, 24], [120, 20], [120, 40]].map(([columns = 0, rows = 0]) => ({columns, rows}));
const languages = ['en', 'zh'] as const;

describe('is lower than the terminal, and no wider', () => {
	test.each(Object.entries(views))('%s', (_, view) => {
		for (const language of languages) {
			for (const size of sizes) {
				const screen = present(view, size, {language, now: 1_795_386_158_000});
				expect(screen.rows().join('').trim(), `${size.columns} x ${size.rows}`).not.toBe('');
				screen.unmount();
			}
		}
	});

	test.each<[OverlayId, View]>([
		['explain', onPage('function.local', 'lesson')],
		['output', onPage('ship.deploy', 'result')],
		['diff', onPage('use.attach', 'result')],
		['lesson', onPage('weigh.package', 'result')],
		['back', onPage('weigh.package', 'lesson')],
		['back', atEnd],
		['zip', onPage('weigh.package', 'result')],
		['help', viewOf()],
		['help', onPage('layer.deploy', 'waiting')],
		['quit', onPage('use.package', 'running')],
	])('%s', (overlay, view) => {
		for (const language of languages) {
			for (const size of sizes) {
				const screen = present(view, size, {language, overlay});
				expect(screen.rows().join('').trim(), `${size.columns} x ${size.rows}`).not.toBe('');
				screen.unmount();
			}
		}
	});

	test.each([[59, 24], [80, 19], [20, 5], [10, 2]])('too small a terminal: %i x %i', (columns, rows) => {
		for (const language of languages) {
			const {rows: shownRows} = shown(onPage('weigh.package', 'lesson'), {columns, rows}, {language});
			expect(shownRows()[0]).not.toBe('');
		}
	});
});

test('too small a terminal says how large it is, and what is needed', () => {
	expect(shown(onPage('weigh.package', 'lesson'), {columns: 59, rows: 24}).rows().join(' ')).toMatch(/has 59 columns and 24 +rows; the walkthrough needs 60 and 20/v);
	expect(shown(onPage('weigh.package', 'lesson'), {columns: 60, rows: 20}).rows().join(' ')).not.toContain('needs 60 and 20');
});

test('an overview fits into any terminal', () => {
	for (const columns of [20, 40, 59]) {
		for (const rows of [3, 6, 12, 19]) {
			expect(shown(viewOf({model: busy}), {columns, rows}).rows().at(-1)).toContain('Ctrl-C');
		}
	}
});

describe('a page', () => {
	test('stands between where one is and what one can do', () => {
		const rows = shown(onPage('weigh.package', 'lesson'), {columns: 80, rows: 24}).rows();
		expect(rows[0]).toBe('layer-wizard on the practice cloud /home/learner/layers');
		expect(rows[1]).toBe('✓ needs  ✓ function  ● weigh  ● layer  ○ use  ○ ship');
		expect(rows[2]).toMatch(/^─+$/v);
		expect(rows[3]).toBe('Chapter 3 of 6: How heavy is it?');
		expect(rows.at(-3)).toMatch(/^Behind the scenes: Package the layer/v);
		expect(rows.at(-2)).toBe('Enter guess · s leave out · e explain · o output · b back · ? keys · q quit');
		expect(rows.at(-1)).toBe('↑ ↓ scroll');
	});

	test('leaves the header out where there are fewer than 24 rows', () => {
		expect(shown(onPage('weigh.package', 'lesson'), {columns: 80, rows: 23}).rows()[0]).toContain('✓ needs');
	});

	test('does not call its own step one behind the scenes while that runs, but others', () => {
		const status = (view: View) => shown(view, {columns: 80, rows: 24}).rows().find(row => row.includes('behind the scenes') || row.includes('Behind the scenes'));
		expect(status(onPage('ship.deploy', 'running'))).toBe('Nothing runs behind the scenes.');
		expect(status(onPage('layer.deploy', 'waiting'))).toContain('Package the function with everything inside');
	});

	test.each([
		['behind it', 'layer.deploy', 'waiting', 'weigh.package'],
		['that is its own', 'ship.deploy', 'running', 'ship.deploy'],
	] as const)('tells what hinders a step %s', (_, page, stage, step) => {
		const view = onPage(page, stage);
		const message = 'pip failed: the package index cannot be reached. It is run again in 2 s.';
		const model = replay(stamped({type: 'warning', step, code: 'network.retry', message}), view.model);
		expect(shown({...view, model}, {columns: 80, rows: 24}).rows()).toContain(message);
		expect(shown({...view, model, question: retryOf(step)}, {columns: 80, rows: 24}).rows()).not.toContain(message);
	});

	test('says that it stops instead of the keys', () => {
		const rows = shown({...onPage('weigh.package', 'lesson'), isStopping: true}, {columns: 80, rows: 24}).rows();
		expect(rows.at(-1)).toBe('Stopping. Ctrl-C again stops at once.');
	});

	test('says what its start waits for', () => {
		expect(shown(onPage('layer.deploy', 'waiting'), {columns: 80, rows: 24}).rows().join('\n')).toContain('It starts by itself, as soon as what it needs is ready.');
	});

	test('gives way to a failure, also to one behind it', () => {
		const rows = shown({...onPage('weigh.package', 'lesson'), question: retryOf('layer.package')}, {columns: 80, rows: 24}).rows().join('\n');
		expect(rows).toContain('✗ Package the layer did not work');
		expect(rows).not.toContain('How heavy is it?');
		expect(rows).not.toContain('Enter guess');
	});

	test('has its place taken by what is laid over it, with no keys of its own', () => {
		const rows = shown(onPage('weigh.package', 'lesson'), {columns: 80, rows: 24}, {overlay: 'explain'}).rows().join('\n');
		expect(rows).toContain('What this command does');
		expect(rows).not.toContain('s leave out');
	});
});

test('when the run is over and the person has gone, nothing is left', () => {
	expect(shown({...atEnd, journey: {place: {at: 'left'}, told: 0}}, {columns: 80, rows: 24}).lastFrame()?.trim()).toBe('');
	expect(shown({...atEnd, journey: {place: {at: 'run'}, told: 0}}, {columns: 80, rows: 24}).lastFrame()?.trim()).toBe('');
});
