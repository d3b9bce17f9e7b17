import {describe, expect, test} from 'vitest';
import {terminalNeeds, type Terminal} from '../../source/cli/terminal-needs.js';
import {surroundings} from '../needs/support/surroundings.js';

async function look(id: string, terminal: Partial<Terminal>): Promise<string | undefined> {
	const need = terminalNeeds({isTTY: true, columns: 80, rows: 24, hasColor: true, env: {}, ...terminal}).find(each => each.id === id);
	return need?.look(surroundings());
}

describe('the terminal', () => {
	test.each([
		['none', {isTTY: false}, /^none here/v],
		['as designed for', {}, /^80x24, in colours$/v],
		['large, without colours', {columns: 200, rows: 50, hasColor: false}, /^200x50, without colours$/v],
		['the smallest', {columns: 60, rows: 20}, /^60x20 \(80x24 shows more\), in colours$/v],
		['wide and low', {columns: 120, rows: 23}, /^120x23 \(80x24 shows more\), in colours$/v],
	])('%s is fine', async (_, terminal, found) => {
		expect(await look('terminal', terminal)).toMatch(found);
	});

	test.each([
		['narrow', {columns: 59}, 'The terminal is 59x24; the walkthrough needs 60x20.'],
		['low', {rows: 19}, 'The terminal is 80x19; the walkthrough needs 60x20.'],
		['dumb', {env: {TERM: 'dumb'}}, 'TERM is dumb, so a walkthrough is told in lines.'],
	])('%s is not', async (_, terminal, message) => {
		await expect(look('terminal', terminal)).rejects.toThrow(message);
	});
});

describe('the locale', () => {
	test.each([
		[{LANG: 'de_DE.UTF-8'}, 'de_DE.UTF-8'],
		[{LANG: 'C', LC_CTYPE: 'zh_CN.utf8'}, 'zh_CN.utf8'],
		[{LC_ALL: '', LANG: 'en_US.UTF-8'}, 'en_US.UTF-8'],
	])('%j is in UTF-8', async (env, found) => {
		expect(await look('locale', {env})).toBe(found);
	});

	test.each([
		[{}, 'No locale is set, so'],
		[{LC_ALL: 'C', LANG: 'en_US.UTF-8'}, 'The locale is C, so'],
		[{LANG: 'de_DE@euro'}, 'The locale is de_DE@euro, so'],
	])('%j is not', async (env, message) => {
		await expect(look('locale', {env})).rejects.toThrow(message);
	});
});
