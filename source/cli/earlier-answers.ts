import type {Workspace} from '../chapters/workspace.js';
import {UsageError} from '../engine/errors.js';
import {readJournal} from '../engine/journal.js';
import type {ReadEntry} from '../engine/journal-line.js';
import {comeBack} from './come-back.js';
import {readAnswers, type Answers} from './config.js';

/** The journal's note of what was answered before the run. */
export const answersNote = 'answers';

/** What the workspace was made with, if there is one. */
export const earlierAnswers = ({journal}: Workspace): Answers | undefined => answersIn(readJournal(journal));

/** What a journal says that its workspace was made with. */
export function answersIn(entries: readonly ReadEntry[]): Answers | undefined {
	const entry = entries.findLast(({type, id}) => type === 'run.started' || (type === 'note' && id === answersNote));
	return readAnswers(entry?.config ?? entry?.value);
}

/** For commands that need a walkthrough where none was begun. */
export function noWalkthrough({directory}: Workspace): UsageError {
	return new UsageError(`There is no walkthrough in ${directory}.`, {tryThis: `Make one there: ${comeBack(directory)}, or name the directory of one.`});
}
