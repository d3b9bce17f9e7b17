import {CheckError} from '../../engine/errors.js';
import {predictionOf} from '../../engine/attend.js';
import type {Experiment, ReactionKind} from '../../engine/findings.js';
import type {Command} from '../../tools/command.js';
import type {Context, WalkStep} from '../context.js';
import {inLab, type Lab} from './lab.js';
import type {Reaction} from './reaction.js';
import {traces} from './traces.js';

/** What AWS does with it, in its words. */
export type Rule = {readonly reaction: ReactionKind; readonly words: string; readonly source: string};

/** What an experiment saw: the reaction, the wizard's own check of AWS's rule, and the answer after the repair. */
export type Seen = Reaction & {
	/** What AWS's rule says against it, counted by the wizard; undefined when nothing. */
	readonly against?: string | undefined;
	/** What the words about the repair have places for. */
	readonly values?: Readonly<Record<string, string>>;
	/** What the function answered after it. */
	readonly answer: string;
};

type Trial = {
	readonly id: string;
	readonly title: string;
	readonly needs: readonly string[];
	readonly applies?: WalkStep['applies'];
	/** What a person would type for it, where that is a command and not a call. */
	readonly commands?: (context: Context) => readonly Command[];
	/** What will be made and taken away again. */
	readonly changes: (context: Context) => readonly string[];
	readonly rule: Rule;
	/** What the cloud's own words must hold; another refusal is a failure, told with its own cure. */
	readonly isMeant: RegExp;
	readonly make: (lab: Lab) => Promise<Seen>;
};

/** The journal's note that something was made for experiments: a clean-up then looks for what may be left. */
export const experimentsNote = 'experiments';

/** A step that breaks a rule on purpose: predict, do, read, repair, and look that nothing of it is left. */
export function experiment({id, title, needs, applies, commands, changes, rule, isMeant, make}: Trial): WalkStep {
	return {
		id,
		title,
		needs,
		attended: {canSkip: true, predict: true},
		...(applies && {applies}),
		plan: context => ({...(commands && {commands: commands(context)}), changes: changes(context)}),
		async run(context) {
			const predicted = predictionOf(id, context.walk.journal);
			context.walk.journal.note(experimentsNote, true);
			const {kind, words, refusal, against, values = {}, answer} = await inLab(context, make);
			const isAsOnAws = kind === rule.reaction;
			if (isAsOnAws ? !isMeant.test(words) : kind !== 'takes' || against === undefined) {
				throw refusal ?? new CheckError(`AWS ${verbs[rule.reaction]}, and this cloud ${verbs[kind]}: ${words}`);
			}

			const seen: Experiment = {
				type: 'experiment',
				step: id,
				...(predicted && {predicted}),
				reaction: kind,
				words,
				...(!isAsOnAws && against !== undefined && {ownCheck: against}),
				...(!words.includes(rule.words) && {aws: rule}),
				values,
				answer,
			};
			context.emit(seen);
			context.walk.journal.note(id, kind);
		},
		async verify(context) {
			if (context.walk.journal.recall(id) === undefined) {
				return {done: false, why: 'it has not been tried'};
			}

			const [left] = await traces(context);
			return left ? {done: false, why: `there still is ${left.name}`} : {done: true};
		},
	};
}

const verbs: Readonly<Record<ReactionKind, string>> = {takes: 'takes it', refuses: 'refuses it', fails: 'takes it, and the function fails'};
