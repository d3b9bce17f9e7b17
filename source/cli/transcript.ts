import path from 'node:path';
import process from 'node:process';
import {stripVTControlCharacters} from 'node:util';
import * as z from 'zod';
import {attachmentIn, detach} from '../chapters/attachment.js';
import {chapterIds} from '../chapters/ids.js';
import {isDone, progressIn} from '../chapters/progress.js';
import {transcriptOf} from '../chapters/transcript.js';
import {serviceFile, type Workspace} from '../chapters/workspace.js';
import {reactions, type Experiment} from '../engine/findings.js';
import {Journal} from '../engine/journal.js';
import type {ReadEntry} from '../engine/journal-line.js';
import {diffLines} from '../files/diff.js';
import {readEnd, readIfPresent} from '../disk/read.js';
import {editYaml} from '../files/yaml.js';
import {experimentText} from '../frontends/experiment-text.js';
import {summary} from '../frontends/summary.js';
import {chapterTitle, stepTitle} from '../frontends/tui/words.js';
import type {Words} from '../lessons/languages.js';
import type {Strings} from '../lessons/strings.js';
import {presentDirectory} from './directory.js';
import {answersIn, noWalkthrough} from './earlier-answers.js';
import {openWorkspace, type Trust} from './open-workspace.js';

/** The largest log that is read, in bytes; what a tool prints is some kilobytes. */
const longestLog = 4_000_000;

/**
Prints what was done in a workspace as Markdown: commands, what they printed, numbers, and the change of serverless.yml. It reads only.

@throws UsageError when no walkthrough was begun there.
*/
export async function transcript(given: string | undefined, flags: Trust, {strings}: Words): Promise<void> {
	const workspace = openWorkspace(presentDirectory(given), flags);
	const journal = new Journal(workspace.journal);
	const answers = answersIn(journal.before.entries);
	if (!answers) {
		throw noWalkthrough(workspace);
	}

	const {plan, steps, facts} = progressIn(journal.before);
	const attached = await attachmentDiff(workspace, journal);
	const told = experimentsIn(journal.before.entries, strings);
	const done = plan.filter(({step}) => isDone(steps.get(step)));
	process.stdout.write(transcriptOf({
		about: [`Packages: ${answers.packages.join(', ')}`, `Cloud: ${answers.target}, ${answers.region}`],
		chapters: chapterIds.map(id => ({id, title: chapterTitle(strings, id)})),
		steps: await Promise.all(done.map(async ({chapter, step, title, command}) => ({
			chapter,
			title: stepTitle(strings, step, title),
			...(command !== undefined && {command}),
			output: told.get(step) ?? (command === undefined ? [] : await outputOf(workspace.logOf(step))),
			diff: step === 'use.attach' ? attached : [],
		}))),
		summary: summary(Object.fromEntries(facts.map(({id, value}) => [id, value])), strings),
	}));
}

/** What the journal keeps of experiments. */
const experiment: z.ZodType<Experiment> = z.object({
	type: z.literal('experiment'),
	step: z.string(),
	predicted: z.enum(reactions).exactOptional(),
	reaction: z.enum(reactions),
	words: z.string(),
	ownCheck: z.string().exactOptional(),
	aws: z.object({reaction: z.enum(reactions), words: z.string(), source: z.string()}).exactOptional(),
	values: z.record(z.string(), z.string()),
	answer: z.string(),
});

/** What came of each experiment, by its step. */
function experimentsIn(entries: readonly ReadEntry[], strings: Strings): ReadonlyMap<string, readonly string[]> {
	const read = entries.filter(({type}) => type === 'experiment').flatMap(entry => experiment.safeParse(entry).data ?? []);
	return new Map(read.map(each => [each.step, experimentText(each, strings)]));
}

/** What the step's last attempt printed: each begins with its first command, which a log holds as often as the step ran. */
async function outputOf(log: string): Promise<readonly string[]> {
	const {text} = await readEnd(log, longestLog) ?? {text: ''};
	const lines = stripVTControlCharacters(text).split(/\r?\n|\r/v).map(line => line.trimEnd());
	const first = lines.find(line => line.startsWith('$ '));
	const last = first === undefined ? lines : lines.slice(lines.lastIndexOf(first));
	return last.filter(line => line !== '' && !line.startsWith('$ '));
}

async function attachmentDiff(workspace: Workspace, journal: Journal): Promise<readonly string[]> {
	const attached = attachmentIn(journal);
	const service = await readIfPresent(path.join(workspace.directory, serviceFile));
	return attached && service !== undefined ? diffLines(serviceFile, editYaml(serviceFile, service, detach(service, attached)), service) : [];
}
