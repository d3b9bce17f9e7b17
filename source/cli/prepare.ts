import {isVenvPython, toolFolders} from '../chapters/known-places.js';
import {makeState, type Workspace} from '../chapters/workspace.js';
import {isThere} from '../disk/look.js';
import {refuseStrangeBelow} from '../disk/survey.js';
import {Journal} from '../engine/journal.js';
import {askNobody} from '../engine/questions.js';
import type {FrontEnd} from '../frontends/frontend.js';
import type {Account} from '../targets/aws/aws.js';
import type {Hold} from '../tools/guard/hold.js';
import type {Interpreter} from '../tools/python/interpreter.js';
import {enterAccount} from './account.js';
import type {Flags} from './flags.js';
import {settleHandEdits, type Notice} from './hand-edits.js';
import {awsFlags} from './aws-flags.js';
import {resolveAnswers, type Answers} from './config.js';
import {answersNote, earlierAnswers} from './earlier-answers.js';
import {restart, type Restart} from './restart.js';
import {meansFor, type Means} from './settings.js';
import {trustedInterpreter} from './trusted-interpreter.js';

export type Preparation = {
	readonly flags: Flags;
	readonly frontEnd: FrontEnd;
	/** Taken here, but for a new workspace of a run that asks nobody: its own step makes it, once all that is needed was found. */
	readonly hold: Hold;
	readonly signal: AbortSignal;
};

/** All that a run needs to be decided. */
export type Prepared = Means & {
	readonly answers: Answers;
	readonly journal: Journal;
	/** On AWS, unless nothing is to be done there. */
	readonly account: Account | undefined;
	/** What is to be told once the run has begun. */
	readonly notices: readonly Notice[];
};

/**
Decides all that has to be decided before the first step: what was answered, on which machine, in which account.

@throws WizardError when the command line, this machine or the account is at fault; Quit when the person does not agree.
*/
export async function prepare(workspace: Workspace, {flags, frontEnd, hold, signal}: Preparation): Promise<Prepared> {
	const earlier = earlierAnswers(workspace);
	const canAsk = frontEnd.ask !== askNobody;
	const isAws = (flags.target ?? earlier?.target) === 'aws';
	const complete = isAws ? await awsFlags(flags, {canAsk: canAsk || flags.dryRun === true, hasBegun: earlier !== undefined}) : flags;
	const answers = resolveAnswers(complete, earlier);
	const interpreter = await trustedInterpreter(answers, flags, frontEnd.ask);
	const isDry = flags.dryRun ?? false;
	const isMade = !isDry && (canAsk || isThere(workspace.state));
	if (isMade) {
		await makeState(workspace);
		await hold.take(interpreter.executable);
		for (const folder of toolFolders(workspace)) {
			await refuseStrangeBelow(folder, {root: workspace.directory, isAllowed: isVenvPython, signal});
		}
	}

	const restarted = flags.restart && earlier ? await restartWith(workspace, interpreter, {answers, ask: frontEnd.ask, isDry, signal}) : [];
	const journal = new Journal(workspace.journal);
	if (!earlier) {
		// What a person has answered is kept before anything else can fail.
		journal.note(answersNote, answers);
	}

	if (isMade) {
		journal.open();
	}

	const means = await meansFor(answers, {interpreter, workspace, journal, secondProfile: flags.secondProfile, ask: frontEnd.ask});
	const settled = await settleHandEdits(workspace, {journal, ask: frontEnd.ask, isDry, signal});
	const notices = [...restarted, ...settled];
	if (!('enter' in means.target) || isDry) {
		return {...means, answers, journal, account: undefined, notices};
	}

	const {account, settings} = await enterAccount({
		target: means.target,
		settings: means.settings,
		journal,
		ask: frontEnd.ask,
		isAgreed: !canAsk,
		isNew: !isThere(workspace.function.serverlessYml),
		lendTerminal: frontEnd.lendTerminal,
		signal,
	});
	return {...means, settings, answers: {...answers, stage: settings.stage}, journal, account, notices};
}

/** What this machine cannot do is said before anything goes. */
async function restartWith(workspace: Workspace, interpreter: Interpreter, how: Restart): Promise<readonly Notice[]> {
	await meansFor(how.answers, {interpreter, workspace, journal: new Journal(workspace.journal)});
	return restart(workspace, how);
}
