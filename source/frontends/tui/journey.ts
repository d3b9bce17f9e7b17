import type {OpenQuestion} from './conversation.js';
import {entryOf, type Model, type Page} from './model.js';

/** Where the person is. */
export type Place
	/** Looking on: a run that asks nothing, or one that still finds out what is done already. */
	= | {readonly at: 'run'}
	/** On the page of a step: reading its lesson, guessing, or having started it. */
		| {readonly at: 'page'; readonly index: number; readonly stage: 'lesson' | 'guess' | 'started'}
	/** On the last page, after the last step. */
		| {readonly at: 'end'}
	/** Looking on again, after the last page: asked whether to clean up, or watching it. */
		| {readonly at: 'after'}
		| {readonly at: 'left'};

export type Journey = {
	readonly place: Place;
	/** How many entries of the record have been told; while a page is read nothing moves above it. */
	readonly told: number;
};

export const outset: Journey = {place: {at: 'run'}, told: 0};

/** What the person is to do on a page, or what happens there. */
export type Phase = 'lesson' | 'guess' | 'waiting' | 'running' | 'result';

/** The step that has the place, if a page is shown. */
export function pageAt({place}: Journey, {pages}: Model): Page | undefined {
	return place.at === 'page' ? pages[place.index] : undefined;
}

/** True when what the page's step measures has not been guessed yet. */
export function mayGuess({guesses}: Model, page: Page | undefined): boolean {
	const fact = page?.attended.guess;
	return fact !== undefined && guesses[fact] === undefined;
}

/** What a page shows now. */
export function phaseOf({place}: Journey, model: Model, {step}: Page): Phase {
	if (place.at === 'page' && place.stage !== 'started') {
		return place.stage;
	}

	if (entryOf(model, step)) {
		return 'result';
	}

	return model.running.some(({id}) => id === step) ? 'running' : 'waiting';
}

/** True where no page is read: what happens is then told at once. */
export function isLookingOn({place}: Journey): boolean {
	return place.at === 'run' || place.at === 'after';
}

/** Takes in what has happened: opens the first page, and passes over pages whose steps turned out to be done. */
export function follow(journey: Journey, model: Model, open: readonly OpenQuestion[]): Journey {
	const {place, told} = journey;
	if (place.at === 'run') {
		const index = model.isResumed ? model.pages.findIndex(({step}) => open.some(question => question.step === step && question.id !== 'retry')) : 0;
		return index !== -1 && model.pages.length > 0
			? {place: {at: 'page', index, stage: 'lesson'}, told: model.record.length}
			: {place, told: model.record.length};
	}

	if (place.at === 'after') {
		return {place: model.outcome ? {at: 'left'} : place, told: model.record.length};
	}

	const page = pageAt(journey, model);
	if (place.at === 'page' && place.stage === 'lesson' && page && entryOf(model, page.step)) {
		return walkOn(journey, model);
	}

	return model.outcome?.type === 'run.failed' ? {place: {at: 'left'}, told: model.record.length} : {place, told};
}

/** The person goes on from a result to the first page whose step is not done; in a resumed run a later one may have been asked about first. */
export function walkOn({place}: Journey, model: Model): Journey {
	const told = model.record.length;
	if (place.at !== 'page') {
		return {place: {at: model.outcome ? 'left' : 'after'}, told};
	}

	const index = model.pages.findIndex(({step}) => !entryOf(model, step));
	if (index !== -1) {
		return {place: {at: 'page', index, stage: 'lesson'}, told};
	}

	return {place: model.chapters.some(({id}) => id === 'ship') ? {at: 'end'} : {at: 'left'}, told};
}
