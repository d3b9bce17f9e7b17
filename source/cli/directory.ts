import path from 'node:path';
import process from 'node:process';
import {kindOf, realPath} from '../disk/path.js';
import {namesIn} from '../disk/look.js';
import {messageOf, UsageError} from '../engine/errors.js';
import {quote} from '../tools/command.js';

/** Set in `layer-wizard shell`: the workspace that it works on. */
export const workspaceVariable = 'LAYER_WIZARD_WORKSPACE';

/** Set in `layer-wizard shell`: the process that holds the workspace. */
export const shellVariable = 'LAYER_WIZARD_SHELL';

/** Where a walkthrough is made when nobody says where. */
export const defaultDirectory = 'lambda-layers-walkthrough';

/** What the tools cannot work below: a colon ends an entry of PATH, and Serverless's packaging reads the others as patterns. */
const unusable = /[:*?\[\]\{\}\(\)!\\\p{Cc}]/v;

/**
The workspace's absolute path, if a walkthrough may be made or go on there.

@throws UsageError, before anything is touched, when the path cannot be used or holds something else.
*/
export async function usableDirectory(given: string | undefined): Promise<string> {
	const directory = absolute(given ?? defaultDirectory);
	// The tools see the path without links.
	const character = [directory, realPath(directory)].map(each => unusable.exec(each)?.[0]).find(Boolean);
	if (character) {
		throw new UsageError(`The tools cannot work in ${JSON.stringify(directory)}: the character ${JSON.stringify(character)} means something else to them.`, {
			tryThis: 'Name a directory whose path has only letters, digits, spaces, quotes, dots, hyphens and underscores.',
		});
	}

	const entries = await entriesOf(directory);
	if (entries.length > 0 && !entries.includes('.layer-wizard')) {
		const named = entries.slice(0, 3).join(', ');
		throw new UsageError(`The directory ${directory} is not empty and not a workspace: it holds ${named}${entries.length > 3 ? ` and ${entries.length - 3} more` : ''}.`, {
			tryThis: 'Name an empty or a new directory.',
		});
	}

	return directory;
}

/** The absolute path of a workspace that is to be there: the one named, else the one whose shell this is. */
export function presentDirectory(given: string | undefined): string {
	return absolute(given ?? process.env[workspaceVariable] ?? defaultDirectory);
}

/** A directory as one would type it here. */
export function typed(directory: string): string {
	const relative = path.relative(process.cwd(), directory) || '.';
	return quote(relative.startsWith('-') ? `./${relative}` : relative);
}

function absolute(directory: string): string {
	if (directory === '') {
		throw new UsageError('The directory has no name.');
	}

	try {
		// Looked at for an absolute one too: no tool can be started from a current directory that is gone.
		return path.resolve(process.cwd(), directory);
	} catch (error) {
		throw new UsageError('The current directory no longer exists.', {tryThis: 'Go to another one: cd ~', cause: error});
	}
}

async function entriesOf(directory: string): Promise<readonly string[]> {
	const place = realPath(directory);
	if (kindOf(place) === 'file') {
		throw new UsageError(`${directory} is not a directory.`, {tryThis: 'Name an empty or a new directory.'});
	}

	try {
		return await namesIn(place);
	} catch (error) {
		throw new UsageError(`The directory ${directory} cannot be read: ${messageOf(error)}.`, {cause: error});
	}
}
