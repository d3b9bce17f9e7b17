import path from 'node:path';
import {sinceClean, stackNote} from '../chapters/cleanup/notes.js';
import {takeInventory, type Inventory} from '../chapters/inventory.js';
import type {Workspace} from '../chapters/workspace.js';
import {namesIn} from '../disk/look.js';
import {move, remove, removeEmpty} from '../disk/write.js';
import {Quit, UsageError} from '../engine/errors.js';
import {Journal, readJournal} from '../engine/journal.js';
import {askNobody, type Ask} from '../engine/questions.js';
import {cleanCommand} from './clean-up.js';
import type {Answers} from './config.js';
import {answersNote, earlierAnswers} from './earlier-answers.js';
import type {Notice} from './hand-edits.js';
import {workspaceIdIn, workspaceNote} from './settings.js';

export type Restart = {
	/** What the walkthrough is to be begun with. */
	readonly answers: Answers;
	readonly ask: Ask;
	/** True when only what would go is to be told. */
	readonly isDry: boolean;
	readonly signal: AbortSignal;
};

/** The guard holds it while this runs, and a journal holds on to the workspace until the new one is there. */
const lastToStay: ReadonlySet<string> = new Set(['lock', 'journal.jsonl', 'journal.jsonl.new']);

/**
Takes a walkthrough out of its workspace, so that another can begin there. What is the person's own goes only when they say so.
The journal goes last, by the new one's taking its place: whenever this is cut off, the old walkthrough can go on or be begun anew.
Call it only while no other wizard is in the workspace.

@returns What to tell of it.
@throws UsageError when something of the workspace may still be in an AWS account; Quit when the person would rather stop.
*/
export async function restart(workspace: Workspace, {answers, ask, isDry, signal}: Restart): Promise<readonly Notice[]> {
	const journal = new Journal(workspace.journal);
	refuseWhileDeployed(workspace);
	const inventory = await takeInventory(workspace);
	if (isDry) {
		return [planNotice(inventory)];
	}

	const {ours, theirs} = inventory;
	const isKept = theirs.length === 0 || await keeps(theirs, ask, signal);
	const going = [...ours, ...(isKept ? [] : theirs)];
	for (const entry of going) {
		await remove(path.join(workspace.directory, entry));
	}

	// Whatever is still in them is kept.
	await Promise.all([workspace.function, workspace.layer].map(async ({directory}) => removeEmpty(directory)));
	await renewState(workspace, answers, workspaceIdIn(journal));
	return isKept && theirs.length > 0 ? [{code: 'restart.kept', message: `What is yours has stayed in its place and is used: ${theirs.join(', ')}.`}] : [];
}

/** The practice cloud goes with the workspace; an account does not. */
function refuseWhileDeployed(workspace: Workspace): void {
	const entries = sinceClean(readJournal(workspace.journal));
	const wasDeployed = entries.some(({type, step}) => type === 'step.started' && (step === 'layer.deploy' || step === 'ship.deploy'))
		|| entries.some(({type, id}) => type === 'note' && id === stackNote);
	if (earlierAnswers(workspace)?.target === 'aws' && wasDeployed) {
		throw new UsageError('This workspace may have stacks in the AWS account, and --restart would forget them.', {tryThis: `Remove them first: ${cleanCommand(workspace.directory)}.`});
	}
}

/** With nobody to ask all of it is kept. */
async function keeps(theirs: readonly string[], ask: Ask, signal: AbortSignal): Promise<boolean> {
	if (ask === askNobody) {
		return true;
	}

	const answer = await ask({
		id: 'theirs',
		choices: ['keepTheirs', 'removeTheirs', 'stop'],
		fallback: 'keepTheirs',
		resources: theirs.map(name => ({kind: 'yours', name})),
	}, signal);
	signal.throwIfAborted();
	if (answer === 'stop') {
		throw new Quit();
	}

	return answer === 'keepTheirs';
}

/** Removes the practice cloud, copies and logs, and then has a new journal take the old one's place. It keeps the workspace's id: a serverless.yml that stays bears it as its stacks' tag. */
async function renewState({state, journal: file}: Workspace, answers: Answers, id: string | undefined): Promise<void> {
	const names = await namesIn(state);
	for (const name of names.filter(name => !lastToStay.has(name))) {
		await remove(path.join(state, name));
	}

	const draft = `${file}.new`;
	await remove(draft);
	const anew = new Journal(draft);
	anew.open();
	if (id !== undefined) {
		anew.note(workspaceNote, id);
	}

	anew.note(answersNote, answers);
	await move(draft, file);
}

function planNotice({ours, theirs}: Inventory): Notice {
	const parts = [
		`--restart would remove ${[...ours, 'the practice cloud, the journal and the logs in .layer-wizard'].join(', ')}`,
		...(theirs.length > 0 ? [`and ask about what is yours: ${theirs.join(', ')}`] : []),
	];
	return {code: 'restart.plan', message: `${parts.join(', ')}.`};
}
