import {readFile} from 'node:fs/promises';
import path from 'node:path';
import stringWidth from 'string-width';
import {describe, expect, test} from 'vitest';
import {attach} from '../../source/chapters/attachment.js';
import {walkthrough} from '../../source/chapters/walkthrough.js';
import {diffLines} from '../../source/files/diff.js';
import {editYaml} from '../../source/files/yaml.js';
import {explain} from '../../source/lessons/explain.js';
import {proseText, type Block} from '../../source/lessons/prose.js';
import * as en from '../../source/lessons/en/words.js';
import * as zh from '../../source/lessons/zh/words.js';
import {showCommands} from '../../source/tools/command.js';
import {commands, crossPlan, interpreter, plan} from './support/plan.js';

const attended = plan.filter(step => step.attended);

type Texts = {readonly [key: string]: string | Texts};

/** Every text of a tree with the way to it. */
function textsIn(tree: Texts, way = ''): ReadonlyArray<readonly [string, string]> {
	return Object.entries(tree).flatMap(([key, value]) => typeof value === 'string' ? [[way + key, value] as const] : textsIn(value, `${way}${key} `));
}

const codeIn = (prose: readonly Block[]) => new Set(prose.flatMap(({pieces}) => pieces).filter(({style}) => style === 'code').map(({text}) => text));

const sentencesOf = ({lessons, explanations}: typeof en) => [
	...lessons.flatMap(({title, after, prose, notes, links}) => [title, after, proseText(prose), ...notes.map(({note}) => note), ...links.map(({text}) => text)]),
	...explanations.map(({text}) => text),
];

describe.each([
	{language: 'en', words: en, body: {least: 350, most: 900}, explanation: 140},
	{language: 'zh', words: zh, body: {least: 120, most: 450}, explanation: 70},
])('$language', ({language, words, body, explanation}) => {
	const {lessons, explanations} = words;

	test('a page for each step that a person starts, a welcome, an end and the clean-up, and no other', () => {
		expect(lessons.map(({page}) => page)).toEqual(['preflight', ...attended.map(({step}) => step), 'end', 'cleanup']);
	});

	test('every chapter has a page, and every page is in its step\'s chapter', () => {
		expect([...new Set(lessons.map(({chapter}) => chapter))]).toEqual([...walkthrough.map(({id}) => id), 'cleanup']);
		for (const {step, chapter} of attended) {
			expect(lessons.find(({page}) => page === step)?.chapter).toBe(chapter);
		}
	});

	/** A page's text as it is written. */
	const written = async (page: string) => {
		const file = await readFile(path.join(import.meta.dirname, `../../source/lessons/${language}/${page}.md`), 'utf8');
		return file.slice(file.indexOf('\n---\n') + 5).trim();
	};

	test.each(lessons.map(lesson => [lesson.page, lesson] as const))('%s is as long as a page', async (page, lesson) => {
		expect(stringWidth(lesson.title)).toBeLessThanOrEqual(50);
		expect(lesson.after.length).toBeLessThanOrEqual(300);
		const {length} = await written(page);
		expect(length).toBeGreaterThanOrEqual(body.least);
		expect(length).toBeLessThanOrEqual(body.most);
		expect(lesson.links.length).toBeLessThanOrEqual(3);
		for (const {note} of lesson.notes) {
			expect(note.length).toBeLessThanOrEqual(90);
		}
	});

	test.each(lessons.map(({page}) => page))('%s is paragraphs, lists, code and strong words', async page => {
		const text = await written(page);
		const plain = text.replaceAll(/`[^`\n]+`/gv, 'code').replaceAll(/\*\*[^*\n]+\*\*/gv, 'strong');
		expect(plain).not.toMatch(/[`*_#<>\[\]\|~]/v);
		expect(plain).not.toMatch(/^(?:\+|\d+[.\)]|\u0020|--)/mv);
		expect(text).not.toMatch(/\n{3}|\t|https?:/v);
		for (const block of text.split('\n\n')) {
			expect(block.split('\n').every(line => line.startsWith('- ')) || !block.includes('\n')).toBe(true);
		}
	});

	test.each(lessons.map(lesson => [lesson.page, lesson.links] as const))('%s links to real pages', (_, links) => {
		for (const {text, url} of links) {
			const {protocol, hostname, username, port, search, hash} = new URL(url);
			expect([protocol, username, port, search, hash]).toEqual(['https:', '', '', '', '']);
			expect(hostname).toMatch(/^(?:docs\.aws\.amazon\.com|docs\.python\.org|github\.com|pypi\.org)$/v);
			expect(url).not.toMatch(/todo|tbd|xxx|example|\.{2}|[\s\)\],]|[^\/a-z]$/iv);
			expect(text).not.toMatch(/https?:|^here$/iv);
		}

		expect(new Set(links.map(({url}) => url)).size).toBe(links.length);
	});

	test('each new line of the diff has its note, and each note its line', async () => {
		const text = await readFile(path.join(import.meta.dirname, '../../templates/sls-layers-python/serverless.yml'), 'utf8');
		const edits = attach(text, {arn: 'arn:aws:lambda:us-east-1:000000000000:layer:pandas:1', packages: ['pandas', 'six']});
		const added = diffLines('serverless.yml', text, editYaml('serverless.yml', text, edits)).filter(line => line.startsWith('+') && !line.startsWith('+++'));
		const notes = lessons.find(({page}) => page === 'use.attach')?.notes ?? [];
		const lines = added.map(line => notes.find(note => line.includes(note.line))?.line);
		expect(lines).toEqual(['noDeploy:', '- ', '- ', 'layers:', 'arn:aws:lambda']);
		expect(new Set(lines)).toEqual(new Set(notes.map(({line}) => line)));
	});

	test('every explained piece occurs in a command of the walkthrough', () => {
		const used = new Set([...plan, ...crossPlan].flatMap(({command = ''}) => explain(command, explanations)));
		expect(explanations.filter(each => !used.has(each)).map(({match}) => match)).toEqual([]);
		expect(new Set(explanations.map(({match}) => match)).size).toBe(explanations.length);
	});

	test.each(commands.map(command => [showCommands([command]), command] as const))('%s is explained, each program and each flag', (shown, command) => {
		const explained = new Set(explain(shown, explanations).flatMap(({match}) => match.split(' ')));
		const flags = command.argv.filter(word => word.startsWith('-'));
		// The person's own Python has no fixed name; what it does, `-m venv`, has.
		const [program] = command.argv;
		const shell = ['(', 'cd', '.', '&&', '>'].filter(word => ` ${shown.replace('(', '( ')} `.includes(` ${word} `));
		expect([...(program === interpreter ? [] : [program]), ...flags, ...shell].filter(word => !explained.has(word))).toEqual([]);
	});

	test('explanations are one short sentence', () => {
		for (const {match, text} of explanations) {
			expect(match).toBe(match.trim());
			expect(text).toMatch(/^[^。\n]+[.。]$/v);
			expect(text).not.toMatch(/\. /v);
			expect(text.length).toBeLessThanOrEqual(explanation);
		}
	});
});

describe('Chinese against English', () => {
	test('the same pages, notes, links, code and pieces of commands', () => {
		const skeleton = ({lessons, explanations}: typeof en) => ({
			lessons: lessons.map(({page, chapter, notes, links, prose}) => ({
				page,
				chapter,
				notes: notes.map(({line}) => line),
				links: links.map(({url}) => url),
				code: codeIn(prose),
			})),
			explanations: explanations.map(({match}) => match),
		});
		expect(skeleton(zh)).toEqual(skeleton(en));
	});

	test('each is in its language', () => {
		for (const sentence of sentencesOf(zh)) {
			expect(sentence).toMatch(/\p{Script=Han}/v);
			// Punctuation beside Chinese characters is full-width.
			expect(sentence).not.toMatch(/\p{Script=Han}[,.;:!?\(\)"']|[,;:!?\(\)"']\p{Script=Han}/v);
		}

		for (const sentence of sentencesOf(en)) {
			expect(sentence).toMatch(/^\p{ASCII}+$/v);
		}
	});

	test('the interface has the same texts with the same places, and none is empty', () => {
		const places = ({strings}: typeof en) => textsIn(strings).map(([way, text]) => [way, new Set(text.match(/\{\w+\}/gv))] as const).toSorted(([one], [other]) => one.localeCompare(other));
		expect(places(zh)).toEqual(places(en));
		for (const [, text] of [...textsIn(en.strings), ...textsIn(zh.strings)]) {
			expect(text.trim()).not.toBe('');
		}
	});
});
