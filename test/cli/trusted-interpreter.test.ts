import {existsSync} from 'node:fs';
import path from 'node:path';
import {afterEach, expect, test, vi} from 'vitest';
import {resolveAnswers} from '../../source/cli/config.js';
import {trustedInterpreter} from '../../source/cli/trusted-interpreter.js';
import {UsageError} from '../../source/engine/errors.js';
import type {Ask, Question} from '../../source/engine/questions.js';
import {markingProgram} from '../security/support/forged.js';
import {temporaryDirectory} from '../support/directory.js';
import {python} from '../support/python.js';

afterEach(() => {
	vi.unstubAllEnvs();
});

const answersWith = (program: string) => ({...resolveAnswers({package: ['six']}, undefined), python: program});

/** Answers the question with a word, and keeps what was asked. */
function asking(word: string): {readonly ask: Ask; readonly questions: Question[]} {
	const questions: Question[] = [];
	const ask: Ask = async question => {
		questions.push(question);
		return question.choices?.find(choice => choice === word) ?? question.fallback;
	};

	return {ask, questions};
}

test('a remembered Python on PATH is taken without a question', async () => {
	const {ask, questions} = asking('runPython');
	vi.stubEnv('PATH', path.dirname(python.executable));
	expect(await trustedInterpreter(answersWith(python.executable), {}, ask)).toMatchObject({executable: python.executable});
	expect(questions).toEqual([]);
});

test('one that is not on PATH is run once the user confirms it', async () => {
	const {ask, questions} = asking('runPython');
	vi.stubEnv('PATH', '/nowhere');
	expect(await trustedInterpreter(answersWith(python.executable), {}, ask)).toMatchObject({executable: python.executable});
	expect(questions).toMatchObject([{id: 'python', fallback: 'stop', values: {python: python.executable}}]);
});

test.each(['stop', ''])('with the answer %j it is not run', async word => {
	const directory = temporaryDirectory();
	const mark = path.join(directory, 'ran');
	vi.stubEnv('PATH', '/nowhere');
	const program = markingProgram(path.join(directory, 'python3'), mark);
	await expect(trustedInterpreter(answersWith(program), {}, asking(word).ask)).rejects.toThrow(UsageError);
	expect(existsSync(mark)).toBe(false);
});
