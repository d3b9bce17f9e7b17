import {expect, test} from 'vitest';
import {languageOf, loadWords} from '../../source/lessons/languages.js';

test.each([
	['nothing', undefined, {}, 'en'],
	['the flag', 'zh', {LC_ALL: 'en_US.UTF-8'}, 'zh'],
	['the flag against the locale', 'en', {LC_ALL: 'zh_CN.UTF-8'}, 'en'],
	['LANG', undefined, {LANG: 'zh_CN.UTF-8'}, 'zh'],
	['LC_MESSAGES before LANG', undefined, {LANG: 'zh_CN.UTF-8', LC_MESSAGES: 'de_DE.UTF-8'}, 'en'],
	['LC_ALL before all', undefined, {LANG: 'en_US.UTF-8', LC_MESSAGES: 'C', LC_ALL: 'zh_TW'}, 'zh'],
	['an empty variable is none', undefined, {LC_ALL: '', LC_MESSAGES: '', LANG: 'zh'}, 'zh'],
	['C', undefined, {LC_ALL: 'C', LANG: 'zh_CN.UTF-8'}, 'en'],
	['a language that there is not', undefined, {LANG: 'fr_FR.UTF-8'}, 'en'],
] as const)('the language by %s', (...[, flag, env, expected]) => {
	expect(languageOf(flag, env)).toBe(expected);
});

test('words are those of the language', async () => {
	const [en, zh] = await Promise.all([loadWords('en'), loadWords('zh')]);
	expect(en.strings.facts['layer.arn']).toBe('Layer ARN');
	expect(zh.strings.facts['layer.arn']).toBe('层的 ARN');
	expect(zh.lesson('ship.invoke').page).toBe('ship.invoke');
	expect(() => en.lesson('ship.shape')).toThrow('There is no lesson ship.shape in en.');
});
