import type {PlannedStep} from '../../engine/events.js';
import type {Question} from '../../engine/questions.js';
import {explain} from '../../lessons/explain.js';
import type {Words} from '../../lessons/languages.js';
import {fill, wordsFor} from '../../lessons/strings.js';
import {readGuess} from '../guess.js';
import {failureText} from '../plain.js';

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

/** A question as lines of text, and what each answer means. */
export function promptFor(question: Question, words: Words, {step, isNew}: About): Prompt {
	const {linear, guess, questions, interview, choices: labels} = words.strings;
	const {id, fallback, choices, check, fact, failure} = question;
	switch (id) {
		case 'welcome': {
			return {text: `${lessonText(words, 'preflight')}\n${linear.begin}`, reply: line => leaving(line) ?? {kind: 'answer', value: fallback}};
		}

		case 'go': {
			const command = step?.command;
			const lesson = step && isNew ? lessonText(words, step.step) : '';
			const ways = [linear.run, ...(command ? [linear.explain] : []), ...(choices?.includes('skip') ? [linear.skip] : []), linear.quit];
			return {
				text: [lesson, command ? `${words.strings.page.command}\n$ ${command}` : '', ways.join(' ')].filter(part => part !== '').join('\n'),
				reply(line) {
					if (line === 'e' && command) {
						return {kind: 'say', text: explain(command, words.explanations).map(({match, text}) => `${match}: ${text}`).join('\n')};
					}

					return leaving(line) ?? {kind: 'answer', value: line === 's' && choices?.includes('skip') ? 'skip' : 'run'};
				},
			};
		}

		case 'guess': {
			const asked = wordsFor(guess, fact ?? '') ?? '';
			const unit = fact?.endsWith('.ms') ? guess.ms : guess.B;
			return {
				text: `${step && isNew ? lessonText(words, step.step) : ''}\n${asked} ${unit} ${guess.skip}`,
				reply: line => line === '' || (fact && readGuess(line, fact) !== undefined) ? {kind: 'answer', value: line} : {kind: 'say', text: `${guess.wrong} ${unit}`},
			};
		}

		case 'retry': {
			return {
				text: `${failure ? failureText(failure) : ''}\n${failure?.log ? `${fill(linear.log, {file: failure.log})}\n` : ''}${linear.retry}`,
				reply: line => ({kind: 'answer', value: line === 'r' ? 'retry' : 'stop'}),
			};
		}

		default: {
			const {ask, why, rule} = wordsFor(questions, id) ?? {ask: id, why: '', rule: ''};
			const listed = choices?.map((choice, index) => `${index + 1} ${wordsFor(labels, choice) ?? choice}`);
			const given = fallback === '' ? rule : fill(interview.default, {value: fallback});
			return {
				text: [ask, why, ...(listed ?? []), given, question.flag ? fill(interview.flag, {flag: question.flag}) : ''].filter(part => part !== '').join('\n'),
				async reply(line) {
					const value = line === '' ? fallback : choices?.[Number(line) - 1] ?? line;
					const isGood = (!choices || choices.includes(value)) && (value === fallback || check === undefined || await check(value));
					return isGood ? {kind: 'answer', value} : {kind: 'say', text: rule};
				},
			};
		}
	}
}

/** A lesson as text: its heading, its paragraphs without marks. */
function lessonText({lesson}: Words, page: string): string {
	const {title, body} = lesson(page);
	return `\n${title}\n\n${body.trim().replaceAll('**', '').replaceAll('`', '')}\n`;
}

function leaving(line: string): Reply | undefined {
	return line === 'q' ? {kind: 'quit'} : undefined;
}
