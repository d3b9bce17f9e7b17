import {afterEach, describe, expect, test, vi} from 'vitest';
import {StringsContext} from '../../../../source/frontends/tui/language.js';
import {StackMap} from '../../../../source/frontends/tui/pictures/stack-map.js';
import {shortArn, track} from '../../../../source/frontends/tui/pictures/stack-map-track.js';
import zh from '../../../../source/lessons/zh/interface.json' with {type: 'json'};
import {fittingRows} from '../support/fits.js';
import {show} from '../support/frame.js';

afterEach(() => {
	vi.unstubAllEnvs();
});

const arn = 'arn:aws:lambda:us-east-1:000000000000:layer:sls-layers-python-requirements-dev-python-requirements:1';
const stacks = {layerStack: 'sls-layers-python-requirements-dev', functionStack: 'sls-layers-python-dev', arn};

describe('shortArn', () => {
	test.each([
		[200, arn],
		[66, '…:layer:sls-layers-python-requirements-dev-python-requirements:1'],
		[30, '…:layer:sls-layer…quirements:1'],
		[13, '…:layer:s…s:1'],
		[6, '…nts:1'],
	])('in %i cells', (columns, expected) => {
		expect(shortArn(arn, columns)).toBe(expected);
	});

	test('what is no layer\'s ARN keeps its end', () => {
		expect(shortArn('arn:aws:lambda:us-east-1:000000000000:function:hello', 12)).toBe('…ction:hello');
	});
});

describe('track', () => {
	test.each([
		[0, '──────────'],
		[0.01, ' ARN ─────'],
		[0.5, '─── ARN ──'],
		[0.99, '───── ARN '],
		[1, '──────────'],
	])('at %d', (progress, expected) => {
		expect(Object.values(track('ARN', 10, progress)).join('')).toBe(expected);
	});

	test('too short for a traveller', () => {
		expect(Object.values(track('ARN', 4, 0.5)).join('')).toBe('────');
		expect(Object.values(track('ARN', -1, 0.5)).join('')).toBe('');
	});
});

test('two boxes side by side and the ARN between them at 80 columns', () => {
	expect(fittingRows(show(<StackMap {...stacks} layerName='numpy' columns={80} progress={0.5}/>), 80, 9)).toEqual([
		'┌────────────────────────────────────┐    ┌────────────────────────────────────┐',
		'│ The layer numpy                    │    │ The function                       │',
		'│ stack sls-layers…-requirements-dev │    │ stack sls-layers-python-dev        │',
		'│ its output, the ARN:               │    │ functions.hello.layers:            │',
		'│ …:layer:sls-layers-…requirements:1 │    │ not known yet                      │',
		'└────────────────────────────────────┘    └────────────────────────────────────┘',
		'    │                                                                      ↑',
		'    └────────────────── …:layer:sls-layers-…equirements:1 ─────────────────┘',
	]);
});

test('one above the other at 60 columns', () => {
	expect(fittingRows(show(<StackMap {...stacks} columns={60} progress={0.1}/>, 60), 60, 12)).toEqual([
		'┌──────────────────────────────────────────────────────────┐',
		'│ The layer · stack sls-layers-python-requirements-dev     │',
		'│ its output, the ARN:                                     │',
		'│ …:layer:sls-layers-python-requ…dev-python-requirements:1 │',
		'└──────────────────────────────────────────────────────────┘',
		'    └─── …:layer:sls-la…ements:1 ──────────────────────┐',
		'                                                       ↓',
		'┌──────────────────────────────────────────────────────────┐',
		'│ The function · stack sls-layers-python-dev               │',
		'│ functions.hello.layers:                                  │',
		'│ not known yet                                            │',
		'└──────────────────────────────────────────────────────────┘',
	]);
});

test.each([80, 60])('at the end the ARN is in both boxes and no longer on its way at %i columns', columns => {
	const rows = fittingRows(show(<StackMap {...stacks} arn='arn:aws:lambda:us-east-1:0:layer:np:7' columns={columns} progress={1}/>, columns), columns).join('\n');
	expect(rows.split(':layer:np:7').length - 1).toBe(2);
	expect(rows).toContain(columns === 80 ? '│ …:layer:np:7' : '│ arn:aws:lambda:us-east-1:0:layer:np:7');
	expect(rows).toContain(columns === 80 ? '│ - …:layer:np:7' : '│ - arn:aws:lambda:us-east-1:0:layer:np:7');
	expect(rows).not.toContain('not known yet');
});

test.each([80, 72, 71, 60, 24, 6])('wide names fit at %i columns, on the whole way', columns => {
	const wide = {layerStack: '层的栈😀'.repeat(9), functionStack: '函数的栈'.repeat(12), layerName: '科学计算库'.repeat(9), arn: `arn:aws:lambda:us-east-1:000000000000:layer:${'层'.repeat(50)}:12`};
	for (const progress of [0, 0.3, 0.7, 1]) {
		const rows = fittingRows(show(<StringsContext.Provider value={zh}><StackMap {...wide} columns={columns} progress={progress}/></StringsContext.Provider>, columns), columns, columns >= 72 ? 9 : 12);
		expect(rows).toHaveLength(columns >= 72 ? 8 : 12);
	}
});

test('a screen reader gets it in words', () => {
	vi.stubEnv('INK_SCREEN_READER', 'true');
	expect(show(<StackMap {...stacks} columns={60} progress={0}/>, 60).lastFrame()).toBe(`Stack sls-layers-python-requirements-dev puts out ${arn}. Stack sls-layers-python-dev takes it in as functions.hello.layers.`);
});
