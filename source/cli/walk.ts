import {existsSync} from 'node:fs';
import path from 'node:path';
import {performance} from 'node:perf_hooks';
import process from 'node:process';
import {Context, type Settings, type Walk} from '../chapters/context.js';
import {chaptersUntil, lastChapter} from '../chapters/walkthrough.js';
import {workspaceAt, type Workspace} from '../chapters/workspace.js';
import {UsageError} from '../engine/errors.js';
import {broadcast, type FactId, type FactValue, type Listener} from '../engine/events.js';
import {Journal, readJournal} from '../engine/journal.js';
import {dryRun, run} from '../engine/run.js';
import type {FrontEnd} from '../frontends/frontend.js';
import {architectureOf, type Architecture} from '../lambda/runtimes.js';
import {practiceTarget} from '../targets/practice/practice.js';
import {quote, showCommands} from '../tools/command.js';
import {findInterpreter, type Interpreter} from '../tools/python/interpreter.js';
import type {Flags} from './arguments.js';
import {readAnswers, resolveAnswers, untilOf, type Answers} from './config.js';
import {usableDirectory} from './directory.js';

/**
The walkthrough as one command line asks for it.

@throws WizardError, before anything is created when the command line is at fault.
*/
export async function walk(directory: string | undefined, flags: Flags, frontEnd: FrontEnd, signal: AbortSignal): Promise<void> {
	const start = performance.now();
	const chapters = chaptersUntil(untilOf(flags));
	const workspace = workspaceAt(await usableDirectory(directory));
	const answers = resolveAnswers(flags, earlierAnswers(workspace));
	const interpreter = await findInterpreter(answers);
	const settings = settingsOf(answers, interpreter);
	const journal = new Journal(workspace.journal);
	if (!flags.dryRun && existsSync(workspace.journal)) {
		journal.open();
	}

	const facts: Partial<Record<FactId, FactValue>> = {};
	const keepFacts: Listener = event => {
		if (event.type === 'fact') {
			facts[event.id] = event.value;
		}
	};

	const emit = broadcast([keepFacts, ...(flags.dryRun ? [] : [journal.listen]), frontEnd.listen]);
	const target = practiceTarget({interpreter, region: settings.region, directory: workspace.practiceCloud});
	const state: Walk = {settings, interpreter, workspace, target, journal, emit, facts: () => facts, cloud: undefined};
	const options = {
		contextFor: (step: string, stepSignal: AbortSignal) => new Context(state, step, stepSignal),
		show: showCommands,
		emit,
		ask: frontEnd.ask,
		signal,
	};

	emit({
		type: 'run.started',
		target: target.name,
		directory: workspace.directory,
		chapters: chapters.map(({id}) => id),
		config: {...answers, runtime: settings.runtime.name, arch: settings.architecture, python: interpreter.executable},
	});
	if (answers.target === 'practice' && !flags.yes && !process.stdin.isTTY) {
		emit({type: 'warning', code: 'defaults', message: 'No terminal to ask on: going on with the defaults on the practice cloud.'});
	}

	if (flags.dryRun) {
		dryRun(chapters, options);
	} else {
		try {
			await run(chapters, options);
		} finally {
			await state.cloud?.stop();
		}
	}

	emit({type: 'run.finished', facts, ms: Math.round(performance.now() - start), nextSteps: flags.dryRun ? [] : nextSteps(workspace, untilOf(flags))});
}

/** What the workspace was made with, if there is one. */
function earlierAnswers({journal}: Workspace): Answers | undefined {
	const started = readJournal(journal).findLast(entry => entry.type === 'run.started');
	return readAnswers(started?.config);
}

function settingsOf(answers: Answers, interpreter: Interpreter): Settings {
	return {
		packages: answers.packages,
		packageNames: interpreter.packageNames,
		runtime: interpreter.runtime,
		architecture: practiceArchitecture(answers.arch, interpreter),
		region: answers.region,
		stage: answers.stage,
		layerName: answers.layerName,
	};
}

/** The practice cloud runs functions on this machine, so the architecture is the machine's. */
function practiceArchitecture(wanted: Architecture | undefined, {machine}: Interpreter): Architecture {
	const own = architectureOf(machine);
	if (!own) {
		throw new UsageError(`Lambda has no architecture like this machine's (${machine}).`);
	}

	if (wanted && wanted !== own) {
		throw new UsageError(`The practice cloud runs functions on this machine, which is ${own}, not ${wanted}.`, {tryThis: 'Leave out --arch.'});
	}

	return own;
}

function nextSteps({directory, function: project}: Workspace, until: string): readonly string[] {
	const relative = path.relative(process.cwd(), directory) || '.';
	const shown = quote(relative.startsWith('-') ? `./${relative}` : relative);
	return [
		...(until === lastChapter ? [`Look at what changed: ${project.name}/serverless.yml`] : [`Go on to the end: layer-wizard ${shown}`]),
		'Run the same command again: finished work is verified, not repeated',
		`Remove it all: rm -r ${shown}`,
	];
}
