import os from 'node:os';
import {isThere} from '../disk/look.js';
import {askNobody, type Ask, type Question} from '../engine/questions.js';
import type {Flags} from './flags.js';
import {defaults, isAnswer, targets, type Answers} from './config.js';
import {defaultDirectory, usableDirectory} from './directory.js';
import type {FlagQuestion} from './flag-question.js';
import {earlierAnswers} from './earlier-answers.js';
import {openWorkspace} from './open-workspace.js';

export type Start = {readonly directory: string | undefined; readonly flags: Flags};

const target: FlagQuestion = {
	id: 'target',
	flag: '--target',
	choices: targets,
	fallback: defaults.target,
	isGiven: flags => flags.target !== undefined,
	asFlags: answer => ({target: answer}),
};

/** A name with what PEP 508 lets follow it; pip itself reads it later. */
const packageWord = /^[a-zA-Z\d](?:[\w.\-]*[a-zA-Z\d])?(?:\[[\w\-,]*\])?(?:[=<>!~].*)?$/v;

const names: readonly FlagQuestion[] = [
	{
		id: 'packages',
		flag: '--package',
		fallback: defaults.packages.join(' '),
		check: answer => words(answer).every(word => packageWord.test(word)) && isAnswer('packages', words(answer)),
		isGiven: flags => flags.package !== undefined,
		asFlags: answer => ({package: words(answer)}),
	},
	{
		id: 'layerName',
		flag: '--layer-name',
		fallback: '',
		check: answer => isAnswer('layerName', answer),
		isGiven: flags => flags.layerName !== undefined,
		asFlags: answer => answer === '' ? {} : {layerName: answer},
	},
	{
		id: 'stage',
		flag: '--stage',
		fallback: defaults.stage,
		check: answer => isAnswer('stage', answer),
		isGiven: flags => flags.stage !== undefined,
		asFlags: answer => ({stage: answer}),
	},
];

/**
Asks for what the command line leaves open, before a new walkthrough; one that has begun is not asked about again.

@throws UsageError when the directory of the command line cannot be used; the signal's reason when the person leaves.
*/
export async function interview({directory, flags}: Start, ask: Ask, signal: AbortSignal): Promise<Start> {
	const place = directory === undefined ? defaultDirectory : await usableDirectory(directory);
	const earlier = flags.restart ? await answersIn(place, flags) : undefined;
	if (!flags.restart && await hasBegun(place, flags)) {
		return {directory: place, flags};
	}

	await answerTo({id: 'welcome', choices: ['go'], fallback: 'go'}, ask, signal);
	const withTarget = await askUnlessGiven([asBefore(target, earlier)], flags, ask, signal);
	const chosen = directory === undefined && !earlier
		? await answerTo({id: 'directory', flag: 'layer-wizard <directory>', fallback: defaultDirectory, check: isUsable}, ask, signal)
		: place;
	if (!flags.restart && await hasBegun(atHome(chosen), flags)) {
		return {directory: atHome(chosen), flags: withTarget};
	}

	// Which account is nothing that a default may decide.
	const withAccount = withTarget.target === 'aws' && ask !== askNobody ? await askForAccount(withTarget, ask, signal) : withTarget;
	return {directory: atHome(chosen), flags: await askUnlessGiven(names.map(question => asBefore(question, earlier)), withAccount, ask, signal)};
}

/** The answers of the walkthrough that is begun anew. */
async function answersIn(directory: string, flags: Flags): Promise<Answers | undefined> {
	return usableDirectory(directory).then(usable => earlierAnswers(openWorkspace(usable, flags)), () => undefined);
}

/** What was answered before is the default now, and of choices the first. */
function asBefore(question: FlagQuestion, earlier: Answers | undefined): FlagQuestion {
	const answers: Readonly<Record<string, string | readonly string[] | undefined>> = earlier ?? {};
	const before = [answers[question.id] ?? []].flat().join(' ');
	const choices = question.choices && [...question.choices].toSorted((one, other) => Number(other === before) - Number(one === before));
	return before === '' ? question : {...question, fallback: before, ...(choices && {choices})};
}

async function askForAccount(flags: Flags, ask: Ask, signal: AbortSignal): Promise<Flags> {
	const {profileQuestions, regionQuestions} = await import('./aws-questions.js');
	const withProfile = await askUnlessGiven(await profileQuestions(), flags, ask, signal);
	return askUnlessGiven(await regionQuestions(withProfile), withProfile, ask, signal);
}

async function askUnlessGiven(questions: readonly FlagQuestion[], flags: Flags, ask: Ask, signal: AbortSignal): Promise<Flags> {
	let answered = flags;
	for (const {isGiven, asFlags, ...question} of questions) {
		if (!isGiven(flags)) {
			answered = {...answered, ...asFlags(await answerTo(question, ask, signal))};
		}
	}

	return answered;
}

async function answerTo(question: Question, ask: Ask, signal: AbortSignal): Promise<string> {
	const answer = await ask(question, signal);
	signal.throwIfAborted();
	return answer;
}

async function hasBegun(directory: string, flags: Flags): Promise<boolean> {
	return usableDirectory(directory).then(usable => isThere(openWorkspace(usable, flags).journal), () => false);
}

async function isUsable(directory: string): Promise<boolean> {
	return usableDirectory(atHome(directory)).then(() => true, () => false);
}

/** A shell would have put the home directory in place of `~`. */
function atHome(directory: string): string {
	return directory.replace(/^~(?=\/|$)/v, os.homedir());
}

function words(text: string): readonly string[] {
	return text.split(/[\s,]+/v).filter(word => word !== '');
}
