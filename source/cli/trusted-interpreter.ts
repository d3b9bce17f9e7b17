import path from 'node:path';
import process from 'node:process';
import {UsageError, WizardError} from '../engine/errors.js';
import {askNobody, type Ask} from '../engine/questions.js';
import {quote} from '../tools/command.js';
import {findInterpreter, type Interpreter} from '../tools/python/interpreter.js';
import type {Answers} from './config.js';
import type {Flags} from './flags.js';

/**
Finds the Python of a workspace. A journal is found on the disk, so the program that it names is not started on its word alone:
it must be on PATH, named by `--python`, or confirmed. With nobody to ask, it is not started.

@throws as `findInterpreter`; UsageError where only the journal's Python would fit.
*/
export async function trustedInterpreter(answers: Answers, {python}: Pick<Flags, 'python'>, ask: Ask = askNobody): Promise<Interpreter> {
	const remembered = answers.python;
	if (python !== undefined || remembered === undefined) {
		return findInterpreter(answers);
	}

	try {
		return await findInterpreter({...answers, python: isOnPath(remembered) ? remembered : undefined});
	} catch (error) {
		if (!(error instanceof WizardError) || isOnPath(remembered)) {
			throw error;
		}

		const question = {id: 'python', choices: ['stop', 'runPython'], fallback: 'stop', flag: '--python', values: {python: remembered}};
		if (await ask(question) === 'runPython') {
			return findInterpreter(answers);
		}

		throw new UsageError(`This workspace was made with ${remembered}, which is not on PATH, and no other Python there fits.`, {
			tryThis: `If you trust that program, add --python ${quote(remembered)}.`,
			cause: error,
		});
	}
}

const isOnPath = (program: string): boolean => (process.env.PATH ?? '').split(path.delimiter).includes(path.dirname(program));
