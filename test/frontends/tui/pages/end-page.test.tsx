import {describe, expect, test} from 'vitest';
import {numberRows} from '../../../../source/frontends/facts.js';
import {EndPage} from '../../../../source/frontends/tui/pages/end-page.js';
import {press, waitForText} from '../support/frame.js';
import {places, showPage} from '../support/page.js';
import {atEnd} from '../support/views.js';
import {words} from '../support/words.js';

const {model} = atEnd;

describe.each(places)('$language at $columns x $rows', ({language, columns, rows}) => {
	test('all numbers are there, below as much of the text as there is room for', () => {
		const {lesson, strings} = words[language];
		const shown = showPage(<EndPage model={model} lesson={lesson('end')} columns={columns} rows={rows}/>, {language, columns, rows});
		const numbers = numberRows(model.facts, strings);
		expect(shown.rows()[0]).toBe(lesson('end').title);
		expect(numbers).toHaveLength(6);
		for (const [index, {label, value}] of numbers.entries()) {
			const row = shown.rows().at(index - numbers.length);
			expect(row).toContain(label);
			expect(row).toContain(value);
		}
	});
});

test('the text scrolls to what one can do next', async () => {
	const shown = showPage(<EndPage model={model} lesson={words.en.lesson('end')} columns={79} rows={17}/>);
	await waitForText(shown, /↓ \d+ more/v);
	await press(shown, '\u001B[F');
	await waitForText(shown, 'and proves that nothing is left.');
	expect(shown.rows()).toHaveLength(17);
});
