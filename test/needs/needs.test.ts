import {setImmediate} from 'node:timers/promises';
import {describe, expect, test} from 'vitest';
import {terminalNeeds} from '../../source/cli/terminal-needs.js';
import {ToolError, UsageError} from '../../source/engine/errors.js';
import * as en from '../../source/lessons/en/words.js';
import * as zh from '../../source/lessons/zh/words.js';
import {awsNeeds} from '../../source/needs/aws.js';
import type {Need} from '../../source/needs/need.js';
import {lookAtRequired, needsFor} from '../../source/needs/needs.js';
import {surroundings} from './support/surroundings.js';

describe.each(['practice', 'aws'] as const)('the needs of %s', target => {
	const needs = [...needsFor(target), ...(target === 'aws' ? awsNeeds : []), ...terminalNeeds({isTTY: false, columns: 0, rows: 0, hasColor: false, env: {}})];
	const ids = needs.map(({id}) => id);

	test('each has an id of its own and a title in both languages', () => {
		expect(new Set(ids).size).toBe(ids.length);
		for (const {id, title} of needs) {
			expect(Object.entries(en.strings.needs)).toContainEqual([`doctor.${id}`, title]);
			expect(Object.keys(zh.strings.needs)).toContain(`doctor.${id}`);
		}
	});

	test('what one is looked at after is told before it', () => {
		for (const {id, after, level} of needs.filter(({after}) => after !== undefined)) {
			const before = needs.find(need => need.id === after);
			expect(ids.indexOf(after ?? ''), id).toBeGreaterThanOrEqual(0);
			expect(ids.indexOf(after ?? ''), id).toBeLessThan(ids.indexOf(id));
			expect([level, before?.level]).not.toEqual(['required', 'useful']);
		}
	});
});

describe('what preflight throws', () => {
	const need = (look: Need['look'], level: Need['level'] = 'required'): Need => ({id: 'x', title: 'X', level, look});
	const missing = (error: Error) => need(() => Promise.reject(error));

	test('is the first in the rows\' order, also when a later one is found missing earlier', async () => {
		const slow = need(async () => {
			await setImmediate();
			throw new ToolError('slow');
		});
		const fast = missing(new UsageError('fast'));
		await expect(lookAtRequired([need(async () => 'there'), slow, fast], surroundings())).rejects.toThrow('slow');
	});

	test('is nothing useful', async () => {
		await lookAtRequired([need(async () => 'there'), need(() => Promise.reject(new ToolError('git')), 'useful')], surroundings());
	});

	test('is a defect as it is', async () => {
		await expect(lookAtRequired([missing(new TypeError('defect'))], surroundings())).rejects.toThrow(TypeError);
	});
});
