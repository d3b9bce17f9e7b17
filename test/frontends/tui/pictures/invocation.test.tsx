import {afterEach, expect, test, vi} from 'vitest';
import {Invocation} from '../../../../source/frontends/tui/pictures/invocation.js';
import {StringsContext} from '../../../../source/frontends/tui/language.js';
import zh from '../../../../source/lessons/zh/interface.json' with {type: 'json'};
import {fittingRows} from '../support/fits.js';
import {show} from '../support/frame.js';

afterEach(() => {
	vi.unstubAllEnvs();
});

const modulePath = '/home/learner/layers/.layer-wizard/practice-cloud/scratch/layer_0/python/numpy/__init__.py';
const answer = JSON.stringify({statusCode: 200, body: '[[ 0  1  2  3  4]\n [ 5  6  7  8  9]\n [10 11 12 13 14]]', modules: {numpy: modulePath}});
const log = 'START RequestId: 1 Version: $LATEST\nhello\nREPORT RequestId: 1\tDuration: 2.16 ms\tBilled Duration: 3 ms\n';

test('side by side at 80 columns', () => {
	expect(fittingRows(show(<Invocation answer={answer} modulePath={modulePath} log={log} columns={80} rows={10}/>), 80, 10)).toEqual([
		'Its answer                             │ Its log',
		'[[ 0  1  2  3  4]                      │ START RequestId: 1 Version: $LATEST',
		' [ 5  6  7  8  9]                      │ hello',
		' [10 11 12 13 14]]                     │ REPORT RequestId: 1  Duration: 2.16 ms…',
		'Loaded from                            │',
		'…atch/layer_0/python/numpy/__init__.py │',
	]);
});

test('one below the other at 60 columns', () => {
	expect(fittingRows(show(<Invocation answer={answer} modulePath={modulePath} log='' columns={60} rows={10}/>, 60), 60, 10)).toEqual([
		'Its answer',
		'[[ 0  1  2  3  4]',
		' [ 5  6  7  8  9]',
		' [10 11 12 13 14]]',
		'Loaded from',
		expect.stringMatching(/^….*practice-cloud\/scratch\/layer_0\/python\/numpy\/__init__\.py$/v),
		'Its log',
		'It printed nothing.',
	]);
});

const long = (name: string, count: number) => Array.from({length: count}, (_, index) => `${name} ${index + 1}`).join('\n');

test('of what does not fit, the answer\'s first and the log\'s last lines stay', () => {
	const shown = show(<Invocation answer={long('answer', 20)} modulePath={undefined} log={long('log', 30)} columns={80} rows={4}/>);
	expect(fittingRows(shown, 80, 4)).toEqual([
		expect.stringMatching(/^Its answer +│ Its log$/v),
		expect.stringMatching(/^answer 1 +│ … 28 lines before$/v),
		expect.stringMatching(/^answer 2 +│ log 29$/v),
		expect.stringMatching(/^… 18 more lines +│ log 30$/v),
	]);
});

test('below each other the log has a third', () => {
	const shown = show(<Invocation answer={long('answer', 20)} modulePath={undefined} log={long('log', 30)} columns={60} rows={9}/>, 60);
	expect(fittingRows(shown, 60, 9)).toEqual(['Its answer', 'answer 1', 'answer 2', 'answer 3', 'answer 4', '… 16 more lines', 'Its log', '… 29 lines before', 'log 30']);
});

test('what the answer does not need, the log gets', () => {
	const shown = show(<Invocation answer='42' modulePath={undefined} log={long('log', 5)} columns={60} rows={8}/>, 60);
	expect(fittingRows(shown, 60, 8)).toEqual(['Its answer', '42', 'Its log', 'log 1', 'log 2', 'log 3', 'log 4', 'log 5']);
});

test.each([80, 76, 75, 60, 10].flatMap(columns => [1, 2, 3, 5, 12].map(rows => [columns, rows] as const)))('wide characters fit in %i columns and %i rows', (columns, rows) => {
	const wide = Array.from({length: 8}, () => '函数回答了一个很长的句子😀'.repeat(8)).join('\n');
	const shown = show(<StringsContext.Provider value={zh}><Invocation answer={wide} modulePath={`/路径/${'很深的文件夹/'.repeat(12)}a.py`} log={`\u001B[31m${wide}`} columns={columns} rows={rows}/></StringsContext.Provider>, columns);
	expect(fittingRows(shown, columns, rows)[0]).toMatch(/^函数的回答/v);
});

test('a screen reader gets all of it, one after the other', () => {
	vi.stubEnv('INK_SCREEN_READER', 'true');
	const shown = show(<Invocation answer={answer} modulePath={modulePath} log={log} columns={80} rows={2}/>);
	expect(shown.lastFrame()?.split('\n')).toEqual([
		'Its answer:',
		'[[ 0  1  2  3  4]',
		' [ 5  6  7  8  9]',
		' [10 11 12 13 14]]',
		`Loaded from: ${modulePath}`,
		'Its log:',
		'START RequestId: 1 Version: $LATEST',
		'hello',
		'REPORT RequestId: 1  Duration: 2.16 ms  Billed Duration: 3 ms',
	]);
});
