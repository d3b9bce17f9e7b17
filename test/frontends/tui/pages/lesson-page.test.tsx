import {describe, expect, test} from 'vitest';
import type {Page} from '../../../../source/frontends/tui/model.js';
import {LessonPage} from '../../../../source/frontends/tui/pages/lesson-page.js';
import {commandLines} from '../../../../source/frontends/tui/text/command.js';
import {keys, press, waitForText} from '../support/frame.js';
import {places, showPage} from '../support/page.js';
import {recording, replay} from '../support/recording.js';
import {words} from '../support/words.js';

const {pages} = replay(recording);
const pageOf = (step: string): Page => pages.find(page => page.step === step)!;

function lessonPage(step: string, {note, ...place}: Partial<(typeof places)[number]> & {readonly note?: string} = {}) {
	const {language = 'en', columns = 79, rows = 17} = place;
	return showPage(<LessonPage page={pageOf(step)} lesson={words[language].lesson(step)} heading='Heading' note={note} columns={columns} rows={rows}/>, {language, columns, rows});
}

describe.each(places)('$language at $columns x $rows', ({language, columns, rows}) => {
	test.each(pages.map(({step}) => step))('%s shows the whole command and never more rows than told', step => {
		const {command} = pageOf(step);
		for (const most of [rows, 10, 40]) {
			const shown = lessonPage(step, {language, columns, rows: most, note: 'A note'}).rows();
			expect(shown[0]).toBe('Heading');
			expect(shown.at(-1)).toBe('A note');
			const wanted = command ? commandLines(command, columns - 2).map(line => `  ${line.map(({text}) => text).join('')}`.trimEnd()) : [];
			expect(shown.slice(-1 - wanted.length, -1)).toEqual(wanted);
		}
	});
});

test('the lesson takes the rows that are left, and scrolls', async () => {
	const shown = lessonPage('function.local', {rows: 12});
	expect(shown.rows()).toEqual([
		'Heading',
		'',
		expect.stringMatching(/^Lambda's Python runtime/v),
		expect.any(String),
		expect.any(String),
		expect.any(String),
		expect.any(String),
		expect.stringMatching(/^ +↓ \d+ more$/v),
		'',
		'This runs next:',
		'  $ (cd sls-layers-python && . venv/bin/activate && npx osls invoke local',
		'      --function hello)',
	]);
	await press(shown, keys.down);
	await waitForText(shown, '↑ 1 more');
	await press(shown, '\u001B[F');
	await waitForText(shown, 'two join in.');
	expect(shown.rows()).toHaveLength(12);
	expect(shown.lastFrame()).toContain('--function hello)');
});

test('a step without a command says what it does', () => {
	expect(lessonPage('use.attach').lastFrame()).toContain('Next: Put the layer\'s ARN into serverless.yml');
	expect(lessonPage('use.attach', {language: 'zh'}).lastFrame()).toContain(words.zh.strings.steps['use.attach']);
});
