import path from 'node:path';
import {editableFiles, writtenFiles, type Workspace} from '../chapters/workspace.js';
import {Quit} from '../engine/errors.js';
import type {Journal} from '../engine/journal.js';
import {askNobody, type Ask} from '../engine/questions.js';
import {countChanges, diffLines} from '../files/diff.js';
import {isKept, noteKept} from '../files/kept-versions.js';
import {isThere, lookAt} from '../disk/look.js';
import {readBytes} from '../disk/read.js';
import {removeDrafts, writeWhole} from '../disk/write.js';
import {completeWrites, handEditOf, writeOver, type HandEdit} from '../files/written.js';

/** Something that is to be told once the run has begun. */
export type Notice = {readonly code: string; readonly message: string};

type Settling = {
	readonly journal: Pick<Journal, 'note' | 'recall'>;
	readonly ask: Ask;
	/** True when nothing may be changed. */
	readonly isDry: boolean;
	readonly signal: AbortSignal;
};

/**
Looks at what the person has changed by hand since the wizard wrote it, and asks, with the diff, what is to hold: theirs, or what the wizard wrote.
A version that they have kept is not asked about again. With nobody to ask all is kept.

@returns What to tell of it.
@throws Quit when the person would rather stop; nothing is changed then.
*/
export async function settleHandEdits(workspace: Workspace, {journal, ask, isDry, signal}: Settling): Promise<readonly Notice[]> {
	const files = editableFiles(workspace);
	if (!isDry) {
		await completeWrites(workspace, writtenFiles(workspace));
		await Promise.all([workspace.directory, workspace.state, workspace.function.directory, workspace.layer.directory].map(async folder => removeDrafts(folder)));
	}

	const edits = files.flatMap(file => handEditOf(workspace, file) ?? []).filter(({file, mine}) => !isKept(journal, file, mine));
	if (ask === askNobody) {
		return edits.map(edit => keptNotice(edit));
	}

	const decided = [];
	for (const edit of edits) {
		decided.push({edit, answer: await answerTo(edit, ask, signal)});
	}

	const notices: Notice[] = [];
	for (const {edit, answer} of decided) {
		if (answer === 'template') {
			notices.push(await putBack(workspace, edit));
		} else {
			noteKept(journal, edit.file, edit.mine);
		}
	}

	return notices;
}

async function answerTo({file, written, mine}: HandEdit, ask: Ask, signal: AbortSignal): Promise<'mine' | 'template'> {
	const answer = await ask({id: 'edits', choices: ['mine', 'template', 'stop'], fallback: 'mine', values: {file}, diff: diffLines(file, written, mine)}, signal);
	signal.throwIfAborted();
	if (answer === 'stop') {
		throw new Quit();
	}

	return answer;
}

function keptNotice({file, written, mine}: HandEdit): Notice {
	const {added, removed} = countChanges(written, mine);
	return {code: 'edits.kept', message: `${file} was changed by hand (${added} ${added === 1 ? 'line' : 'lines'} added, ${removed} removed); it is kept as it is.`};
}

/** Writes what the wizard wrote before, and keeps the person's version beside it. */
async function putBack(workspace: Workspace, edit: HandEdit): Promise<Notice> {
	const place = path.join(workspace.directory, edit.file);
	const beside = freeName(`${place}.yours`);
	await writeWhole(beside, await readBytes(place), lookAt(place)?.mode);
	await writeOver(workspace, edit);
	return {code: 'edits.replaced', message: `${edit.file} is what the wizard wrote again; your version is ${path.relative(workspace.directory, beside)}.`};
}

/** The name, or the same with the first number that no file has. */
function freeName(wanted: string): string {
	for (let number = 1; ; number++) {
		const name = number === 1 ? wanted : `${wanted}-${number}`;
		if (!isThere(name)) {
			return name;
		}
	}
}
