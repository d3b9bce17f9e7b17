import type {Strings} from '../../lessons/strings.js';
import {mayGuess, pageAt, phaseOf, type Phase} from './journey.js';
import {entryOf, type Page, type StepEntry} from './model.js';
import type {View} from './store.js';

/** What the keys depend on. */
export type Situation = {
	readonly view: View;
	readonly page: Page | undefined;
	readonly phase: Phase | undefined;
	/** What the page's step left. */
	readonly entry: StepEntry | undefined;
	/** True when Enter leads to a guess first. */
	readonly canGuess: boolean;
	/** True when letters go into a text or a list of choices. */
	readonly isTyping: boolean;
};

export type KeyId = keyof Strings['help'];

export type Binding = {
	readonly id: KeyId;
	/** As it is written on the screen. */
	readonly key: string;
	/** Its character or name; absent for keys that are handled elsewhere. */
	readonly input?: string;
	/** Whether the screen names it. */
	readonly isActive: (situation: Situation) => boolean;
};

/** Every key, in the order in which the screen names them. */
export const bindings: readonly Binding[] = [
	{id: 'go', key: 'Enter', input: 'enter', isActive: situation => situation.view.question?.id === 'welcome' || (!situation.view.question && goesOn(situation))},
	{id: 'retry', key: 'r', input: 'r', isActive: ({view}) => view.question?.id === 'retry'},
	{id: 'skip', key: 's', input: 's', isActive: ({phase, page, view}) => !view.question && phase === 'lesson' && page?.attended.canSkip === true},
	{id: 'explain', key: 'e', input: 'e', isActive: ({page, view}) => !view.question && page?.command !== undefined},
	{id: 'output', key: 'o', input: 'o', isActive: situation => logAt(situation) !== undefined},
	{id: 'diff', key: 'd', input: 'd', isActive: ({view}) => !view.question && diffOf(view).length > 0},
	{id: 'zip', key: 'z', input: 'z', isActive: ({entry, view}) => !view.question && contentsOf(entry) !== undefined},
	{id: 'lesson', key: 'l', input: 'l', isActive: ({phase, view}) => !view.question && phase !== undefined && phase !== 'lesson'},
	{id: 'back', key: 'b', input: 'b', isActive: ({view: {question, journey: {place}}}) => !question && (place.at === 'end' || (place.at === 'page' && place.index > 0))},
	{id: 'help', key: '?', input: '?', isActive: () => true},
	{id: 'quit', key: 'q', input: 'q', isActive: ({view}) => view.journey.place.at !== 'end'},
	{id: 'scroll', key: '↑ ↓', isActive: goesOn},
	{id: 'stop', key: 'Ctrl-C', isActive: () => false},
];

/** True where Enter leads on; while something else is asked, Enter answers that. */
function goesOn({phase, view: {journey}}: Situation): boolean {
	return phase === 'lesson' || phase === 'result' || journey.place.at === 'end';
}

/** Questions that are answered with single keys. */
const answeredByKeys: ReadonlySet<string> = new Set(['welcome', 'retry']);

export function situationOf(view: View): Situation {
	const page = pageAt(view.journey, view.model);
	const phase = page && phaseOf(view.journey, view.model, page);
	const {question} = view;
	return {
		view,
		page,
		phase,
		entry: page && entryOf(view.model, page.step),
		canGuess: phase === 'lesson' && mayGuess(view.model, page),
		isTyping: (phase === 'guess' && !question) || (question !== undefined && !answeredByKeys.has(question.id)),
	};
}

/** The log that `o` opens: the failed step's, the page's step's, or the one that speaks. */
export function logAt({view: {model, question}, page, entry}: Situation): {readonly step: string; readonly file: string} | undefined {
	const failed = question?.step === undefined ? undefined : model.running.find(({id}) => id === question.step);
	const own = failed ?? model.running.find(({id}) => id === page?.step) ?? entry;
	// A step without a command writes no log.
	const step = own?.command ? own : model.running.find(({command}) => command);
	return step && {step: step.id, file: step.log};
}

/** What was changed last in a file. */
export function diffOf({model: {record, running}}: View): readonly string[] {
	const lines = running.findLast(({diff}) => diff.length > 0)?.diff ?? record.findLast((entry): entry is StepEntry => entry.kind === 'step' && entry.diff.length > 0)?.diff;
	return (lines ?? []).map(({text}) => text);
}

/** What is in the zip that a step made. */
export function contentsOf(entry: StepEntry | undefined) {
	return entry?.facts.find(({contents}) => contents)?.contents;
}
