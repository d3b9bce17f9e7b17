import type {Fact, StampedEvent} from '../../engine/events.js';
import {printable} from '../printable.js';
import type {ChapterState, Model, OutputLine, RunningStep, StepEntry} from './model.js';

/** Enough for all that a deploy says of its stack. */
export const keptLines = 60;
const keptDiffLines = 200;

/** What the screen knows after one more event. Pure: the same events give the same model. */
export function reduce(model: Model, event: StampedEvent): Model {
	const at = Date.parse(event.at);
	switch (event.type) {
		case 'run.started': {
			return {
				...model,
				target: event.target,
				directory: event.directory,
				region: String(event.config.region),
				stage: String(event.config.stage),
				isResumed: event.isResumed,
				chapters: event.chapters.map(id => ({id, state: 'waiting'})),
				pages: event.plan.flatMap(({step, chapter, title, command, attended}) => attended ? [{step, chapter, title, command, attended}] : []),
				guesses: event.guesses,
				record: event.earlier ? [{kind: 'resumed', earlier: event.earlier}] : [],
			};
		}

		case 'chapter.started': {
			return {...model, chapters: withChapter(model.chapters, {id: event.chapter, state: 'running'})};
		}

		case 'chapter.finished': {
			return {...model, chapters: withChapter(model.chapters, {id: event.chapter, state: 'done'})};
		}

		case 'step.started': {
			const {step: id, chapter, command, log} = event;
			const step: RunningStep = {id, chapter, title: printable(event.title), command, log, startedAt: at, spokeAt: 0, lines: [], diff: [], warning: undefined};
			return {...model, running: [...model.running, step]};
		}

		case 'output': {
			const line: OutputLine = {stream: event.stream, text: printable(event.line)};
			return {...model, running: model.running.map(step => step.id === event.step ? spoken(step, line, at) : step)};
		}

		case 'fact': {
			const fact: Fact = {id: event.id, value: event.value, ...(event.contents && {contents: event.contents})};
			return {...model, facts: withFact(model.facts, fact), freshFacts: withFact(model.freshFacts, fact)};
		}

		case 'experiment': {
			return {...model, experiments: [...model.experiments.filter(({step}) => step !== event.step), event]};
		}

		case 'catalogue': {
			return {...model, catalogue: event};
		}

		case 'step.finished': {
			const finished = model.running.filter(({id}) => id === event.step).map(step => stepEntry(model, step, {end: event.status, ms: event.ms, facts: model.freshFacts}));
			return {
				...model,
				running: model.running.filter(({id}) => id !== event.step),
				freshFacts: [],
				record: [...model.record, ...finished],
			};
		}

		case 'warning': {
			const warning = printable(event.message);
			return {
				...model,
				warning,
				running: model.running.map(step => step.id === event.step ? {...step, warning} : step),
				record: [...model.record, {kind: 'warning', message: event.message}],
			};
		}

		case 'run.finished': {
			return {...model, outcome: event};
		}

		case 'run.failed': {
			const ended = model.running.map(step => stepEntry(model, step, {end: 'unfinished', ms: at - step.startedAt, facts: []}));
			return {...model, running: [], record: [...model.record, ...ended], outcome: event};
		}

		default: {
			return model;
		}
	}
}

function withChapter(chapters: readonly ChapterState[], chapter: ChapterState): readonly ChapterState[] {
	const isKnown = chapters.some(({id}) => id === chapter.id);
	return isKnown ? chapters.map(known => known.id === chapter.id ? chapter : known) : [...chapters, chapter];
}

/** A fact that was measured again keeps its place. */
function withFact(facts: readonly Fact[], fact: Fact): readonly Fact[] {
	const isKnown = facts.some(({id}) => id === fact.id);
	return isKnown ? facts.map(known => known.id === fact.id ? fact : known) : [...facts, fact];
}

function spoken(step: RunningStep, line: OutputLine, at: number): RunningStep {
	// Tools part their output with empty lines, which in the few rows that there are would push out what they say.
	const isSaid = line.text.trim() !== '';
	return {
		...step,
		lines: isSaid ? [...step.lines, line].slice(-keptLines) : step.lines,
		spokeAt: isSaid ? at : step.spokeAt,
		diff: line.stream === 'diff' ? [...step.diff, line].slice(-keptDiffLines) : step.diff,
	};
}

function stepEntry({pages, guesses}: Model, {startedAt, spokeAt, warning: _, ...step}: RunningStep, ending: Pick<StepEntry, 'end' | 'ms' | 'facts'>): StepEntry {
	const fact = pages.find(page => page.step === step.id)?.attended.guess;
	const text = fact && guesses[fact];
	return {kind: 'step', ...step, ...ending, guess: fact && text ? {fact, text} : undefined};
}
