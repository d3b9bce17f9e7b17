import type {PlannedStep} from '../../engine/events.js';
import type {Question} from '../../engine/questions.js';
import {explain} from '../../lessons/explain.js';
import type {Words} from '../../lessons/languages.js';
import {proseText} from '../../lessons/prose.js';
import {fill, wordsFor} from '../../lessons/strings.js';
import {readGuess} from '../guess.js';
import {failureText} from '../plain.js';
import {printable} from '../printable.js';
import {resourceLines} from '../resource-lines.js';

/** What a typed line means for a question. */
export type Reply
	= | {readonly kind: 'answer'; readonly value: string}
	/** Something to read before the question is asked again. */
		| {readonly kind: 'say'; readonly text: string}
		| {readonly kind: 'quit'};

export type Prompt = {
	/** What is read before the answer; lines of text. */
	readonly text: string;
	readonly reply: (line: string) => Reply | Promise<Reply>;
};

/** The step that a question is about, and whether nothing was asked about it before: then its lesson comes first. */
export type About = {readonly step: PlannedStep | undefined; readonly isNew: boolean};

type Asked = {readonly question: Question; readonly words: Words; readonly about: About};

/** The questions that are more than a sentence and its default. */
const prompts: Readonly<Record<string, (asked: Asked) => Prompt>> = {welcome, go, guess, retry, afterwards};

/** A question as lines of text, and what each answer means. */
export function promptFor(question: Question, words: Words, about: About): Prompt {
	return (prompts[question.id] ?? open)({question, words, about});
}

function welcome({question, words}: Asked): Prompt {
	return {text: `${lessonText(words, 'preflight')}\n${words.strings.linear.begin}`, reply: line => leaving(line) ?? {kind: 'answer', value: question.fallback}};
}

function go({question, words, about: {step, isNew}}: Asked): Prompt {
	const {linear, page} = words.strings;
	const command = step?.command;
	const canSkip = question.choices?.includes('skip') ?? false;
	const ways = [linear.run, ...(command ? [linear.explain] : []), ...(canSkip ? [linear.skip] : []), linear.quit];
	return {
		text: lines(step && isNew ? lessonText(words, step.step) : '', command ? `${page.command}\n$ ${command}` : '', ways.join(' ')),
		reply(line) {
			if (line === 'e' && command) {
				return {kind: 'say', text: explain(command, words.explanations).map(({match, text}) => `${match}: ${text}`).join('\n')};
			}

			return leaving(line) ?? {kind: 'answer', value: line === 's' && canSkip ? 'skip' : 'run'};
		},
	};
}

function guess({question: {fact}, words, about: {step, isNew}}: Asked): Prompt {
	const {guess: texts} = words.strings;
	const unit = fact?.endsWith('.ms') ? texts.ms : texts.B;
	return {
		text: lines(step && isNew ? lessonText(words, step.step) : '', `${wordsFor(texts, fact ?? '') ?? ''} ${unit} ${texts.skip}`),
		reply: line => line === '' || (fact && readGuess(line, fact) !== undefined)
			? {kind: 'answer', value: line}
			: leaving(line) ?? {kind: 'say', text: `${texts.wrong} ${unit}`},
	};
}

function retry({question: {failure}, words: {strings: {linear}}}: Asked): Prompt {
	return {
		text: lines(failure ? failureText(failure) : '', failure?.log ? fill(linear.log, {file: failure.log}) : '', linear.retry),
		reply: line => ({kind: 'answer', value: line === 'r' ? 'retry' : 'stop'}),
	};
}

/** Why one cleans up comes first. */
function afterwards(asked: Asked): Prompt {
	const {text, reply} = open(asked);
	return {text: lines(lessonText(asked.words, 'cleanup'), text), reply};
}

/** A sentence, why it is asked, what it is about, its default and its flag. */
function open({question: {id, fallback, choices, check, flag, values = {}, resources = [], diff = []}, words: {strings}}: Asked): Prompt {
	const {questions, interview, choices: labels, resources: kinds} = strings;
	const {ask, why, rule: template} = wordsFor(questions, id) ?? {ask: id, why: '', rule: ''};
	const rule = fill(template, values);
	const listed = (choices ?? []).map((choice, index) => `${index + 1} ${wordsFor(labels, choice) ?? choice}`);
	const byDefault = fallback === '' ? rule : fill(interview.default, {value: wordsFor(labels, fallback) ?? fallback});
	return {
		text: lines(fill(ask, values), fill(why, values), ...resourceLines(resources, kinds), ...heard(diff, strings), ...listed, byDefault, flag ? fill(interview.flag, {flag}) : ''),
		async reply(line) {
			const value = line === '' ? fallback : choices?.[Number(line) - 1] ?? line;
			const isChoice = !choices || choices.includes(value);
			const isGood = isChoice && (value === fallback || check === undefined || await check(value));
			return isGood ? {kind: 'answer', value} : {kind: 'say', text: rule};
		},
	};
}

/** Nobody wants to hear more of a diff than this before the question's choices. */
const mostHeard = 60;

function heard(diff: readonly string[], {invocation}: Words['strings']): readonly string[] {
	const left = diff.length - mostHeard;
	return [...diff.slice(0, mostHeard).map(line => printable(line)), ...(left > 0 ? [fill(invocation.more, {count: left})] : [])];
}

/** Each text that says something on lines of its own. */
function lines(...texts: readonly string[]): string {
	return texts.filter(text => text !== '').join('\n');
}

/** A lesson as text: its heading, its paragraphs without marks. */
function lessonText({lesson}: Words, page: string): string {
	const {title, prose} = lesson(page);
	return `\n${title}\n\n${proseText(prose)}\n`;
}

function leaving(line: string): Reply | undefined {
	return line === 'q' ? {kind: 'quit'} : undefined;
}
