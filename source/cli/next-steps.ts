import type {WalkChapter} from '../chapters/context.js';
import {finalChapter, lastChapter} from '../chapters/ids.js';
import type {Workspace} from '../chapters/workspace.js';
import {afterClean, cleanCommand} from './clean-up.js';
import {comeBack, commandLine} from './come-back.js';
import {typed} from './directory.js';

/** True when a run goes to the end of the walkthrough. */
export function isWhole(chapters: readonly WalkChapter[]): boolean {
	return has(chapters, lastChapter);
}

const has = (chapters: readonly WalkChapter[], chapter: string): boolean => chapters.some(({id}) => id === chapter);

/** What a person may do after a run, each with its command. */
export function nextSteps(workspace: Workspace, {chapters, isClean}: {readonly chapters: readonly WalkChapter[]; readonly isClean: boolean}): readonly string[] {
	const {directory, function: project} = workspace;
	if (isClean) {
		return afterClean(directory);
	}

	return [
		...(isWhole(chapters)
			? [`Look at what changed: ${project.name}/serverless.yml`, `Do it alone, with the commands and exercises of README.md: ${commandLine('shell', typed(directory))}`]
			: [`Go on to the end: ${comeBack(directory)}`]),
		...(isWhole(chapters) && !has(chapters, finalChapter) ? [`Break Lambda's limits on purpose, and share the layer: ${comeBack(directory)} --until ${finalChapter}`] : []),
		'Run the same command again: finished work is verified, not repeated',
		`Remove it all, in the cloud and here: ${cleanCommand(directory)} --files`,
	];
}
