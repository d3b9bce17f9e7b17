import {performance} from 'node:perf_hooks';
import process from 'node:process';
import {cleanup} from '../chapters/cleanup/cleanup.js';
import type {Walk} from '../chapters/context.js';
import {files, refuseMountPoints} from '../chapters/cleanup/files.js';
import {kindOf} from '../disk/path.js';
import {UsageError} from '../engine/errors.js';
import {broadcast} from '../engine/events.js';
import {Journal} from '../engine/journal.js';
import {askNobody} from '../engine/questions.js';
import {planOf, run} from '../engine/run.js';
import {Timeline} from '../engine/timeline.js';
import {cacheDirectory} from '../files/cache.js';
import type {FrontEnd} from '../frontends/frontend.js';
import type {Cloud} from '../targets/target.js';
import {quote} from '../tools/command.js';
import type {Hold} from '../tools/guard/hold.js';
import {reachAccount} from './account.js';
import type {Flags} from './flags.js';
import {afterClean, cleanCommand, cleanUp, runOptions} from './clean-up.js';
import {presentDirectory, workspaceVariable} from './directory.js';
import {holdOn} from './hold.js';
import {presentWorkspace, startCloud, type Present} from './present.js';
import type {Signals} from './signals.js';

/**
Takes away what a workspace has in the cloud, proves by looking that nothing is left, and with `--files` removes the workspace too.

@throws UsageError when there is no workspace, or nobody to ask and no `--yes`; CloudError, with what is left, when not all could be removed.
*/
export async function clean(directory: string | undefined, flags: Flags, frontEnd: FrontEnd, signals: Pick<Signals, 'signal' | 'stop'>): Promise<void> {
	const start = performance.now();
	if (frontEnd.ask === askNobody && !flags.yes) {
		throw new UsageError('clean asks before it removes anything, and here is nobody to ask.', {tryThis: 'Add --yes to remove without a question.'});
	}

	const present = await presentWorkspace(directory, {flags, ask: frontEnd.ask});
	const isInShell = process.env[workspaceVariable] === present.workspace.directory;
	if (flags.files) {
		mayBeRemoved(presentDirectory(directory), isInShell);
		await refuseMountPoints(present.workspace.directory);
	}

	const hold = holdOn(present.workspace, signals, {fitsShell: true});
	try {
		await hold.take(present.interpreter.executable);
		await cleanIn(present, {start, flags, frontEnd, hold, isInShell, signal: signals.signal});
	} finally {
		await hold.release();
	}
}

type Cleaning = {
	/** When the command line was read, in milliseconds. */
	readonly start: number;
	readonly flags: Flags;
	readonly frontEnd: FrontEnd;
	readonly hold: Hold;
	readonly isInShell: boolean;
	readonly signal: AbortSignal;
};

async function cleanIn(present: Present, {start, flags, frontEnd, hold, isInShell, signal}: Cleaning): Promise<void> {
	const {workspace, settings, interpreter, target, answers} = present;
	const journal = new Journal(workspace.journal);
	journal.open();
	const emit = broadcast([journal.listen, frontEnd.listen]);
	const state: Walk = {settings, interpreter, workspace, target, journal, hold, emit, timeline: new Timeline(), ask: frontEnd.ask, facts: () => ({}), cloud: undefined, lost: new AbortController()};
	const options = runOptions(state, signal);
	const chapters = [cleanup, ...(flags.files ? [files] : [])];
	// The journal reads earlier answers out of the runs that it holds.
	emit({
		type: 'run.started',
		target: target.name,
		directory: workspace.directory,
		chapters: chapters.map(({id}) => id),
		config: answers,
		plan: planOf(chapters, options),
		isResumed: true,
		guesses: {},
	});
	state.cloud = 'enter' in target
		? await reachAccount({target, journal, ask: frontEnd.ask, lendTerminal: frontEnd.lendTerminal, signal})
		: await reachPractice(present, isInShell, options.contextFor('cleanup.list', signal).targetIo);
	let isClean;
	try {
		isClean = await cleanUp({state, options, isConfirmed: flags.yes ?? false, files: flags.files ?? false});
	} catch (error) {
		journal.keepFailure(error);
		throw error;
	} finally {
		await state.cloud.stop();
	}

	const ms = () => Math.round(performance.now() - start);
	if (isClean && flags.files) {
		// The journal goes with the files.
		const tell = broadcast([frontEnd.listen]);
		await run([files], {...options, emit: tell});
		tell({type: 'run.finished', facts: {}, ms: ms(), nextSteps: [`What all workspaces share is still there: rm -r ${quote(cacheDirectory())}`]});
		return;
	}

	const {directory: place} = workspace;
	emit({type: 'run.finished', facts: {}, ms: ms(), nextSteps: isClean ? afterClean(place) : [`Clean up another time: ${cleanCommand(place)}`]});
}

/** In the workspace's own shell its cloud is up already. */
async function reachPractice(present: Present, isInShell: boolean, io: Parameters<typeof startCloud>[1]): Promise<Cloud> {
	const running = isInShell ? await present.target.findRunning(io.signal) : undefined;
	return running ?? startCloud(present, io);
}

function mayBeRemoved(directory: string, isInShell: boolean): void {
	if (isInShell) {
		throw new UsageError('The directory of the shell that this is cannot be removed.', {tryThis: 'Leave the shell with exit, then run the same command again.'});
	}

	if (kindOf(directory) === 'link') {
		throw new UsageError(`${directory} is a link, and --files removes only a directory itself.`, {tryThis: 'Name the directory that it leads to.'});
	}
}
