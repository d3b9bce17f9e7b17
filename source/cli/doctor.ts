import {performance} from 'node:perf_hooks';
import process from 'node:process';
import {ToolError, WizardError} from '../engine/errors.js';
import {broadcast, type Emit} from '../engine/events.js';
import type {FrontEnd} from '../frontends/frontend.js';
import {levels, type Need, type Surroundings} from '../needs/need.js';
import {needsFor} from '../needs/needs.js';
import type {Target} from '../targets/target.js';
import type {Flags} from './flags.js';
import {resolveAnswers} from './config.js';
import {presentDirectory, usableDirectory} from './directory.js';
import {wantsColor} from './frontend.js';
import {earlierAnswers} from './earlier-answers.js';
import {openWorkspace} from './open-workspace.js';
import {terminalNeeds} from './terminal-needs.js';
import {trustedInterpreter} from './trusted-interpreter.js';

/**
Looks at all that a walkthrough needs, at the same time, and tells all of it: what is there and what is missing, with cures. Changes nothing.
Each need is a step of the chapter `required` or `useful`; one that is missing is a `warning`, so that the others are still told.

@throws ToolError when something required is missing; UsageError when the flags cannot be used.
*/
export async function doctor(given: string | undefined, flags: Flags, frontEnd: FrontEnd, signal: AbortSignal): Promise<void> {
	const start = performance.now();
	const workspace = openWorkspace(presentDirectory(given), flags);
	const {directory} = workspace;
	const usable = usableDirectory(directory);
	const earlier = await usable.then(() => earlierAnswers(workspace), () => undefined);
	const answers = resolveAnswers(flags, earlier);
	const needs = [...needsFor(answers.target), ...await accountNeeds(answers.target), ...terminalNeeds(terminalHere(flags))];
	const emit = broadcast([frontEnd.listen]);
	emit({
		type: 'run.started',
		target: answers.target,
		directory,
		chapters: levels,
		config: answers,
		plan: levels.flatMap(chapter => needs.filter(({level}) => level === chapter).map(({id, title}) => ({chapter, step: stepOf(id), title}))),
		isResumed: earlier !== undefined,
		guesses: {},
	});

	const surroundings: Surroundings = {
		directory,
		usable,
		interpreter: trustedInterpreter(answers, flags),
		architecture: answers.arch,
		account: {profile: answers.profile, region: flags.region ?? earlier?.region},
		signal,
	};
	const missing = await tellAll(needs, surroundings, {emit, logOf: workspace.logOf});
	if (missing.length > 0) {
		throw new ToolError(`What a walkthrough requires is missing: ${missing.map(({title}) => title).join(', ')}.`, {
			tryThis: [...new Set(missing.flatMap(({error}) => error.details.tryThis ?? []))].join(' '),
		});
	}

	emit({type: 'run.finished', facts: {}, ms: Math.round(performance.now() - start), nextSteps: []});
}

/** What AWS needs; its SDK is loaded only for it. */
async function accountNeeds(target: Target['name']): Promise<readonly Need[]> {
	if (target === 'practice') {
		return [];
	}

	const {awsNeeds} = await import('../needs/aws.js');
	return awsNeeds;
}

type Missing = {readonly title: string; readonly error: WizardError};

type Outcome = {readonly ms: number} & ({readonly found: string} | {readonly error: WizardError});

/** Looks at all at once, tells them in their order, and gives those that are required and missing. */
async function tellAll(needs: readonly Need[], at: Surroundings, {emit, logOf}: {readonly emit: Emit; readonly logOf: (step: string) => string}): Promise<readonly Missing[]> {
	const looks = needs.map(need => ({need, look: outcomeOf(need, at)}));
	// A defect in one is met in its turn, below.
	void Promise.allSettled(looks.map(async ({look}) => look));
	const missing: Missing[] = [];
	const unmet = new Set<string>();
	for (const chapter of levels) {
		emit({type: 'chapter.started', chapter});
		for (const {need, look} of looks.filter(({need}) => need.level === chapter)) {
			const {id, title, after} = need;
			const step = stepOf(id);
			emit({type: 'step.started', chapter, step, title, log: logOf(step)});
			const outcome = await look;
			at.signal.throwIfAborted();
			if (after !== undefined && unmet.has(after)) {
				unmet.add(id);
				emit({type: 'step.finished', step, ms: outcome.ms, status: 'skipped'});
				continue;
			}

			tell(step, outcome, emit);
			if ('error' in outcome) {
				unmet.add(id);
				missing.push(...(chapter === 'required' ? [{title, error: outcome.error}] : []));
			}
		}

		if (needs.every(({id, level}) => level !== chapter || !unmet.has(id))) {
			emit({type: 'chapter.finished', chapter});
		}
	}

	return missing;
}

function tell(step: string, outcome: Outcome, emit: Emit): void {
	if ('error' in outcome) {
		const {message, details: {tryThis}} = outcome.error;
		emit({type: 'warning', code: `${step}.missing`, message, ...(tryThis && {tryThis})});
	} else {
		emit({type: 'output', step, stream: 'stdout', line: outcome.found});
		emit({type: 'step.finished', step, ms: outcome.ms, status: 'done'});
	}
}

/** What a look came to; its time is in milliseconds. */
async function outcomeOf({look}: Need, at: Surroundings): Promise<Outcome> {
	const start = performance.now();
	const elapsed = () => Math.round(performance.now() - start);
	try {
		const found = await look(at);
		return {found, ms: elapsed()};
	} catch (error) {
		if (error instanceof WizardError) {
			return {error, ms: elapsed()};
		}

		throw error;
	}
}

const stepOf = (id: string) => `doctor.${id}`;

function terminalHere(flags: Flags): Parameters<typeof terminalNeeds>[0] {
	const {stdout, env} = process;
	const {isTTY, columns, rows} = stdout;
	return {isTTY, columns, rows, hasColor: wantsColor(flags, stdout), env};
}
