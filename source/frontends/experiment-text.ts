import type {Experiment} from '../engine/findings.js';
import {fill, wordsFor, type Strings} from '../lessons/strings.js';
import {harmless} from './printable.js';

/** What came of an experiment, in the order in which one wants to know: the prediction, the cloud's words, AWS's where those are others, the repair. */
export function experimentText({step, predicted, reaction, words, ownCheck, aws, values, answer}: Experiment, {experiment, repairs, choices}: Strings): readonly string[] {
	const really = aws?.reaction ?? reaction;
	const what = predicted && wordsFor(choices, predicted);
	return [
		...(what === undefined ? [] : [fill(predicted === really ? experiment.right : experiment.predicted, {what})]),
		reaction === 'takes' ? experiment.takes : fill(experiment.cloud, {words: harmless(words)}),
		...(ownCheck === undefined ? [] : [fill(experiment.ownCheck, {why: ownCheck})]),
		...(aws ? [fill(experiment.aws, {words: aws.words}), fill(experiment.source, {source: aws.source})] : []),
		fill(experiment.repair, {repair: fill(wordsFor(repairs, step) ?? '', values)}),
		fill(experiment.answer, {answer: harmless(answer)}),
	];
}
